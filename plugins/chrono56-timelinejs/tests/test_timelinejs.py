"""The timeline, by the rules that TimelineJS gives for its JSON."""

import datetime
import io
import json
from typing import Any

import pytest
from chrono56_timelinejs.dates import span

import chrono56
from chrono56.testing import sample

# Fields of a slide, an era and a date, and those that there must be.
SLIDE = {
    *("start_date", "end_date", "text", "media", "group", "display_date"),
    *("background", "autolink", "unique_id"),
}
DATE = ("year", "month", "day", "hour", "minute", "second", "millisecond")


def exported(told: chrono56.Chronology, language: str = "en", **options: str) -> Any:
    stream = io.BytesIO()
    chrono56.export(told, "timelinejs", stream, language=language, options=options)
    return json.loads(stream.getvalue())


def dated(*dates: str, label: str = "A march") -> chrono56.Chronology:
    log = chrono56.open_log("memory:", by="anna")
    with log.entry("dates") as entry:
        book = entry.source("book", csl={"title": "A <b>Book</b>"})
        for number, date in enumerate(dates):
            event = entry.event(
                f"e{number}", kind="politics.protest", labels={"en": label}
            )
            entry.claim(event, chrono56.Dating(date), cite=book, as_written="<at dawn>")
    return log.chronology(cache=False)


def check_date(date: dict[str, int]) -> None:
    """Hold a date against the rules: parts from the largest down, all of them real."""
    names = [name for name in DATE if name in date]
    assert set(date) == set(names)
    assert names == list(DATE[: len(names)])
    assert all(isinstance(value, int) for value in date.values())
    # A year of four digits with the same calendar.
    year = date["year"] % 400 + 2000
    datetime.date(year, date.get("month", 1), date.get("day", 1))
    datetime.time(date.get("hour", 0), date.get("minute", 0))


class TestDates:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("1956", [1956], None),
            ("1956-10", [1956, 10], None),
            ("1956-10-23", [1956, 10, 23], None),
            ("1956-10~", [1956, 10], None),
            ("1956-10-23T15:00", [1956, 10, 23, 15, 0], None),
            (
                "1956-11-04T04:00..06:00~",
                [1956, 11, 4, 4, 0],
                [1956, 11, 4, 6, 0],
            ),
            ("1956-10-23/1956-11-11", [1956, 10, 23], [1956, 11, 11]),
            ("1956-10/1957", [1956, 10], [1957]),
            ("[1956-10-28..1956-10-31]", [1956, 10, 28], [1956, 10, 31]),
            ("1956-11-04/..", [1956, 11, 4], None),
            ("../1956-11-04", [1956, 11, 4], None),
            ("[..1956-11-07]", [1956, 11, 7], None),
            ("-0043-03-15", [-43, 3, 15], None),
            ("0000", [0], None),
            ("Y12000", [12000], None),
        ],
    )
    def test_what_is_known_is_drawn_no_finer(
        self, text: str, start: list[int], end: list[int] | None
    ) -> None:
        drawn = span(chrono56.When.parse(text))

        assert drawn is not None
        assert [*drawn[0].values()] == start
        assert (drawn[1] and [*drawn[1].values()]) == end
        for point in filter(None, drawn):
            check_date(point)

    def test_of_nothing_nothing_is_drawn(self) -> None:
        assert span(chrono56.When.parse("[..]")) is None


class TestSlides:
    def test_the_sample_keeps_the_rules_of_the_format(self) -> None:
        timeline = exported(sample(), eras="20")
        ids = [slide["unique_id"] for slide in timeline["events"]]

        assert set(timeline) == {"made_from", "scale", "title", "events", "eras"}
        assert timeline["scale"] == "human"
        assert len(set(ids)) == len(ids) > 100
        for slide in timeline["events"]:
            assert set(slide) <= SLIDE
            assert {"start_date", "text", "display_date"} <= set(slide)
            assert set(slide["text"]) == {"headline", "text"}
        for era in timeline["eras"]:
            assert set(era) == {"start_date", "end_date", "text"}
        for one in (*timeline["events"], *timeline["eras"]):
            check_date(one["start_date"])
            check_date(one.get("end_date", one["start_date"]))

    def test_text_of_a_source_never_becomes_markup(self) -> None:
        hostile = '<img src=x onerror="alert(1)"> & </script>'
        (slide,) = exported(dated("1956", label=hostile))["events"]

        assert slide["text"]["headline"] == (
            "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/script&gt;"
        )
        assert "<q>&lt;at dawn&gt;</q>" in slide["text"]["text"]
        assert "<cite>A &lt;b&gt;Book&lt;/b&gt;</cite>" in slide["text"]["text"]

    def test_what_acts_or_reorders_is_shown_as_what_it_is(self) -> None:
        (slide,) = exported(dated("1956", label="\u202egpj.exe\x1b[31m"))["events"]

        assert slide["text"]["headline"] == "\ufffdgpj.exe\ufffd[31m"

    def test_the_file_can_stand_in_a_script(self) -> None:
        stream = io.BytesIO()
        chrono56.export(sample(), "timelinejs", stream)

        assert not {"<", "\u2028", "\u2029"} & set(stream.getvalue().decode())

    @pytest.mark.parametrize(
        ("language", "date", "marked"),
        [
            ("en", "by 7 November 1956", "Sources disagree."),
            ("hu", "legkésőbb 1956. november 7-én", "A források eltérnek."),
            ("sr-Cyrl", None, "Извори се не слажу."),
            ("sr-Latn", None, "Izvori se ne slažu."),
            ("tlh", "by 7 November 1956", "Sources disagree."),
        ],
    )
    def test_words_are_in_the_language_asked_for(
        self, language: str, date: str | None, marked: str
    ) -> None:
        slides = {
            slide["unique_id"]: slide
            for slide in exported(sample(), language=language)["events"]
        }

        assert marked in slides["disputed"]["text"]["text"]
        assert date is None or slides["by-a-day"]["display_date"] == date

    @pytest.mark.parametrize(
        ("group", "found"),
        [("family", "politics"), ("kind", "protest"), ("none", None)],
    )
    def test_events_are_grouped_as_asked(self, group: str, found: str | None) -> None:
        (slide,) = exported(dated("1956"), group=group)["events"]

        assert (slide.get("group") or "").lower() == (found or "")

    def test_what_lasts_long_enough_is_an_era_too(self) -> None:
        told = dated("1956-10-23/1956-11-11", "1956-10-23/1956-10-24", "1956/1957")
        timeline = exported(told, eras="20")

        assert len(timeline["events"]) == 3
        assert [era["end_date"] for era in timeline["eras"]] == [
            {"year": 1956, "month": 11, "day": 11}
        ]

    def test_only_what_may_have_been_at_the_time_asked_for_is_shown(self) -> None:
        told = dated("1956-10-23", "1956", "1957", "1956-11-11/..")
        timeline = exported(told, during="1956-10/1956-11", eras="1")

        assert [slide["unique_id"] for slide in timeline["events"]] == [
            "e1",
            "e0",
            "e3",
        ]
        stream = io.BytesIO()
        report = chrono56.export(
            told, "timelinejs", stream, options={"during": "1956-10/1956-11"}
        )
        assert report.left_out == (("at another time", 1),)

    def test_a_time_that_is_no_date_is_refused(self) -> None:
        with pytest.raises(chrono56.Chrono56Error, match="option during can't be"):
            exported(dated("1956"), during="last week")

    def test_years_that_javascript_does_not_reach_need_another_scale(self) -> None:
        told = dated("Y-300000", "Y300000", "1956")

        assert len(exported(told)["events"]) == 1
        assert len(exported(told, scale="cosmological")["events"]) == 3
