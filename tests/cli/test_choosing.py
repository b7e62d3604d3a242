"""Readings on the command line: whom they hear, and why they choose."""

import re
from pathlib import Path

import pytest
from tests.cli.command import run

from chrono56.chronology import Choice, Judgement
from chrono56.cli.choosing import choice_words

BY = ("--by", "anna")
JUDGED = Judgement(
    target="c", verdict="preferred", reason="seen it", entry=7, at="", by="anna"
)


@pytest.mark.parametrize(
    ("rule", "worth", "against", "said"),
    [
        ("rank", "preferred", "normal", "preferred by anna (#7): seen it"),
        (
            "rank",
            "normal",
            "deprecated",
            "the other is deprecated by anna (#7): seen it",
        ),
        ("mode", "asserted", "planned", "asserted, not planned"),
        ("reliability", "A", "C", "a source of grade A, against C"),
        (
            "majority",
            "3",
            "1",
            "3 independent sources can agree with it, against 1",
        ),
        ("majority", "1", "0", "1 independent source can agree with it, against 0"),
        ("narrower", "P1D", "P31D", "the narrower date"),
        (
            "earlier",
            "#3",
            "#12",
            "only recorded earlier (#3, the other #12); no other rule tells them apart",
        ),
        (
            "earlier",
            "#3",
            "#3",
            (
                "only recorded earlier in the same entry (#3);"
                " no other rule tells them apart"
            ),
        ),
        ("whole", "", "", "a date of the whole goes before one of its start or end"),
        ("start", "", "", "no end is told that is over before it"),
        ("alone", "", "", "no other value is claimed"),
    ],
)
def test_a_choice_says_why(rule: str, worth: str, against: str, said: str) -> None:
    judgements = (JUDGED,) if rule == "rank" else ()

    assert said == choice_words(
        Choice(
            property="date",
            claim="c",
            rule=rule,
            worth=worth,
            against=against,
            judgements=judgements,
        )
    )


@pytest.mark.usefixtures("log_file")
class TestShow:
    def test_below_the_claims_stands_why_the_first_was_chosen(self) -> None:
        run("rank", "memoir", "preferred", "--reason", "he was there", *BY)

        lines = run("show", "march").lines
        at = lines.index("  chosen: preferred by anna (#4): he was there")

        assert lines[at + 1] == ""
        assert "24 October" in "\n".join(lines[:at])

    def test_start_end_and_figures_are_told_apart(self) -> None:
        for number, source in ((20, "diary"), (200, "memoir")):
            figure = ("--figure", "killed", "--best", str(number))
            run("add", "claim", "march", *figure, "--cite", source, *BY)

        assert (
            "  killed – chosen: a source of grade A, against F"
            in run("show", "march").lines
        )

    def test_as_json_the_choices_are_objects(self) -> None:
        (event,) = run("show", "march", "--json").objects
        choices = {choice["property"]: choice for choice in event["choices"]}

        assert choices["date"]["rule"] == "reliability"
        assert choices["date"]["over"] == [_claim_of("memoir")]
        assert choices["place"] == {
            "property": "place",
            "claim": "march-place",
            "rule": "alone",
            "over": [],
            "closer": [],
            "worth": "",
            "against": "",
            "judgements": [],
        }

    def test_what_is_not_heard_of_is_said_to_be(self) -> None:
        outcome = run("show", "march", "--reading", "only=letter")

        assert "  unheard: by this reading nobody speaks of it" in outcome.lines
        assert "chosen" not in outcome.out


def _claim_of(source: str) -> str:
    (event,) = run("show", "march", "--json").objects
    (claim,) = [
        claim
        for claim in event["claims"]
        if claim["says"]["type"] == "dating"
        and claim["citations"][0]["source"] == source
    ]
    return str(claim["id"])


READ = ("--reading", "only=memoir")


@pytest.mark.usefixtures("log_file")
class TestReading:
    @pytest.mark.parametrize(
        "command",
        [
            *(["on", "10-25"], ["between", "1956-10-25", "1956-10-25"]),
            *(["search", "march"], ["show", "march"], ["explain", "march"]),
        ],
    )
    def test_every_verb_that_asks_reads_so(self, command: list[str]) -> None:
        outcome = run(*command, *READ)

        assert outcome.status == 0
        assert "25 October 1956" in outcome.out
        assert "disputed" not in outcome.out

    def test_what_is_not_heard_is_not_listed(self) -> None:
        assert run("on", "10-24", *READ).status == 1
        assert run("disputes", *READ).status == 1
        assert run("disputes").status == 0

    def test_it_may_stand_before_the_verb(self) -> None:
        assert run(*READ, "on", "10-25").out == run("on", "10-25", *READ).out

    def test_as_of_a_state_too(self) -> None:
        assert run("on", "10-25", *READ, "--as-of", "#1").status == 1

    def test_sources_that_do_not_tell_what_is_asked_are_counted(self) -> None:
        outcome = run("on", "10-24", "--reading", "issued-before=1958")

        assert outcome.err.splitlines()[-1] == (
            "1 source does not say what the reading asks for, so that it hears nothing"
            " there (`chrono56 sources --reading issued-before=1958` tells which)"
        )

    def test_sources_tell_why_they_are_not_heard(self) -> None:
        outcome = run("sources", "--reading", "issued-before=1957")
        heard = run("sources", "--reading", "issued-before=1958", "--json").objects

        assert "    not heard: it is not what the reading asks for\n" in outcome.out
        assert "    not heard: it does not say when it was issued\n" in outcome.out
        assert {one["id"]: one["heard"] for one in heard} == {
            "diary": True,
            "memoir": False,
        }
        assert all(one["heard"] for one in run("sources", "--json").objects)

    def test_a_language_that_is_not_told_is_none(self) -> None:
        outcome = run("sources", "--reading", "language=hu")

        assert "    not heard: it does not say in what language it is" in outcome.out

    @pytest.mark.parametrize(
        ("reading", "status", "said"),
        [
            ("issued=1957", 2, "not a reading: expected default, or NAME=VALUE"),
            ("issued-before=19x7", 2, "at character 17\n  issued-before=19x7\n"),
            ("only=diry", 1, "no source 'diry' in this log; did you mean 'diary'?"),
        ],
    )
    def test_what_is_no_reading_is_one_error(
        self, reading: str, status: int, said: str
    ) -> None:
        outcome = run("on", "10-24", "--reading", reading)

        assert (outcome.status, outcome.out) == (status, "")
        assert said in outcome.err

    def test_an_export_carries_it_and_can_be_made_again(self, tmp_path: Path) -> None:
        for name in ("csv", "markdown", "ical"):
            path = tmp_path / name
            made = run("export", name, "-o", path, *READ)
            checked = run("verify", "--export", path)

            assert (made.status, checked.status) == (0, 0)
            assert f"{path}: the same, byte for byte" in checked.out
        text = (tmp_path / "markdown").read_text()
        assert "reading=only%3Dmemoir" in text
        assert "24 October" not in text

    def test_an_export_by_a_reading_of_another_version_can_not_be_told(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "1956.md"
        run("export", "markdown", "-o", path, *READ)
        text = path.read_text()
        for old, new in (("only%3Dmemoir", "loud%3Dmemoir"), ("memoir;", "nobody;")):
            path.write_text(text.replace(old, new))
            assert "unknown" in run("verify", "--export", path, "--json").out


@pytest.mark.usefixtures("log_file")
class TestDiffOfReadings:
    def test_it_tells_why_each_chose_as_it_did(self) -> None:
        lines = run("diff", "--reading", "default", "only=memoir").lines
        at = lines.index("March on the square (march)")

        assert lines[at + 1 : at + 5] == [
            "  ~ date: 24 October 1956 → 25 October 1956 (moved)",
            "      the first: a source of grade A, against F",
            "      the second: no other value is claimed",
            "  ! in dispute only by the first reading, date: conflicting",
        ]

    def test_what_only_one_hears_of_is_one_line(self) -> None:
        forth = run("diff", "--reading", "default", "only=letter").out
        back = run("diff", "--reading", "only=letter", "default").out

        assert "  - event: March on the square, only by the first reading\n" in forth
        assert "  + event: March on the square, only by the second reading\n" in back

    def test_as_json_both_sides_have_their_choices(self) -> None:
        changes = run("diff", "--json", "--reading", "default", "only=memoir").objects
        (change,) = [
            it
            for it in changes
            if (it["about"], it["property"]) == ("march", "date")
            and it["what"] == "moved"
        ]

        assert [it["rule"] for it in change["before_by"]] == ["reliability"]
        assert [it["rule"] for it in change["after_by"]] == ["alone"]

    def test_one_reading_reads_both_states(self) -> None:
        run("rank", "memoir", "deprecated", *BY)

        assert "date" in run("diff", "#3").out
        assert "date" not in run("diff", "#3", "--reading", "only=diary").out

    def test_of_two_readings_the_state_is_the_same(self) -> None:
        both = ("--reading", "default", "only=memoir")

        assert run("diff", "#1", *both).status == 1
        assert run("diff", "#1", "#3", *both).status == 0

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ([], "nothing to compare; name a state, or two readings"),
            (["--reading", "default"], "nothing to compare"),
            (["--reading", *["default"] * 3], "3 readings; give one or two"),
        ],
    )
    def test_what_can_not_be_compared_is_refused(
        self, words: list[str], said: str
    ) -> None:
        outcome = run("diff", *words)

        assert (outcome.status, outcome.out) == (2, "")
        assert re.search(said, outcome.err)
