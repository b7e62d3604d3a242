"""The plugin jsonl: records go out, come in again, and hostile lines stay out."""

import io
import json
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from tests.plugins.installed import PLUGINS, points_of

import chrono56 as c56
from chrono56.formats import ImportFailedError
from chrono56.plugins.host import PluginHost

EVENT: Final = '{"type":"event","id":"march"}'
CLAIM: Final = (
    '{"type":"claim","about":"march","says":{"type":"dating","when":"1956-10-23"},'
    '"reason":"seen"%s}'
)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    folder = PLUGINS / "chrono56-jsonl" / "src"
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    return PluginHost.load(points_of("chrono56-jsonl"), {})


def exported(host: PluginHost, log: c56.Log, **options: object) -> bytes:
    stream = io.BytesIO()
    offer = host.exporters()["jsonl"]
    chronology = log.chronology(cache=False)
    # By way of the runner, as any export.
    from chrono56.exporters.runner import export

    export(chronology, offer, stream, options=options)
    return stream.getvalue()


def taken_in(host: PluginHost, data: bytes | str, **options: object) -> c56.Log:
    log = c56.open_log("memory:", by="ben")
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    c56.import_file(log, "jsonl", stream, options=options, plugins=host)
    return log


def world() -> c56.Log:
    """Return a log that has every type of record, and every way to name one."""
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        book = entry.source("book", csl={"type": "book", "title": "A\u2028book"})
        copy = c56.Derivation("book")
        entry.source("copy", derived_from=[copy], language="hu", reliability="B")
        entry.place("hungary")
        entry.place("square", point=("47.5", "19.05"), part_of="hungary")
        entry.agent("kiss-eva", labels={"hu": "Kiss Éva"})
        entry.agent("students", kind="group")
        march = entry.event("march", kind="politics.protest", labels={"en": "őű 🏳️‍🌈"})
        entry.event("plan")
        first = entry.claim(march, c56.Dating("1956-10-23~"), cite=book.at(page="3"))
        entry.claim(march, c56.Dating("1956-10-24"), premises=[first], reason="so")
        entry.claim(march, c56.Location("square"), cite=book)
        figure = c56.Figure("participants", low=200, group="students")
        entry.claim(march, figure, cite=book, as_written="=200")
        said = c56.Statement("Oh", language="hu", speaker="kiss-eva")
        entry.claim(march, said, cite=book)
        entry.claim("plan", c56.Occurrence(), cite=book, mode="planned")
        entry.claim("book", c56.Dating("1957", point="issued"), cite=book)
    return log


def test_all_that_stands_comes_back_as_it_was(host: PluginHost) -> None:
    data = exported(host, world())
    types = {json.loads(line)["type"] for line in data.splitlines()}

    assert types == {"source", "place", "agent", "event", "claim"}
    assert exported(host, taken_in(host, data)) == data


def test_the_chronology_of_1956_comes_back_as_it_was(host: PluginHost) -> None:
    bundled = c56.open_bundled()
    lines = exported(host, bundled).splitlines()
    again = exported(host, taken_in(host, b"\n".join(lines) + b"\n"))

    assert len(lines) > 1000
    # Judgements, which stay behind, also say in which order events stand.
    assert sorted(again.splitlines()) == sorted(lines)


def test_without_claims_all_else_is_there(host: PluginHost) -> None:
    lines = exported(host, world(), claims="false").splitlines()
    types = [json.loads(line)["type"] for line in lines]

    assert sorted(types) == [
        *("agent", "agent", "event", "event", "place", "place", "source", "source")
    ]


def test_what_was_retracted_does_not_go_out(host: PluginHost) -> None:
    log = world()
    with log.entry() as entry:
        entry.retract("plan")
        entry.retract("copy")
    ids = {json.loads(line)["id"] for line in exported(host, log).splitlines()}

    assert "march" in ids
    assert not {"plan", "copy"} & ids


def test_a_claim_without_an_id_gets_that_of_its_content(host: PluginHost) -> None:
    log = taken_in(host, f"{EVENT}\n{CLAIM % ''}\n")
    (view,) = log.chronology().claims("march")

    assert view.claim.id.startswith("c-")


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"\xff\n", 1, "the byte 0xff where text in UTF-8"),
        (b"\xef\xbb\xbf" + EVENT.encode(), 1, "a byte order mark"),
        (f"{EVENT}\r\n", 1, "a carriage return before the line end"),
        (f"{EVENT}\n\n{EVENT}", 2, "an empty line; write one record a line"),
        (f"{EVENT}\n[", 2, "no JSON: Expecting value at character 2"),
        (f"{EVENT} {EVENT}", 1, "no JSON: Extra data"),
        ("[" * 100_000, 1, "nested too deep"),
        ('{"type":"event","id":"a","id":"b"}', 1, "the key 'id' twice in one object"),
        ('{"type":"event","id":"a","x":NaN}', 1, "NaN is no number of JSON"),
        ('{"type":"event","id":"a","x":-Infinity}', 1, "-Infinity is no number"),
        ('{"type":"event","id":"a","x":1.5}', 1, "1.5 is no whole number; write"),
        ('{"type":"event","id":"a","x":1e999}', 1, "1e999 is no whole number"),
        ('{"type":"event","id":"a","x":%s}' % ("9" * 30), 1, "can't be kept in a log"),
        ('{"type":"event","id":"a","x":%s}' % ("9" * 9999), 1, "Exceeds the limit"),
        ('{"type":"event","id":"\\ud800"}', 1, "is not an id"),
        ('{"type":"event","id":"a","labels":{"en":"\\ud800"}}', 1, "a lone surrogate"),
        ('{"type":"event","id":"a","kind":7}', 1, "kind: 7 is not text"),
        ('{"type":"event"}', 1, "the field 'id' is missing"),
        ('"march"', 1, "'march' is not an object"),
        ("7", 1, "7 is not an object"),
        ('{"id":"a"}', 1, "an object without a type"),
        (CLAIM % ',"mode":7', 1, "mode: "),
        ('{"format":1,"log":"x"}\n', 1, "`chrono56 merge` takes in copies"),
        ('{"type":"evnt","id":"a"}', 1, "the type 'evnt' is unknown here"),
        ('{"type":"event","id":"a","lables":{}}', 1, "the field 'lables' is unknown"),
        (CLAIM % ',"citations":[{"source":"a","pg":"3"}]', 1, "the field 'pg' is"),
        (CLAIM.replace("dating", "datign") % "", 1, "the type 'datign' is unknown"),
        ('{\x00"type":"event"}', 1, "no JSON"),
    ],
)
def test_a_line_that_is_none_is_named_and_nothing_comes_in(
    host: PluginHost, data: bytes | str, line: int, why: str
) -> None:
    with pytest.raises(ImportFailedError) as caught:
        taken_in(host, data)

    assert caught.value.where == f"the stream:{line}"
    assert why in caught.value.why
    assert len(str(caught.value)) < 400


def test_a_line_without_end_is_not_read_to_its_end(host: PluginHost) -> None:
    with pytest.raises(ImportFailedError, match="a line of more than 16 MiB") as it:
        taken_in(host, f"{EVENT}\n{'x' * (1 << 24)}x")

    assert it.value.where == "the stream:2"


def test_a_line_may_lack_its_end_and_be_long(host: PluginHost) -> None:
    long = json.dumps({"type": "event", "id": "a", "labels": {"en": "x" * 100_000}})

    assert len(taken_in(host, f"{EVENT}\n{long}").chronology()) == 2


def test_what_is_unknown_here_is_kept_if_that_is_wanted(host: PluginHost) -> None:
    line = '{"type":"event","id":"a","mood":"grim"}'
    log = taken_in(host, line, unknown="keep")
    record: Any = log.chronology().record("a")

    assert record.extra == {"mood": "grim"}


def test_importing_wakes_no_exporter(host: PluginHost, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(EVENT)
    log = c56.open_log("memory:", by="ben")

    assert c56.import_file(log, "jsonl", path, plugins=host).counts == {"event": 1}
    assert host.importers()["jsonl"].options_class().__name__ == "JsonlReadingOptions"
