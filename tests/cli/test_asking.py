import re
from itertools import pairwise

import pytest
from tests.cli.command import run

import chrono56 as c56

KEYS = [
    *("id", "kind", "label", "labels", "when", "earliest", "latest", "verdict"),
    *("sources", "disputed", "as_written"),
]


def ids(text: str) -> list[str]:
    return re.findall(r"^ {6}(\S+) ·", text, re.MULTILINE)


@pytest.mark.usefixtures("log_file")
class TestOn:
    def test_what_began_comes_before_what_was_under_way_before_the_possible(
        self,
    ) -> None:
        assert run("on", "10-24").out == (
            "24 October 1956\n"
            "  March on the square [disputed]\n"
            "      march · diary, memoir\n"
            "from 24 to 26 October 1956\n"
            "  Wedding\n"
            "      wedding · diary\n"
            "\n"
            "Under way:\n"
            "from 20 to 30 October 1956\n"
            "  Curfew\n"
            "      curfew · diary\n"
            "\n"
            "Possibly, as far as the dates are known:\n"
            "October 1956\n"
            "  Harvest\n"
            "      harvest · diary\n"
        )

    @pytest.mark.parametrize("day", ["10-24", "--10-24", "1956-10-24", "[1956-10-24]"])
    def test_a_day_of_any_year_or_of_one_finds_the_same(self, day: str) -> None:
        assert ids(run("on", day).out) == ["march", "wedding", "curfew", "harvest"]

    def test_a_month_takes_in_what_began_in_it(self) -> None:
        outcome = run("on", "1956-10")

        assert ids(outcome.out) == ["harvest", "curfew", "march", "wedding"]
        assert "Under way" not in outcome.out

    def test_what_is_dated_to_a_year_is_counted_and_listed_on_demand(self) -> None:
        without, with_all = run("on", "10-24"), run("on", "10-24", "--possible")

        assert "birth" not in ids(without.out)
        assert without.err == (
            "1 more possible, dated no closer than to 31 days: --possible lists all\n"
        )
        assert ids(with_all.out)[-2:] == ["birth", "harvest"]
        assert with_all.err == ""

    def test_only_far_possibilities_are_an_answer_too(self) -> None:
        outcome = run("on", "02-29")

        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err.startswith("1 more possible")

    def test_what_was_only_planned_is_listed_on_demand_and_marked(self) -> None:
        assert "strike" not in run("on", "10-24").out
        assert "  Strike [planned]\n" in run("on", "10-24", "--all").out

    @pytest.mark.parametrize(
        ("narrowed", "found"),
        [
            (["--kind", "politics"], ["march", "curfew"]),
            (["--kind", "politics.protest"], ["march"]),
            (["--kind", "politics.*"], ["march", "curfew"]),
            (["--source", "memoir"], ["march"]),
            (["--place", "square"], ["march"]),
            (["--agent", "kiss-eva"], ["march"]),
        ],
    )
    def test_filters_narrow_the_answer(
        self, narrowed: list[str], found: list[str]
    ) -> None:
        assert ids(run("on", "10-24", *narrowed).out) == found


@pytest.mark.usefixtures("log_file")
class TestJson:
    def test_an_event_has_the_keys_that_are_promised_in_order(self) -> None:
        first, *_ = run("search", "march", "--json").objects

        assert list(first) == KEYS
        assert first == {
            "id": "march",
            "kind": "politics.protest",
            "label": "March on the square",
            "labels": {"en": "March on the square", "hu": "Felvonulás"},
            "when": "1956-10-24",
            "earliest": "1956-10-24",
            "latest": "1956-10-24",
            "verdict": None,
            "sources": ["diary", "memoir"],
            "disputed": True,
            "as_written": "másnap",
        }

    def test_the_certain_and_the_possible_are_told_by_their_verdict(self) -> None:
        verdicts = {
            one["id"]: one["verdict"] for one in run("on", "10-24", "--json").objects
        }

        assert verdicts == {
            "birth": "possible",
            "harvest": "possible",
            "curfew": "certain",
            "march": "certain",
            "wedding": "certain",
        }

    def test_it_is_the_same_wherever_it_is_asked_for(self) -> None:
        assert run("--json", "on", "10-24").out == run("on", "10-24", "--json").out

    def test_an_open_or_unknown_date_is_null(self) -> None:
        run("add", "event", "undated", "--by", "anna")
        run("add", "event", "open", "--by", "anna", "--when", "../1956", "--cite=diary")
        run("add", "event", "later", "--by", "anna", "--when", "1957/", "--cite=diary")

        found = {
            name: run("search", name, "--json").objects[0]
            for name in ("undated", "open", "later")
        }

        dates = ("when", "earliest", "latest")
        assert {name: [one[it] for it in dates] for name, one in found.items()} == {
            "undated": [None, None, None],
            "open": ["../1956", None, "1956-12-31"],
            "later": ["1957/", "1957-01-01", None],
        }


@pytest.mark.usefixtures("log_file")
def test_between_takes_in_both_ends() -> None:
    def found(first: str, last: str) -> list[str]:
        return ids(run("between", first, last).out)

    assert found("1956-10-26", "1956-10-29") == ["curfew", "wedding", "harvest"]
    assert found("1956-10-30", "1956-10-30") == ["curfew", "harvest"]
    assert found("1956-10-31", "1956-11") == ["harvest"]


@pytest.mark.usefixtures("log_file")
def test_search_needs_all_words_and_no_accents() -> None:
    assert ids(run("search", "felvonulas").out) == ["march"]
    assert ids(run("search", "MARCH", "SQUARE").out) == ["march"]
    assert ids(run("search", "march wedding").out) == []


@pytest.mark.usefixtures("log_file")
def test_names_and_titles_come_in_the_language_that_is_asked_for() -> None:
    hungarian = run("on", "10-24", "--lang", "hu").out

    assert "  Felvonulás [vitatott]\n" in hungarian
    assert "\nFolyamatban:\n" in hungarian
    assert "\nLehetséges, amennyire a dátumok ismertek:\n" in hungarian
    assert "Under way" not in hungarian
    assert "  March on the square [спорно]\n" in run("on", "10-24", "--lang", "sr").out
    assert "  Wedding\n" in run("on", "10-24", "--lang", "hu").out


@pytest.mark.parametrize("width", ["40", "60", "80", "100"])
def test_no_line_is_wider_than_the_terminal_but_for_ids(
    width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    known = {event.id for event in c56.open_bundled().chronology()}

    outcome = run("on", "11-04")

    for line in outcome.lines:
        assert len(line) <= int(width) or line.split()[0] in known
    assert set(ids(outcome.out)) <= known


def test_the_same_day_has_its_date_once() -> None:
    outcome = run("on", "1956-11-04")

    dates = [line for line in outcome.lines if line[:1].strip()]
    assert all(one != other for one, other in pairwise(dates))
    assert outcome.lines[0] == "4 November 1956"


@pytest.mark.usefixtures("log_file")
def test_what_only_deprecated_claims_tell_has_no_source_that_counts() -> None:
    assert "      curfew · diary\n" in run("search", "curfew").out

    run("rank", "diary", "deprecated", "--reason", "forged", "--by", "anna")

    assert "      curfew · no source that counts\n" in run("search", "curfew").out
