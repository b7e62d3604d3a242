from pathlib import Path

import pytest
from tests.cli.command import run

import chrono56 as c56

pytestmark = pytest.mark.usefixtures("log_file")
BY = ("--by", "anna")


def claim(*arguments: str) -> None:
    outcome = run("add", "claim", *arguments, *BY)
    assert outcome.status == 0, outcome.err


def test_a_card_tells_what_is_said_and_who_says_so() -> None:
    assert run("show", "march").out == (
        "March on the square\n"
        "Felvonulás\n"
        "march · Protest (politics.protest)\n"
        "  24 October 1956 (“másnap”)\n"
        "  EDTF 1956-10-24\n"
        "\n"
        "When\n"
        "  24 October 1956\n"
        "      diary, page 4 “másnap”\n"
        "  25 October 1956\n"
        "      memoir, page 4 “másnap”\n"
        "  chosen: a source of grade A, against F\n"
        "\n"
        "Where\n"
        "  The square\n"
        "      diary\n"
        "\n"
        "Who\n"
        "  Kiss Éva (speaker)\n"
        "      diary\n"
        "\n"
        "Disputes\n"
        "  When it happened: sources disagree (24 October 1956; 25 October 1956)\n"
    )


def test_a_card_tells_who_agrees_with_its_date_and_is_more_exact() -> None:
    run("add", "event", "walk", "--kind", "other", *BY)
    claim("walk", "--when", "1956-10", "--cite", "diary")
    claim("walk", "--when", "1956-10-25", "--cite", "memoir:9")

    assert (
        "  October 1956\n"
        "  EDTF 1956-10\n"
        "  more exactly: 25 October 1956 (memoir, page 9)\n"
    ) in run("show", "walk").out


def test_claims_that_say_the_same_stand_together() -> None:
    claim("march", "--place", "square", "--cite", "memoir:9")

    assert (
        "  The square · 2 independent\n      diary\n      memoir, page 9\n"
        in run("show", "march").out
    )


def test_reasons_and_doubts_stand_with_the_claim() -> None:
    claim(
        *("harvest", "--figure", "participants", "--best", "200", "--approx"),
        *("--cite", "memoir", "--confidence", "low", "--reason", "from hearsay"),
    )

    assert (
        "Figures\n"
        "         low      best      high\n"
        "  participants\n"
        "           –      ~200         –\n"
        "      memoir [low confidence]\n"
        "        because: from hearsay\n"
    ) in run("show", "harvest").out


def test_a_claim_of_the_recorder_has_no_source() -> None:
    claim("birth", "--end", "1956-12-24", "--reason", "the register is gone")

    assert "      no source\n        because: the register" in run("show", "birth").out


def test_what_did_not_happen_says_so() -> None:
    assert "  planned: no source says that it happened\n" in run("show", "strike").out


def test_what_was_planned_and_did_not_happen_says_both() -> None:
    claim("strike", "--happened", "--mode", "denied", "--cite", "memoir")

    assert ("  planned: no source says that it happened, and it is denied\n") in run(
        "show", "strike"
    ).out


def test_what_another_source_tells_of_happened_unless_the_plan_is_preferred() -> None:
    claim("strike", "--place", "square", "--cite", "memoir")

    assert "no source says" not in run("show", "strike").out
    assert (
        "  chosen: asserted, not planned, by what is told of when, where or who\n"
    ) in run("show", "strike").out

    (planned,) = (
        one["id"]
        for one in run("show", "strike", "--json").objects[0]["claims"]
        if one["says"] == {"type": "occurrence"}
    )
    assert run("rank", planned, "preferred", "--reason", "so it was", *BY).status == 0
    assert "  planned: what is preferred says so\n" in run("show", "strike").out


def test_an_end_that_nobody_dates_is_not_called_unknown(log_file: Path) -> None:
    with c56.open_log(log_file, by="anna").entry() as entry:
        for event in ("speech", "talk"):
            entry.event(event, kind="culture.speech")
            start = c56.Dating("1956-10-24T05:20", "start")
            entry.claim(event, start, cite=c56.Citation("diary"), as_written="at 5:20")
        entry.claim(
            "talk", c56.Dating("1956-10-24", "end"), cite=c56.Citation("memoir")
        )
        entry.event("strife")
        entry.claim(
            "strife", c56.Dating("1956-10-24", "end"), cite=c56.Citation("diary")
        )

    def dated(event: str) -> list[str]:
        told = ("  start", "  end", "  by")
        return [line for line in run("show", event).lines if line.startswith(told)]

    assert dated("speech")[0] == "  start: 24 October 1956, 05:20 (“at 5:20”)"
    assert dated("strife")[0] == "  end: 24 October 1956"
    assert "  from 24 October 1956, 05:20 to " in run("show", "talk").out
    assert not any(line.startswith("  by") for line in dated("speech"))

    with c56.open_log(log_file, by="anna").entry() as entry:
        length = c56.Ordering(
            "end", other="speech", other_point="start", least="PT35S", most="PT35S"
        )
        entry.claim("speech", length, cite=c56.Citation("memoir"))
    assert dated("speech")[1] == (
        "  by all that is said of it: from 24 October 1956, 05:20 to between 05:20 and"
    )


def test_a_start_stands_above_its_end_whichever_was_recorded_first() -> None:
    assert run("add", "event", "siege", *BY).status == 0
    claim("siege", "--end", "1956-10-26", "--cite", "memoir")
    claim("siege", "--start", "1956-10-24", "--cite", "memoir")

    assert (
        "When\n"
        "  start: 24 October 1956\n      memoir\n"
        "  end: 26 October 1956\n      memoir\n"
    ) in run("show", "siege").out


def test_a_source_tells_of_events() -> None:
    assert run("show", "diary").out == (
        "Diary of the teacher\n"
        "id          diary\n"
        "authors     Éva Kiss\n"
        "issued      1957\n"
        "type        manuscript\n"
        "language    hu\n"
        "reliability A\n"
        "tells of    5 events\n"
    )


def test_a_source_tells_who_credits_it_though_nobody_cites_it(log_file: Path) -> None:
    with c56.open_log(log_file, by="anna").entry() as entry:
        entry.source("elder", csl={"type": "interview", "title": "The village elder"})
        spoke, cited = c56.Participation("kiss-eva", "speaker"), ("memoir", "diary")
        memoir, diary = (c56.Citation(it, "9", via=["elder"]) for it in cited)
        entry.claim("march", spoke, cite=memoir)
        entry.claim("march", c56.Occurrence(), cite=diary, as_written="so it was")

    card = run("sources", "elder").out
    assert "tells of    0 events\ncredited by 2 claims\n" in card
    assert card.endswith(
        "\n"
        "Credited by\n"
        "  March on the square (march)\n"
        "      Kiss Éva (speaker) (memoir, page 9, after elder)\n"
        "      it happened “so it was” (diary, page 9, after elder)\n"
    )
    (body,) = run("sources", "elder", "--json").objects
    listed = {one["id"] for one in run("show", "march", "--json").objects[0]["claims"]}
    assert len(body["credited_by"]) == 2
    assert listed.issuperset(body["credited_by"])
    assert run("sources", "diary", "--json").objects[0]["credited_by"] == []


def test_a_source_names_what_it_is_derived_from() -> None:
    run("add", "source", "copy", "--title", "A copy", "--derived-from", "diary", *BY)

    assert "copies      diary (Diary of the teacher)\n" in run("show", "copy").out


def test_a_source_names_all_its_ancestors_and_descendants() -> None:
    for copy, original in (("copy", "diary"), ("digest", "copy:draws_on")):
        run("add", "source", copy, "--title", copy, "--derived-from", original, *BY)

    assert (
        "draws on    copy (copy)\n"
        "copy copies diary (Diary of the teacher)\n"
        "tells of    0 events\n"
    ) in run("show", "digest").out
    assert (
        "gone into   copy, which copies it\n"
        "gone into   digest, which draws on copy\n"
        "one voice   with copy\n"
    ) in run("show", "diary").out


def test_a_duplicate_of_a_source_shows_the_lineage_of_what_it_is() -> None:
    run("add", "source", "again", "--title", "Again", *BY)
    run("add", "source", "copy", "--derived-from", "again", *BY)
    assert run("unite", "again", "diary", *BY).status == 0

    outcome = run("show", "again")

    assert outcome.status == 0
    assert "gone into   copy, which copies it\none voice   with copy\n" in outcome.out


def test_a_place_and_an_agent_list_their_events() -> None:
    listed = "24 October 1956\n  March on the square [disputed]\n      march · diary"

    assert run("show", "square").out.startswith("The square\nA tér\nid          square")
    assert listed in run("show", "square").out
    assert listed in run("show", "kiss-eva").out


def test_names_on_a_card_come_in_the_language_that_is_asked_for() -> None:
    card = run("show", "march", "--lang", "hu").out

    assert card.startswith("Felvonulás\nMarch on the square\nmarch · tüntetés (")
    assert "  A tér\n" in card


def test_a_claim_is_shown_with_what_it_is_about() -> None:
    assert run("show", "march-place").out == (
        "Claim march-place about march\n  The square\n      diary\n"
    )


def test_a_stated_contradiction_is_told_as_a_judgement() -> None:
    claim(
        "march-place",
        "--contradicts",
        "c-648dd4d407cec00cbd49313fda8b4fad",
        "--cite=diary",
    )

    assert (
        "  Claims that a recorder holds to contradict each other\n"
        "    The square · 1 that contradicts itself\n"
        "        diary\n"
        "    Kiss Éva (speaker) · 1 that contradicts itself\n"
        "        diary\n"
    ) in run("disputes").out


@pytest.mark.parametrize(
    ("about", "saying", "heading"),
    [
        ("diary", ["--quote", "I was there"], "Diary of the teacher (diary)"),
        ("kiss-eva", ["--quote", "I was there"], "Kiss Éva (kiss-eva)"),
        ("square", ["--figure", "area", "--best", "9"], "The square (square)"),
        ("march-place", ["--quote", "So it was"], "march-place"),
        ("undated", ["--happened"], "undated"),
    ],
)
def test_a_contradiction_names_each_thing_by_what_it_is(
    about: str, saying: list[str], heading: str
) -> None:
    assert run("add", "event", "undated", *BY).status == 0
    said = run("add", "claim", about, *saying, "--cite", "diary", *BY)
    assert said.status == 0, said.err
    claim("march-place", "--contradicts", said.out.strip(), "--cite=diary")

    outcome = run("disputes")

    assert outcome.status == 0
    assert f"\n2. March on the square (march); {heading}\n" in outcome.out
    assert "Traceback" not in outcome.err
    (*_, stated) = run("disputes", "--json").objects
    assert stated["about"] == ["march", about]


def test_a_card_is_told_in_the_language_that_is_asked_for() -> None:
    lines = run("show", "march", "--lang", "hu").lines

    assert {"Mikor", "Hol", "Kik", "Viták"} <= set(lines)
    assert "  kiválasztva: A besorolású forrás, szemben ezzel: F" in lines
    assert "      diary, 4. oldal „másnap”" in lines
    assert "nyelv       hu" in run("show", "diary", "--lang", "hu").lines
