"""What is revised is read back from the log itself."""

from typing import Any

import pytest
from tests.cli.command import run

from chrono56.cli import revising, revising_arguments
from chrono56.cli.parser import Parser

BY = ("--by", "anna")


def revised(record_id: str, *options: str) -> dict[str, Any]:
    """Revise a record, and return it as it then stands in the log."""
    outcome = run("revise", record_id, *options, *BY)
    assert outcome.status == 0, outcome.err
    (entry,) = run("log", record_id, "-n", "1", "--json").objects
    (action,) = entry["actions"]
    assert (action["verb"], action["target"]) == ("revise", record_id)
    record: dict[str, Any] = action["record"]
    return record


@pytest.mark.usefixtures("log_file")
class TestEntities:
    def test_an_event_keeps_what_is_not_given(self) -> None:
        record = revised("march", "-l", "en=The march", "--kind", "politics.assembly")

        assert record["kind"] == "politics.assembly"
        assert record["labels"] == {"en": "The march", "hu": "Felvonulás"}

    def test_a_label_without_a_text_is_taken_out(self) -> None:
        assert revised("march", "-l", "hu=")["labels"] == {"en": "March on the square"}

    def test_a_place_has_its_point_and_its_whole(self) -> None:
        run("add", "place", "village", *BY)
        record = revised("square", "--point", "47.5,19.04", "--part-of", "village")

        assert (record["point"], record["part_of"]) == (["47.5", "19.04"], "village")
        cleared = revised("square", "--point", "", "--part-of", "")
        assert {"point", "part_of"}.isdisjoint(cleared)

    def test_an_agent_has_its_kind(self) -> None:
        assert revised("kiss-eva", "--kind", "group")["kind"] == "group"

    def test_a_source_keeps_the_rest_of_its_description(self) -> None:
        record = revised(
            *("diary", "--reliability", "C", "--lang", "de", "--issued", "1958"),
            *("--csl", '{"publisher": "Press", "type": null}'),
            *("--derived-from", "memoir:draws_on"),
        )

        assert record["csl"] == {
            "title": "Diary of the teacher",
            "author": [{"family": "Kiss", "given": "Éva"}],
            "issued": "1958",
            "publisher": "Press",
        }
        assert (record["reliability"], record["language"]) == ("C", "de")
        assert record["derived_from"] == [{"source": "memoir", "how": "draws_on"}]
        assert "derived_from" not in revised("diary", "--derived-from", "")

    def test_its_authors_are_replaced_as_a_whole(self) -> None:
        record = revised("diary", "--author", "Nagy, Pál", "--author", "The School")

        assert record["csl"]["author"] == [
            {"family": "Nagy", "given": "Pál"},
            {"literal": "The School"},
        ]
        assert "author" not in revised("diary", "--author", "")["csl"]


@pytest.mark.usefixtures("log_file")
class TestClaims:
    def test_what_it_says_can_be_another_thing_altogether(self) -> None:
        record = revised("march-place", "--start", "1956-10-23")

        assert record["says"] == {
            "type": "dating",
            "when": "1956-10-23",
            "point": "start",
        }
        assert record["citations"] == [{"source": "diary"}]

    @pytest.mark.parametrize(
        ("said", "detail", "value"),
        [
            (
                ["--figure", "killed", "--best", "3", "--approx"],
                ["--high", "9", "--no-approx", "--scope", "all", "--best", ""],
                {"type": "figure", "measure": "killed", "high": 9, "scope": "all"},
            ),
            (
                ["--after", "wedding", "--least", "PT1H", "--most", "P1D"],
                ["--least", ""],
                {"type": "ordering", "other": "wedding", "most": "P1D"},
            ),
            (
                ["--quote", "Elég!", "--lang", "hu"],
                ["--speaker", "kiss-eva", "--lang", "en"],
                {
                    "type": "statement",
                    "text": "Elég!",
                    "language": "en",
                    "speaker": "kiss-eva",
                },
            ),
        ],
        ids=["figure", "ordering", "statement"],
    )
    def test_a_detail_of_what_it_says_can_be_revised(
        self, said: list[str], detail: list[str], value: dict[str, Any]
    ) -> None:
        claim = run("add", "claim", "march", *said, "--cite", "diary", *BY).lines[0]

        assert revised(claim, *detail)["says"] == value

    def test_who_says_so_and_how_surely(self) -> None:
        record = revised(
            *("march-place", "--cite", "memoir:line=3", "--as-written", "a téren"),
            *("--mode", "denied", "--confidence", "low", "--because", "as I read it"),
        )

        assert record["citations"] == [
            {"source": "memoir", "locator": "3", "label": "line"}
        ]
        assert (record["as_written"], record["mode"]) == ("a téren", "denied")
        assert (record["confidence"], record["reason"]) == ("low", "as I read it")

    def test_the_reason_of_the_entry_is_not_that_of_the_claim(self) -> None:
        record = revised("march-place", "--mode", "planned", "--reason", "misread")

        assert "reason" not in record
        assert run("log", "-n", "1").lines[1] == "  misread"


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["march"], 2, "nothing to revise; give some of --kind, --label"),
        (["march", "--reliability", "A"], 2, "a record of type event has no such"),
        (["diary", "--kind", "other"], 2, "it has --title, --type, --author"),
        (["march-place", "--best", "3"], 2, "--best: what it says has no such detail"),
        (["march-place", "--when", "1956", "--best", "3"], 2, "without --figure"),
        (["march-place", "--cite", ""], 2, "cite a source, or say in reason why"),
        (["march", "--kind", "politics.protst"], 2, "did you mean"),
        (["march", "-l", "march"], 2, "use LANG=TEXT"),
        (["marchh", "--kind", "other"], 1, "did you mean 'march'"),
        (["letter", "--title", "x"], 1, "no record 'letter'"),
        (["march-place", "--place", "nowhere"], 1, "no place 'nowhere'"),
    ],
)
def test_what_can_not_be_meant_is_refused(
    arguments: list[str], status: int, said: str
) -> None:
    outcome = run("revise", *arguments, *BY)

    assert outcome.status == status
    assert said in outcome.err
    assert len(run("log", "--json").objects) == 3


@pytest.mark.usefixtures("log_file")
def test_what_stands_so_already_is_not_recorded_again() -> None:
    outcome = run("revise", "march", "--kind", "politics.protest", *BY)

    assert outcome.status == 0
    assert outcome.err == "nothing new: all of it stands in the log already\n"


def test_every_option_fits_some_type_of_record() -> None:
    parser = Parser(prog="revise")
    revising_arguments.revise(parser)
    common = {"help", "id", "log", "by", "reason", "no_cache"}
    common |= {"accept", "erasable", "no_plugins", "plugin"}

    given = {action.dest for action in parser._actions} - common

    assert given == set(revising._ALL)
