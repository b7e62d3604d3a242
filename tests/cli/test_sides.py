"""Claims side by side: who speaks for each value, and what settles a dispute."""

import re
from pathlib import Path

import pytest
from tests.cli.command import run

pytestmark = pytest.mark.usefixtures("log_file")
BY = ("--by", "anna")


def do(*arguments: str) -> str:
    outcome = run(*arguments, *BY)
    assert outcome.status == 0, outcome.err
    return outcome.out.strip()


@pytest.fixture
def leaflet(log_file: Path) -> None:  # noqa: ARG001 - it must be there first
    """Let a leaflet repeat the diary, and all three say how many there were."""
    do("add", "source", "leaflet", "--derived-from", "diary")
    do("add", "claim", "march", "--when", "1956-10-24", "--cite", "leaflet:1")
    for source, *numbers in (
        ("diary", "--low", "200", "--best", "250", "--high", "300"),
        ("leaflet", "--best", "2500", "--approx"),
        ("memoir",),
    ):
        do(
            *("add", "claim", "march", "--figure", "participants", *numbers),
            *("--cite", source, "--as-written", "неколико стотина"),
        )


@pytest.mark.usefixtures("leaflet")
def test_a_copy_is_counted_apart_and_named() -> None:
    card = run("show", "march").out

    assert (
        "  24 October 1956 · 1 independent, 1 copy\n"
        "      diary, page 4 “másnap”\n"
        "      leaflet, page 1 [copy of diary]\n"
        "  25 October 1956\n"
        "      memoir, page 4 “másnap”\n"
    ) in card


@pytest.mark.usefixtures("leaflet")
def test_figures_stand_in_columns_with_their_sources() -> None:
    assert (
        "Figures\n"
        "         low      best      high\n"
        "  participants\n"
        "         200       250       300\n"
        "      diary “неколико стотина”\n"
        "           –     ~2500         –\n"
        "      leaflet “неколико стотина” [copy of diary]\n"
        "                 no number given\n"
        "      memoir “неколико стотина”\n"
    ) in run("show", "march").out


@pytest.mark.usefixtures("leaflet")
@pytest.mark.parametrize("verb", [("show", "march"), ("disputes",)])
def test_all_of_it_fits_into_sixty_columns(
    verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    assert max(map(len, run(*verb).lines)) <= 60


@pytest.mark.usefixtures("leaflet")
def test_each_dispute_is_numbered_and_says_what_would_settle_it() -> None:
    lines = run("disputes").lines

    assert [line for line in lines if not line.startswith(" ")] == [
        "1. March on the square (march)",
        "",
        "2. March on the square (march)",
    ]
    assert lines[-2].startswith("    would settle it: the original (diary); where")


def test_a_settled_dispute_is_listed_on_demand_with_who_settled_it() -> None:
    do("rank", "memoir", "deprecated", "--reason", "from hearsay")

    assert run("disputes").status == 1
    (day,) = re.findall(r"by anna, (.*) \(#4\)", run("disputes", "--all").out)
    assert run("disputes", "--all").out == (
        "1. March on the square (march)\n"
        "  When it happened: settled\n"
        "    24 October 1956 · 1 independent\n"
        "        diary, page 4 “másnap”\n"
        "    25 October 1956 · set aside\n"
        "        memoir, page 4 “másnap” [deprecated]\n"
        "          because: its source memoir is deprecated: from hearsay\n"
        f"    judged: memoir: deprecated by anna, {day} (#4): from hearsay\n"
    )
    (dispute,) = run("disputes", "--all", "--json").objects
    assert [claim["rank"] for claim in dispute["claims"]] == ["normal", "deprecated"]
    assert dispute["judgements"][0]["reason"] == "from hearsay"


def test_a_claim_of_the_recorder_alone_says_so_in_a_dispute() -> None:
    do("add", "claim", "march", "--when", "1956-10-26", "--reason", "by the moon")

    assert (
        "    26 October 1956 · inferred by the recorder\n"
        "        no source\n"
        "          because: by the moon\n"
    ) in run("disputes").out


def test_a_source_has_disputes_of_its_own_which_filters_let_through() -> None:
    for number, source in (("90", "diary"), ("91", "memoir")):
        pages = ("--figure", "pages", "--best", number, "--unit", "page")
        do("add", "claim", "diary", *pages, "--cite", source)

    (dispute,) = run("disputes", "diary", "--json").objects
    assert (dispute["about"], dispute["property"]) == (
        ["diary"],
        "figure pages in page",
    )
    assert "Figure: pages: sources disagree" in run("show", "diary").out
    about = [
        it["about"] for it in run("disputes", "--source", "diary", "--json").objects
    ]
    assert about == [["march"], ["diary"]]
    filtered = run("disputes", "--source", "diary", "--kind", "politics", "--json")
    assert [it["about"] for it in filtered.objects] == [["march"]]
