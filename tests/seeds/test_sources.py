"""When the sources of the bundled chronology came out, and who is heard by that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from seeds.build import Builder, SeedError

from chrono56.app import open_bundled
from chrono56.chronology.chronology import Chronology
from chrono56.chronology.query import Query
from chrono56.dates import Verdict, When
from chrono56.log.actions import Recorded
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Dating, Occurrence, Source

SOURCE = """
[[source]]
id = "page"
document = "001"
csl = {{ type = "webpage", title = "A page"{issued} }}
reliability = "C"
reason = "unsigned"
{because}
"""
# Of these no document tells, or lets one conclude, when they came out.
UNDATED = {"nott-invented-book", "oxford-english-dictionary", "toth-invented-book"}


@pytest.fixture(scope="module")
def chronology() -> Iterator[Chronology]:
    with open_bundled().chronology(cache=False) as opened:
        yield opened


def build(folder: Path, issued: str, because: str = "") -> str:
    """Return the note of a source that came out at a date."""
    for name in ("agents.toml", "places.toml"):
        (folder / name).touch()
    (folder / "chronology.toml").write_text(
        'log = "little"\ntitle = "Little"\nby = "anna"\n'
        'recorded = "2026-01-01T00:00:00Z"\n',
        encoding="utf-8",
    )
    (folder / "sources.toml").write_text(
        SOURCE.format(
            issued=f', issued = "{issued}"' if issued else "",
            because=f'issued_reason = "{because}"' if because else "",
        ),
        encoding="utf-8",
    )
    log = Log(MemoryStore(lines=Builder(folder).build().splitlines()))
    (note,) = (
        str(action.record.csl["note"])
        for entry in log.entries()
        for action in entry.do
        if isinstance(action, Recorded) and isinstance(action.record, Source)
    )
    return note


class TestADateOfIssue:
    @pytest.mark.parametrize("issued", ["", "2002-11-04", "1957-01-01/1957-01-04"])
    def test_that_a_source_prints_needs_no_reason(
        self, tmp_path: Path, issued: str
    ) -> None:
        assert build(tmp_path, issued) == "Reliability C: unsigned"

    @pytest.mark.parametrize(
        "issued", ["[2008..2026]", "[2002,2003]", "2019~", "1957?", "199X"]
    )
    def test_that_is_bounded_or_doubted_says_why_in_the_note(
        self, tmp_path: Path, issued: str
    ) -> None:
        with pytest.raises(SeedError, match=r"page: issued_reason is missing$"):
            build(tmp_path, issued)

        assert build(tmp_path, issued, "it cites a work of 2008").endswith(
            "unsigned. When it came out: it cites a work of 2008"
        )


class TestTheSources:
    def test_say_when_they_came_out_or_within_which_bounds(
        self, chronology: Chronology
    ) -> None:
        silent = {one.id for one in chronology.sources() if "issued" not in one.csl}

        assert silent == UNDATED

    def test_do_not_claim_a_date_of_issue_that_their_description_rules_out(
        self, chronology: Chronology
    ) -> None:
        ruled_out = [
            (source.id, str(view.claim.says.when))
            for source in chronology.sources()
            for view in chronology.claims(source.id)
            if isinstance(view.claim.says, Dating) and view.claim.says.point == "issued"
            for described in [When.parse(str(source.csl["issued"])).widened()]
            if view.claim.says.when.within(described) is Verdict.IMPOSSIBLE
        ]

        assert ruled_out == []

    def test_that_a_collection_prints_are_not_one_voice(
        self, chronology: Chronology
    ) -> None:
        notes = chronology.lineages()["doc-svoboda-1956-10-24"]

        assert notes.one_voice == ()


class TestAReadingOfWhatWasIssuedBefore:
    @pytest.mark.parametrize(
        ("date", "heard"),
        [
            ("1956-10-24", {"gero-radio-speech", "sixteen-points-adopted"}),
            (
                "1956-10-25",
                {"presidium-with-satellite-leaders", "assembly-ban-october-24"},
            ),
            ("1956-11-02", {"pravda-declaration", "cabinet-meeting-november-1"}),
            ("1956-11-05", {"bibo-proclamation", "writers-union-appeal"}),
            ("1957", {"gazette-12-november", "silent-demonstration-flyer"}),
            ("1958", {"un-committee-report", "five-states-meeting"}),
        ],
    )
    def test_hears_the_papers_of_the_time_that_later_documents_credit(
        self, chronology: Chronology, date: str, heard: set[str]
    ) -> None:
        found = {one.id for one in chronology.under(f"issued-before={date}")}

        assert heard <= found
        assert "refugee-exodus" not in found

    def test_hears_all_but_the_invented_works_once_the_documents_were_read(
        self, chronology: Chronology
    ) -> None:
        later = {one.id for one in chronology.under("issued-before=2027")}

        assert {one.id for one in chronology} - later == {
            "devils-watchmaker-film",
            "nott-book",
        }


class TestWhatDidNotHappen:
    def test_is_not_told_as_having_happened_by_who_took_part(
        self, chronology: Chronology
    ) -> None:
        contrary = [
            event.id
            for event in chronology.select(Query(everything=True))
            for modes in [
                {
                    view.claim.mode
                    for view in chronology.claims(event.id)
                    if isinstance(view.claim.says, Occurrence)
                }
            ]
            if modes and "asserted" not in modes and event.occurrence == "asserted"
        ]

        assert contrary == []

    @pytest.mark.parametrize(
        ("event", "occurrence"),
        [
            ("petofi-circle-national-question-debate", "planned"),
            ("radio-delegation-arrested", "asserted"),
            ("soviet-search-for-political-solution", "asserted"),
            ("nagy-resignation", "denied"),
        ],
    )
    def test_follows_the_most_that_a_source_says(
        self, chronology: Chronology, event: str, occurrence: str
    ) -> None:
        assert chronology.event(event).occurrence == occurrence
