import re

import pytest
from tests.cli.command import run

BY = ("--by", "otto")


def masked(text: str) -> str:
    return re.sub(r"(c-)?[0-9a-f]{12,32}\b", "…", text)


@pytest.mark.usefixtures("log_file")
class TestBlame:
    def test_each_property_has_its_entry_its_claim_and_its_source(self) -> None:
        run("rank", "diary", "deprecated", "--reason", "a forgery", *BY)

        text = masked(run("blame", "march").out)

        assert text.startswith(
            "March on the square (march)\n  kind: politics.protest\n"
        )
        assert re.search(
            r"  date: 25 October 1956\n"
            r"      #4 … · .* UTC · otto: a forgery\n"
            r"      from 25 October 1956 “másnap” \(memoir, page 4\);\s+…,"
            r" #2 by anna\n",
            text,
        )
        assert re.search(
            r"  rank of march-place: deprecated\n"
            r"      #4 … · .* UTC · otto: a forgery\n"
            r"      because: its source diary is deprecated: a forgery\n",
            text,
        )

    def test_as_json_each_property_is_an_object(self) -> None:
        found = run("blame", "march", "--json").objects

        assert found[0] == {
            "about": "march",
            "property": "kind",
            "value": "politics.protest",
            "entry": found[0]["entry"],
            "claim": None,
            "recorded": None,
            "sources": [],
        }
        entry = found[0]["entry"]
        assert (entry["number"], entry["by"], entry["reason"]) == (
            2,
            "anna",
            "the march",
        )
        (place,) = [it for it in found if it["property"] == "place"]
        assert (place["value"], place["claim"]) == ("square", "march-place")
        assert (place["recorded"], place["sources"]) == (2, ["diary"])
        claims = [it["value"]["id"] for it in found if it["property"] == "claim"]
        assert len(claims) == 4

    def test_what_a_claim_says_is_a_value(self) -> None:
        found = {
            it["property"]: it for it in run("blame", "march-place", "--json").objects
        }

        assert found["says"]["value"] == {"type": "location", "place": "square"}
        assert found["mode"]["value"] == "asserted"
        assert "\n  says: The square\n" in run("blame", "march-place").out

    def test_a_source_has_its_fields(self) -> None:
        run("revise", "diary", "--reliability", "D", "--reason", "read again", *BY)

        found = {it["property"]: it for it in run("blame", "diary", "--json").objects}

        assert found["reliability"]["entry"]["reason"] == "read again"
        assert found["csl title"]["entry"]["number"] == 1
        assert found["csl title"]["value"] == "Diary of the teacher"

    @pytest.mark.parametrize(
        ("record_id", "said"),
        [("marchh", "did you mean 'march'"), ("letter", "it was retracted")],
    )
    def test_what_is_not_there_has_no_reason(self, record_id: str, said: str) -> None:
        outcome = run("blame", record_id)

        assert outcome.status == 1
        assert said in outcome.err


@pytest.mark.usefixtures("log_file")
class TestBisect:
    def test_it_finds_the_entry_and_what_it_did_to_the_event(self) -> None:
        outcome = run("bisect", "march", "--disputed", "date")

        assert outcome.status == 0
        assert outcome.lines[0].startswith("#2 ")
        assert "recorded the event march" in outcome.out
        assert "wedding" not in outcome.out

    @pytest.mark.parametrize(
        ("asked", "number"),
        [
            (["--when", "1956-10-24"], 2),
            (["--place", "square"], 2),
            (["--disputed"], 2),
            (["--disputed", "date", "--scan"], 2),
            (["--when", "1956-10-25"], None),
            (["--disputed", "place"], None),
            (["--finding", "quote-without-locator"], None),
        ],
    )
    def test_it_tells_since_which_entry_something_is_so(
        self, asked: list[str], number: int | None
    ) -> None:
        outcome = run("bisect", "march", *asked, "--json")

        assert [it["number"] for it in outcome.objects] == ([number] if number else [])
        assert outcome.status == (0 if number else 1)

    @pytest.mark.parametrize(
        ("about", "number"), [([], 4), (["rally"], 5), (["march"], None)]
    )
    def test_a_check_may_find_something_since_then(
        self, about: list[str], number: int | None
    ) -> None:
        for name in ("meeting", "rally"):
            run("add", "event", name, "-l", f"en={name}", *BY)

        outcome = run("bisect", *about, "--finding", "unattested", "--json")

        assert [it["number"] for it in outcome.objects] == ([number] if number else [])

    def test_a_judgement_may_be_since_when(self) -> None:
        run("rank", "diary", "deprecated", "--reason", "a forgery", *BY)

        (found,) = run("bisect", "march", "--when", "1956-10-25", "--json").objects

        assert (found["number"], found["by"]) == (4, "otto")
        assert [it["reason"] for it in found["actions"]] == ["a forgery"]
        before = run("bisect", "march", "--when", "1956-10-24", "--as-of", "#3")
        assert before.lines[0].startswith("#2 ")

    @pytest.mark.parametrize(
        ("arguments", "status", "said"),
        [
            (["march"], 2, "is required"),
            (["march", "--when", "x"], 2, "not a date"),
            (["--when", "1956"], 2, "no event is named; give its id"),
            (["marchh", "--disputed"], 1, "did you mean 'march'"),
            (["march", "--when", "1956", "--disputed"], 2, "not allowed with"),
            (["--finding", "unatested"], 2, "did you mean 'unattested'"),
        ],
    )
    def test_what_can_not_be_asked(
        self, arguments: list[str], status: int, said: str
    ) -> None:
        outcome = run("bisect", *arguments)

        assert outcome.status == status
        assert said in outcome.err
