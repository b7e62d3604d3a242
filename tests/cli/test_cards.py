import pytest
from tests.cli.command import run

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
        "    The square · 1 that says both\n"
        "        diary\n"
        "    Kiss Éva (speaker) · 1 that says both\n"
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
