"""The runner: whole files or none, honest counts, and the guilty named."""

import io
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.exporters.probe import Behaviour, probe, two_chunks
from tests.exporters.world import bytes_of, event, rich, shelf

from chrono56.errors import DamagedLogError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.csv import CsvOptions
from chrono56.exporters.offer import ExportContext
from chrono56.exporters.runner import ExportReport, export
from chrono56.formats import ExportError, OptionError


def fails_late(error: BaseException) -> Behaviour:
    def behaviour(_: ExportContext) -> Iterator[bytes]:
        yield b"half"
        raise error

    return behaviour


def test_the_report_says_what_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    report = export(shelf(event()), probe(two_chunks), path)

    assert path.read_bytes() == b"one\ntwo\n"
    assert report == ExportReport(
        format="probe",
        path=str(path),
        events=1,
        bytes=8,
        sha256=sha256(b"one\ntwo\n").hexdigest(),
        left_out=(),
        beside=f"{path}.provenance.json",
    )


@pytest.mark.parametrize(
    ("events", "left_out", "said"),
    [
        (1, (), "1 event"),
        (0, (), "0 events"),
        (412, (("before year 100", 3),), "412 events, 3 left out (before year 100)"),
        (2, (("a", 2), ("b", 1)), "2 events, 2 left out (a), 1 left out (b)"),
    ],
)
def test_the_report_is_a_sentence(
    events: int, left_out: tuple[tuple[str, int], ...], said: str
) -> None:
    report = ExportReport(
        format="ical", path="", events=events, bytes=0, sha256="", left_out=left_out
    )

    assert str(report) == said


def test_what_is_left_out_is_not_counted_as_exported() -> None:
    def behaviour(context: ExportContext) -> Iterator[bytes]:
        context.leave_out("a", "too early")
        yield b"x"

    report = export(shelf(event("a"), event("b")), probe(behaviour), io.BytesIO())

    assert str(report) == "1 event, 1 left out (too early)"


@pytest.mark.parametrize(
    "error",
    [ValueError("bad day"), SystemExit(3), RecursionError("deep"), OSError("x")],
)
def test_whatever_an_exporter_raises_names_it_and_spares_the_old_file(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    with pytest.raises(ExportError) as caught:
        export(shelf(event()), probe(fails_late(error)), path)

    assert str(caught.value).startswith(
        f"export their-dist:probe: failed: {type(error).__name__}"
    )
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_an_interrupt_is_no_ones_fault_but_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    with pytest.raises(KeyboardInterrupt):
        export(shelf(), probe(fails_late(KeyboardInterrupt())), tmp_path / "a.txt")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_log_is_not_blamed_on_the_exporter(tmp_path: Path) -> None:
    damage = DamagedLogError("x.jsonl", 7, "not JSON")

    with pytest.raises(DamagedLogError):
        export(shelf(), probe(fails_late(damage)), tmp_path / "a.txt")


def test_text_where_bytes_belong_is_refused() -> None:
    def behaviour(_: ExportContext) -> Iterator[Any]:
        yield "text"

    with pytest.raises(ExportError, match="gave str where an exporter gives bytes"):
        export(shelf(), probe(behaviour), io.BytesIO())


@pytest.mark.parametrize(
    ("factory", "why"),
    [
        ("no_such_module:X", "ModuleNotFoundError"),
        ("json:no_such_name", "AttributeError"),
        ("json:JSONDecodeError", "TypeError"),
        ("builtins:object", "AttributeError"),
    ],
)
def test_a_factory_that_is_none_is_an_export_error(factory: str, why: str) -> None:
    offer = attrs.evolve(probe(two_chunks), factory=factory)

    with pytest.raises(ExportError, match=why):
        export(shelf(), offer, io.BytesIO())


class Closed(io.BytesIO):
    def write(self, _: Any) -> int:
        raise BrokenPipeError


def test_a_reader_that_went_away_is_not_an_export_error() -> None:
    with pytest.raises(BrokenPipeError):
        export(shelf(), probe(two_chunks), Closed())


def test_the_exporter_is_closed_when_the_target_fails() -> None:
    closed = []

    def behaviour(_: ExportContext) -> Iterator[bytes]:
        try:
            yield b"x"
        finally:
            closed.append(True)

    with pytest.raises(BrokenPipeError):
        export(shelf(), probe(behaviour), Closed())

    assert closed == [True]


def test_a_source_tree_that_is_not_installed_has_no_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = []

    def behaviour(context: ExportContext) -> Iterator[bytes]:
        told.append(context.generator)
        yield b""

    export(shelf(), probe(behaviour), io.BytesIO())
    monkeypatch.setattr(metadata, "version", _nothing_installed)
    export(shelf(), probe(behaviour), io.BytesIO())

    assert told[0].startswith("chrono56 0.")
    assert told[1] == "chrono56"


def _nothing_installed(name: str) -> str:
    raise metadata.PackageNotFoundError(name)


def test_options_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no option 'bomb'"):
        export(rich(), OFFERS["csv"], tmp_path / "a.csv", options={"bomb": "true"})
    with pytest.raises(OptionError, match="are not its own"):
        export(rich(), OFFERS["ical"], tmp_path / "a.ics", options=CsvOptions())

    assert list(tmp_path.iterdir()) == []


def test_an_instance_of_the_options_class_says_the_same_as_texts() -> None:
    by_text = bytes_of(rich(), "csv", options={"bom": "true"})
    by_value = bytes_of(rich(), "csv", options=CsvOptions(bom=True))

    assert by_text == by_value


@pytest.mark.parametrize("name", list(OFFERS))
def test_a_stream_and_a_file_are_the_same_bytes(name: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    report = export(rich(), OFFERS[name], stream)
    export(rich(), OFFERS[name], str(tmp_path / "file"))
    written = (tmp_path / "file").read_bytes()

    assert stream.getvalue() == written
    assert report.sha256 == sha256(written).hexdigest()
    assert report.path == ""
