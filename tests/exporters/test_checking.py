"""Checking an export against its log: same, different, or not to be told."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.log.world import copy_of, dated, new_log, seeded

from chrono56.app import open_log
from chrono56.chronology import Chronology
from chrono56.clock import FixedClock
from chrono56.errors import DamagedLogError, PluginError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.checking import ExportCheck, check_export
from chrono56.exporters.files import beside
from chrono56.exporters.offer import ExportContext, ExporterOffer
from chrono56.exporters.runner import export
from chrono56.formats import ExportError
from chrono56.log.actions import Recorded, Titled
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Event

FORMATS = list(OFFERS)


class Lines:
    """A plugin's exporter, of which nothing is known beforehand."""

    end = b""

    def chunks(self, chronology: Chronology, _: ExportContext) -> Iterator[bytes]:
        for event in chronology:
            yield f"{event.id}\n".encode()
        yield self.end


THEIRS = ExporterOffer(
    name="lines",
    summary="",
    media_type="text/plain",
    extensions=(".txt",),
    factory=f"{__name__}:Lines",
    provider="their-dist",
)


def find(name: str) -> ExporterOffer:
    offers = {**OFFERS, THEIRS.shown_name: THEIRS}
    if name not in offers:
        raise PluginError(name, sorted(offers))
    return offers[name]


def exported(log: Log, path: Path, name: str, **settings: Any) -> Path:
    with Chronology.open(log, cache=False) as chronology:
        export(chronology, find(name), path, **settings)
    return path


def check(path: Path, log: Log) -> ExportCheck:
    return check_export(path, log, find)


@pytest.fixture
def log() -> Log:
    log = seeded()
    log.append([Recorded(dated("1956-10-23"))])
    return log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


class TestTheSame:
    @pytest.mark.parametrize("name", [*FORMATS, "their-dist:lines"])
    def test_an_export_stays_the_same_while_the_log_grows(
        self, name: str, log: Log, path: Path
    ) -> None:
        exported(log, path, name, language="hu")
        log.append([Recorded(Event("siege")), Titled("Siege")])

        found = check(path, log)

        assert (found.outcome, found.cause, found.why) == ("same", "", "")
        assert (found.line, found.path) == (0, str(path))

    @pytest.mark.parametrize(
        ("name", "options"),
        [
            ("csv", {"delimiter": "tab", "bom": True}),
            ("csv", {"guard": False}),
            ("ical", {"claims": True}),
            ("markdown", {"claims": "true"}),
        ],
    )
    def test_the_options_are_those_of_the_export(
        self, name: str, options: dict[str, object], log: Log, path: Path
    ) -> None:
        plain = exported(log, path.with_name("plain"), name)
        exported(log, path, name, options=options)

        assert check(path, log).outcome == check(plain, log).outcome == "same"

    @pytest.mark.parametrize("name", FORMATS)
    def test_of_an_earlier_state(self, name: str, log: Log, path: Path) -> None:
        with Chronology.open(log, cache=False, as_of="#1") as then:
            export(then, OFFERS[name], path)

        assert check(path, log).outcome == "same"

    @pytest.mark.parametrize("name", FORMATS)
    def test_an_earlier_state_gives_the_bytes_that_it_gave_then(
        self, name: str, log: Log, path: Path
    ) -> None:
        then = exported(log, path, name).read_bytes()
        log.append([Recorded(Event("siege")), Titled("Siege")])
        with Chronology.open(log, cache=False, as_of="#2") as chronology:
            export(chronology, OFFERS[name], path)

        assert path.read_bytes() == then

    def test_of_an_empty_log(self, path: Path) -> None:
        log = new_log()
        exported(log, path, "markdown")
        log.append([Recorded(Event("siege"))])

        assert check(path, log).outcome == "same"

    def test_of_a_state_with_several_heads(self, log: Log, path: Path) -> None:
        copy = copy_of(log, by="bela", clock=FixedClock("2024-03-01T12:01:00Z"))
        log.append([Recorded(Event("siege"))])
        copy.append([Recorded(Event("march"))])
        both = [line for part in (log, copy) for _, line in part.store.read()]
        diverged = new_log(MemoryStore(lines=both))
        exported(diverged, path, "csv")
        diverged.merge()
        diverged.append([Recorded(Event("truce"))])

        assert check(path, diverged).outcome == "same"
        assert check(path, log).cause == "log"  # it lacks the copy's entry


class TestAFileThatWasChanged:
    @pytest.mark.parametrize("name", [*FORMATS, "their-dist:lines"])
    def test_any_byte_that_changed_is_found(
        self, name: str, log: Log, path: Path
    ) -> None:
        exported(log, path, name)
        data = path.read_bytes()
        # Behind what says what it was made from, which is a matter of its own.
        begin = max(data.find(b" -->"), data.find(b"\nNAME"), -1) + 1
        for at in range(begin, len(data), 29):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

            found = check(path, log)

            assert (found.outcome, found.cause) == ("differs", "file")
            assert (found.offset, found.line) == (at, data.count(b"\n", 0, at) + 1)
            assert f"line {found.line}, from byte {at} on" in found.why

    @pytest.mark.parametrize("name", FORMATS)
    def test_what_was_added_or_cut_off_at_the_end_is_found(
        self, name: str, log: Log, path: Path
    ) -> None:
        data = exported(log, path, name).read_bytes()
        path.write_bytes(data + b"more")
        longer = check(path, log)
        path.write_bytes(data[:-9])
        shorter = check(path, log)

        assert longer.offset == len(data)
        assert "'more' and should be the end of the file" in longer.why
        assert shorter.offset == len(data) - 9
        assert "is the end of the file and should be" in shorter.why

    @pytest.mark.parametrize(
        ("name", "besides"),
        [
            ("ical", ", or the rules of time zones on this computer were"),
            ("markdown", ""),
        ],
    )
    def test_what_may_have_changed_besides_the_file_is_said(
        self, name: str, besides: str, log: Log, path: Path
    ) -> None:
        theirs = open_log("memory:", by="anna", kinds=["labour.sit-in"])
        theirs.append([Recorded(Event("sit-in", kind="labour.sit-in"))])
        plugins = ", or the plugins were that name its kinds (labour.sit-in)"
        for one, named in ((log, ""), (theirs, plugins)):
            exported(one, path, name)
            path.write_bytes(path.read_bytes() + b" ")

            why = check(path, one).why
            assert why.endswith(
                f"; it was changed after it was exported{besides}{named}"
            )

    def test_a_claim_to_be_made_from_an_earlier_state_is_found_out(
        self, log: Log, path: Path
    ) -> None:
        old, new = log.heads(), log.append([Titled("Later")])
        assert new is not None
        text = exported(log, path, "markdown").read_text()
        path.write_text(text.replace(new.id, old[0]))

        assert check(path, log).outcome == "differs"


class TestALogThatChanged:
    def test_what_was_erased_since_is_the_reason(self, log: Log, path: Path) -> None:
        secret = Event("secret", labels={"en": "A secret"})
        log.append([Recorded(secret, nonce="salt")])
        exported(log, path, "csv")
        log.erase("secret", reason="asked for")

        found = check(path, log)

        assert (found.outcome, found.cause) == ("differs", "log")
        assert found.why.endswith("text was erased from the log after it was exported")

    def test_what_was_erased_before_is_no_reason(self, log: Log, path: Path) -> None:
        log.append([Recorded(Event("secret"), nonce="salt")])
        log.erase("secret", reason="asked for")
        exported(log, path, "markdown")
        same = check(path, log)
        path.write_text(path.read_text().replace("Events", "events", 1))

        assert same.outcome == "same"
        assert check(path, log).cause == "file"


class TestWhatCantBeTold:
    def test_a_file_that_says_nothing(self, log: Log, path: Path) -> None:
        path.write_text("id,kind,label\n")

        found = check(path, log)

        assert (found.outcome, found.cause) == ("unknown", "file")
        assert "nor a file file.provenance.json says what it was" in found.why

    def test_the_log_is_another_one(self, log: Log, path: Path) -> None:
        other = new_log(MemoryStore(), by="anna")
        exported(log, path, "ical")
        other = Log(MemoryStore(), by="anna")
        other.begin("other")

        found = check(path, other)

        assert (found.outcome, found.cause) == ("unknown", "log")
        assert found.why == "it was made from the log 'test'; this one is 'other'"

    def test_the_log_lacks_the_state(self, log: Log, path: Path) -> None:
        copy = copy_of(log, by="bela")
        log.append([Titled("Later")])
        exported(log, path, "csv")

        found = check(path, copy)

        assert (found.outcome, found.cause) == ("unknown", "log")
        assert "no entry's id begins so" in found.why

    def test_the_plugin_is_missing(self, log: Log, path: Path) -> None:
        exported(log, path, "their-dist:lines")

        found = check_export(path, log, lambda name: _missing(name))

        assert (found.outcome, found.cause) == ("unknown", "version")
        assert "their-dist:lines, which is not installed" in found.why

    def test_an_option_is_not_there_any_more(self, log: Log, path: Path) -> None:
        text = exported(log, path, "markdown").read_text()
        path.write_text(text.replace("option.claims", "option.notes"))

        found = check(path, log)

        assert (found.outcome, found.cause) == ("unknown", "version")
        assert "markdown has no option 'notes'" in found.why

    def test_the_reading_is_another_one(self, log: Log, path: Path) -> None:
        text = exported(log, path, "markdown").read_text()
        path.write_text(text.replace("reading=default", "reading=boldest"))

        found = check(path, log)

        assert (found.outcome, found.cause) == ("unknown", "version")
        assert (
            found.why == "it was made by the reading 'boldest', which is not known here"
        )

    def test_another_version_made_it_otherwise(
        self, log: Log, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        exported(log, path, "markdown")
        version = metadata.version("chrono56")
        monkeypatch.setattr(metadata, "version", lambda _: "9.9")
        agreed = check(path, log)
        path.write_text(path.read_text().replace("Events", "events", 1))
        found = check(path, log)

        assert agreed.outcome == "same"  # another version, and yet the same bytes
        assert (found.outcome, found.cause) == ("unknown", "version")
        assert f"made by chrono56 {version}, and here is 9.9" in found.why

    def test_the_exporter_gives_other_bytes_though_the_file_is_untouched(
        self, log: Log, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        exported(log, path, "their-dist:lines")
        monkeypatch.setattr(Lines, "end", b"otherwise")

        found = check(path, log)

        assert (found.outcome, found.cause) == ("differs", "version")
        assert "as it was exported, but its exporter now gives other bytes" in found.why


@pytest.mark.parametrize("name", ["none", ".", "a\0b"])
def test_what_can_t_be_read_is_an_error(name: str, log: Log, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"can't read .* name a file that was"):
        check(tmp_path / name, log)


def test_a_damaged_log_is_no_fault_of_the_file(log: Log, path: Path) -> None:
    exported(log, path, "csv")
    lines = [line for _, line in log.store.read()]
    damaged = Log(MemoryStore(lines=[*lines, b"x"]))

    with pytest.raises(DamagedLogError):
        check(path, damaged)


@pytest.mark.parametrize("note", [b"not JSON", b"[]", b"{}", b'{"sha256": 7}', b"\xff"])
def test_a_note_that_was_tampered_with_breaks_nothing(
    note: bytes, log: Log, path: Path
) -> None:
    exported(log, path, "csv")
    standing = beside(path)
    made = attrs.astuple(check(path, log))[-1].encode()
    standing.write_bytes(note)
    silent = check(path, log)
    standing.write_bytes(note + made)

    assert (silent.outcome, silent.cause) == ("unknown", "file")
    assert check(path, log).outcome == "same"


def test_a_name_that_leaves_no_room_for_a_note_is_checked_all_the_same(
    log: Log, tmp_path: Path
) -> None:
    path = exported(log, tmp_path / ("n" * 252 + ".md"), "markdown")

    assert check(path, log).outcome == "same"


def _missing(name: str) -> ExporterOffer:
    raise PluginError(name, sorted(OFFERS))
