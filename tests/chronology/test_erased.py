"""What a chronology tells of things whose text was erased."""

import io
from pathlib import Path

import pytest

import chrono56 as c56

NAME = "Kovács Erzsébet"
FORMATS = ("csv", "markdown", "ical")
# Each record that has the name in it, and what is told of the event without it.
RECORDS = ("diary", "march", "kovacs", "square", "m-1", "named")


@pytest.fixture(name="log", params=["memory", "file"])
def _log(request: pytest.FixtureRequest, tmp_path: Path) -> c56.Log:
    path = "memory:" if request.param == "memory" else str(tmp_path / "log.jsonl")
    log = c56.open_log(path, by="anna")
    named = {"hu": NAME}
    with log.entry() as entry:
        diary = entry.source(
            "diary", csl={"type": "book", "title": NAME}, erasable=True
        )
        other = entry.source("other", csl={"type": "book", "title": "Other"})
        entry.event("march", labels=named, erasable=True)
        entry.event("strike", labels={"hu": "Sztrájk"})
        entry.agent("kovacs", labels=named, erasable=True)
        entry.place("square", labels=named, erasable=True)
        for event in ("march", "strike"):
            entry.claim(event, c56.Dating("1956-10-24"), cite=[diary, other])
            entry.claim(event, c56.Participation("kovacs"), cite=diary)
            entry.claim(event, c56.Location("square"), cite=other)
        entry.claim(
            "strike",
            c56.Dating("1956-10-24"),
            cite=diary,
            as_written=NAME,
            id="m-1",
            erasable=True,
        )
        entry.claim(
            "strike",
            c56.Statement(NAME, "hu", use="name"),
            cite=other,
            id="named",
            erasable=True,
        )
        entry.claim("m-1", c56.Relation("contradicts", "named"), reason="a judgement")
    log.chronology().close()
    return log


def exported(told: c56.Chronology, name: str) -> str:
    out = io.BytesIO()
    c56.export(told, name, out, language="hu")
    return out.getvalue().decode().replace("\r\n ", "")


@pytest.mark.parametrize("record", RECORDS)
def test_the_rest_is_told_as_before(log: c56.Log, record: str) -> None:
    log.erase(record, reason="asked for")
    told = log.chronology()

    events = ["strike"] if record == "march" else ["march", "strike"]
    assert sorted(event.id for event in told.on("1956-10-24")) == events
    assert told.event("strike").label("hu") == "Sztrájk"
    assert str(told.event("strike").when) == "1956-10-24"
    with pytest.raises(LookupError):
        told.record(record)
    # Of two claims that contradict each other, one alone contradicts nothing.
    assert len(list(told.disputes())) == (record not in {"m-1", "named"})
    assert told.stats().entries == 2


def test_nothing_that_is_told_or_exported_has_the_name(log: c56.Log) -> None:
    before = log.chronology()
    assert all(NAME in exported(before, name) for name in FORMATS)
    before.close()
    for record in RECORDS:
        log.erase(record, reason="asked for")
    told = log.chronology()

    for name in FORMATS:
        assert NAME not in exported(told, name)
        assert "Sztrájk" in exported(told, name)
    assert not list(told.search("Erzsebet"))
    assert NAME not in str(list(told.claims("strike")))
    with pytest.raises(LookupError):
        told.claims("march")
    # Nor can it be had from before it was erased.
    assert not list(log.chronology(as_of="#1").search("Erzsebet"))
    for name in FORMATS:
        assert NAME not in exported(log.chronology(as_of="#1"), name)


@pytest.mark.parametrize("record", RECORDS)
def test_a_chronology_that_goes_on_tells_what_one_from_the_start_tells(
    log: c56.Log, record: str
) -> None:
    log.erase(record, reason="asked for")
    with log.entry() as entry:
        entry.claim("strike", c56.Dating("1956-10-25"), cite=c56.Citation("other"))

    kept, anew = log.chronology(), log.chronology(cache=False)

    for name in FORMATS:
        assert exported(kept, name) == exported(anew, name)
    assert list(kept.disputes()) == list(anew.disputes())
    assert list(kept.findings()) == list(anew.findings())
