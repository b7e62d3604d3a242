"""The lines of a page: what is no event, where sections begin, who is born and dies."""

from typing import Final

import pytest

from chrono56 import When
from chrono56.importers.chronicle_page import Page, PageLine
from chrono56.importers.context import ImportContext

SENTENCES: Final = "1 May – They meet.\n2 May – They talk.\n3 May – They part.\n"


def read(
    text: str, year: str = "1957", language: str = "en"
) -> tuple[list[PageLine], ImportContext]:
    context = ImportContext(name="page", language=language, source="village")
    numbered = list(enumerate(text.split("\n"), 1))
    return Page(context, When.parse(year)).lines(numbered), context


def left_out(text: str, language: str = "en") -> list[tuple[str, str]]:
    return list(read(text, language=language)[1].left_out)


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("line", "why"),
        [
            pytest.param("1955 – 1956 – 1957 – 1958", "navigation", id="years"),
            pytest.param("Decades: 1940s – 1950s – 1960s", "navigation", id="decades"),
            pytest.param("Home | News | Years | Help", "navigation", id="bars"),
            pytest.param("↑ The parish book.", "a note", id="arrow"),
            pytest.param("[3] The parish book.", "a note", id="number"),
            pytest.param("## Events in May", "a heading", id="markdown"),
            pytest.param("== 1957 and before ==", "a heading", id="wiki"),
            pytest.param("**Elsewhere**", "a heading", id="bold"),
            pytest.param("Events elsewhere", "a heading", id="short"),
            pytest.param("Births", "a heading", id="births"),
            pytest.param("May", "a heading with a date", id="month"),
            pytest.param("— 9 May 1957 —", "a heading with a date", id="day"),
            pytest.param("1953", "a heading outside of 1957", id="another year"),
        ],
    )
    def test_is_said_with_its_line_and_why(self, line: str, why: str) -> None:
        assert left_out(f"{SENTENCES}{line}") == [("page:4", why)]

    def test_a_short_line_is_an_event_where_no_line_ends_like_a_sentence(self) -> None:
        text = "1 May – They meet\nThey talk\n3 May – They part"

        lines, context = read(text)

        assert [line.number for line in lines] == [1, 2, 3]
        assert context.left_out == ()

    def test_a_line_of_many_dates_that_tells_something_is_an_event(self) -> None:
        text = f"{SENTENCES}9 May – Fairs (10 May, 12 May and in 1958)."

        assert left_out(text) == []


class TestHeads:
    @pytest.mark.parametrize(
        ("text", "language", "when", "body"),
        [
            ("3 May – It burns.", "en", "1957-05-03", "It burns."),
            ("May 3: It burns.", "en", "1957-05-03", "It burns."),
            ("On 3 May, it burns.", "en", "1957-05-03", "it burns."),
            ("• 3–5 May – A fair.", "en", "1957-05-03/1957-05-05", "A fair."),
            ("In May – A fair.", "en", "1957-05", "A fair."),
            ("május 3. Tűz üt ki.", "hu", "1957-05-03", "Tűz üt ki."),
            ("az év folyamán – Aszály.", "hu", "1957", "Aszály."),
            ("3. мај – Пожар.", "sr", "1957-05-03", "Пожар."),
            ("У мају – Вашар.", "sr", "1957-05", "Вашар."),
        ],
    )
    def test_a_line_begins_with_its_date(
        self, text: str, language: str, when: str, body: str
    ) -> None:
        [line], _ = read(text, language=language)

        assert (str(line.when), line.body) == (when, body)
        assert line.taken_from == "the year of the page"

    @pytest.mark.parametrize(
        "text",
        ["It burns on 3 May.", "In May it burnt.", "A 1956 meeting is told of."],
    )
    def test_a_date_further_on_is_no_head(self, text: str) -> None:
        [line], _ = read(text)

        assert line.head is None
        assert line.when is None

    def test_a_heading_gives_its_month(self) -> None:
        lines, _ = read("May\nOn the 3rd – It burns.\nJune\nOn the 4th – It rains.")

        assert [str(line.when) for line in lines] == ["1957-05-03", "1957-06-04"]
        assert lines[0].taken_from == ("the month and year of the heading in line 1")

    @pytest.mark.parametrize("text", ["The next day", "At nine p.m. on 3 May 1957"])
    def test_a_distance_or_an_hour_alone_is_no_heading(self, text: str) -> None:
        lines, context = read(f"1 May – It burns.\n{text}\n")

        assert [line.number for line in lines] == [1, 2]
        assert context.left_out == ()

    def test_a_day_in_a_heading_ends_with_the_next_date(self) -> None:
        text = "9 May\nIt burns.\n12 May – It rains.\nIt is cold.\n"

        lines, _ = read(text)

        assert [str(line.when) for line in lines] == [
            "1957-05-09",
            "1957-05-12",
            "None",
        ]


class TestSections:
    def test_a_new_one_begins_where_days_go_back(self) -> None:
        lines, _ = read(f"{SENTENCES}1 February – Snow.\n2 February – Snow.\n")

        assert [line.section for line in lines] == [0, 0, 0, 1, 1]

    def test_a_month_after_its_days_begins_none(self) -> None:
        lines, _ = read(f"{SENTENCES}May – A drought.\n9 May – Rain.\n")

        assert {line.section for line in lines} == {0}

    def test_a_heading_begins_one(self) -> None:
        lines, _ = read(f"{SENTENCES}# Elsewhere\n9 May – Rain.\n")

        assert [line.section for line in lines] == [0, 0, 0, 1]


class TestLives:
    def test_a_heading_tells_them(self) -> None:
        text = f"{SENTENCES}Births\n1 May – Ana, painter\nDeaths\n2 May – Bo, cook"

        lines, _ = read(text)

        assert [line.life for line in lines[3:]] == ["life.birth", "life.death"]
        assert lines[3].because == "a birth by the heading above it"

    def test_without_headings_second_dates_tell_them(self) -> None:
        born = "1 May – Ana, painter\n2 May – Bo, cook († 2001)\n"
        died = "1 March – Cy, smith (* 1881)\n2 March – Di (* 1890)\n3 March – Ed\n"

        lines, _ = read(f"{SENTENCES}1 April – Fog.\n1 January – Ice.\n{born}{died}")

        found = [line.life.removeprefix("life.") for line in lines]
        assert found == [*([""] * 5), "birth", "birth", *(["death"] * 3)]
        assert lines[-1].because == "a death by the lines beside it"
        assert lines[6].because == "a birth by its second date († 2001)"

    def test_before_deaths_lines_that_are_no_sentences_are_births(self) -> None:
        born = "1 May – Ana, painter\n2 May – Bo, cook\n"

        lines, _ = read(f"{SENTENCES}{born}1 March – Cy, smith (* 1881)\n")

        assert [line.life for line in lines] == [
            *("", "", ""),
            *("life.birth", "life.birth", "life.death"),
        ]

    def test_a_second_date_may_be_the_only_one_of_a_death(self) -> None:
        lines, _ = read(
            "Deaths\n1 May – Ana (* 1881)\nBo, cook (* 1890)\nCy († 1957)\n"
        )

        assert [line.life for line in lines] == ["life.death"] * 3
        assert [line.second and line.second.words for line in lines] == [
            *("1881", "1890", None),
        ]

    def test_a_second_date_that_contradicts_is_left_out_and_said(self) -> None:
        lines, context = read("Deaths\n1 May – Ana, painter († 1870)")

        assert (lines[0].life, lines[0].second) == ("life.death", None)
        assert context.left_out[-1] == (
            "page:2",
            "1870 as a date of death beside 1957-05-01",
        )
