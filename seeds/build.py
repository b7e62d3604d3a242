"""Rebuild a bundled log from its plain-text files: ``python seeds/build.py``.

The files are TOML, one claim a line; ``seeds/README.md`` describes them. The log comes
out the same byte for byte, because ids, clock and order all come from the files.
"""

import argparse
import contextlib
import itertools
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from chrono56 import model
from chrono56.clock import FixedClock
from chrono56.errors import Chrono56Error
from chrono56.log.draft import EntryDraft
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.log.store import with_ends
from chrono56.model.kinds import check_kind

FOLDER: Final = Path(__file__).with_name("1956")
TARGET: Final = FOLDER.parents[1] / "src" / "chrono56" / "seeds" / "1956.jsonl"

Table = Mapping[str, Any]
_LABELS: Final = {"en": "en", "hu": "hu", "sr": "sr", "sr_latn": "sr-Latn"}
_CLAIM_KEYS: Final = ("at", "written", "via", "premises", "rank", "rank_reason")
_CLAIM_FIELDS: Final = ("mode", "confidence", "reason", "id")
_VALUE_FIELDS: Final = {
    "dating": ("point",),
    "ordering": ("point", "other_point", "least", "most"),
    "place": (),
    "agent": ("role",),
    "figure": ("low", "best", "high", "approx", "unit", "group", "scope", "as_of"),
    "happened": (),
    "relation": ("other",),
    "statement": ("language", "speaker", "use", "occasion"),
}
_VALUE_KEYS: Final = {*_VALUE_FIELDS, *itertools.chain(*_VALUE_FIELDS.values())}
_KNOWN: Final = {
    "event": {"id", "kind", "claims", *_LABELS},
    "agent": {"id", "kind", *_LABELS},
    "place": {"id", "point", "part_of", *_LABELS},
    "source": {
        *("id", "document", "lines", "sha256", "csl", "language", "reliability"),
        *("reason", "issued_reason", "derived_from", "anonymous"),
        *("rank", "rank_reason", "claims"),
    },
    "contradiction": {"claim", "other", "reason"},
    "claim": {*_CLAIM_KEYS, *_CLAIM_FIELDS, *_VALUE_KEYS},
}
# A clock time, or a window of them, that is not followed by an offset or a zone.
_BARE_TIME: Final = re.compile(
    r"(T\d\d:\d\d(?::\d\d)?+(?:\.\.\d\d:\d\d(?::\d\d)?+)?+)(?![\[Z+-])"
)
_DOUBTED: Final = frozenset("[{~?%X")  # in EDTF: a bound, or a date that is doubted


class SeedError(Exception):
    """A file says something that can't be recorded; the message says where and what."""


class Builder:
    """Turn the files of one folder into the entries of one log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        about = _read(folder / "chronology.toml")
        self._files = {p.name: _read(p) for p in sorted(folder.glob("[0-9]*.toml"))}
        self._sources = self._tables("sources.toml", "source")
        self._pages = [one for one in self._sources if "document" in one]
        self.cited: dict[str, set[int]] = {p["document"]: set() for p in self._pages}
        self._places: dict[str, str] = {}  # of each record, by its id
        count = itertools.count(1)
        self.store = MemoryStore(str(folder))
        with _at("chronology.toml"):
            self._title, self._id = _need(about, "title"), _need(about, "log")
            self._log = Log(
                self.store,
                by=_need(about, "by"),
                clock=FixedClock(_need(about, "recorded"), step_seconds=1),
                new_id=lambda: f"seed-{next(count)}",
            )

    def build(self) -> bytes:
        """Return the log, whole.

        Raises:
            SeedError: A file says something that can't be recorded.
        """
        self._log.begin(self._id)
        with self._entry("the title, and the sources") as entry:
            entry.title(self._title)
            for table in self._sources:
                self._record(entry, "source", table, "sources.toml")
        with self._entry("the people, groups and places") as entry:
            for kind in ("agent", "place"):
                further = sorted(self._folder.glob(f"{kind}s-*.toml"))
                for name in (f"{kind}s.toml", *(path.name for path in further)):
                    for table in self._tables(name, kind):
                        self._record(entry, kind, table, name)
        with self._entry("the events") as entry:
            for name, table, _ in self._events():
                self._record(entry, "event", table, name)
        sources = (("sources.toml", table, "") for table in self._sources)
        for name, table, zone in itertools.chain(self._events(), sources):
            if table.get("claims"):
                place = f"{name}: {table['id']}"
                with self._entry(f"what is said of {table['id']}", place) as entry:
                    self._claims(entry, table, zone, place)
        with self._entry("where claims contradict each other") as entry:
            self._contradictions(entry)
        return with_ends(line for _, line in self.store.read())

    @contextlib.contextmanager
    def _entry(self, reason: str, place: str = "") -> Iterator[EntryDraft]:
        """Open an entry; tell what its end finds wrong with its place in the files."""
        try:
            with self._log.entry(reason) as entry:
                yield entry
        except Chrono56Error as error:
            notes = " ".join(getattr(error, "__notes__", ()))
            named = {getattr(error, "where", ""), *re.findall(r"'([^']+)'", notes)}
            places = [self._places[one] for one in named if one in self._places]
            where = places[0] if places else place or reason
            raise SeedError(f"{where}: {error}") from error

    def _tables(self, name: str, kind: str) -> list[Table]:
        return _read(self._folder / name).get(kind, [])  # type: ignore[no-any-return]

    def _events(self) -> Iterator[tuple[str, Table, str]]:
        for name, file in self._files.items():
            for table in file.get("event", ()):
                yield name, table, file.get("zone", "")

    def _record(self, entry: EntryDraft, kind: str, table: Table, name: str) -> None:
        place = f"{name}: {table.get('id', kind)}"
        with _at(place):
            _check_keys(table, kind)
            self._take_id(_need(table, "id"), place)
            _WRITERS[kind](entry, table)

    def _claims(self, entry: EntryDraft, table: Table, zone: str, place: str) -> None:
        for number, body in enumerate(table["claims"], 1):
            where = f"{place}: claim {number}"
            with _at(where):
                _check_keys(body, "claim")
                claim = entry.claim(
                    table["id"],
                    _value(body, zone),
                    cite=[self._citation(at, body) for at in _list(body, "at")],
                    premises=_list(body, "premises"),
                    as_written=body.get("written", ""),
                    **{key: body[key] for key in _CLAIM_FIELDS if key in body},
                )
                self._take_id(claim.id, where)
                if "rank" in body:
                    entry.rank(claim, body["rank"], reason=_need(body, "rank_reason"))

    def _take_id(self, record_id: str, place: str) -> None:
        """Remember where a record stands; each id, and each claim, stands once."""
        if record_id in self._places:
            raise SeedError(f"told already, at {self._places[record_id]}")
        self._places[record_id] = place

    def _citation(self, at: str, body: Table) -> model.Citation:
        document, _, line = at.partition(":")
        number = int(line) if line.isdecimal() else 0
        for page in self._pages:
            if page["document"] == document and number in _lines(page):
                self.cited[document].add(number)
                return model.Citation(page["id"], line, "line", via=_list(body, "via"))
        pages = (f"{one['document']}:{one.get('lines', '')}" for one in self._pages)
        known = ", ".join(one.removesuffix(":") for one in pages)
        raise SeedError(f"at {at!r}: use DOCUMENT:LINE, one of {known}")

    def _contradictions(self, entry: EntryDraft) -> None:
        for name, file in self._files.items():
            for number, table in enumerate(file.get("contradiction", ()), 1):
                place = f"{name}: contradiction {number}"
                with _at(place):
                    _check_keys(table, "contradiction")
                    says = model.Relation("contradicts", _need(table, "other"))
                    about, reason = _need(table, "claim"), _need(table, "reason")
                    self._take_id(entry.claim(about, says, reason=reason).id, place)


def _lines(page: Table) -> range:
    """Return the lines that are a source's: those of its document, or some of them."""
    found = re.fullmatch(r"(\d+)-(\d+)", page.get("lines", f"1-{sys.maxsize - 1}"))
    if not found:
        raise SeedError(f"{page['id']}: lines {page['lines']!r}: use FIRST-LAST")
    return range(int(found[1]), int(found[2]) + 1)


def _source(entry: EntryDraft, table: Table) -> None:
    grade = _need(table, "reliability")
    note = f"Reliability {grade}: {_need(table, 'reason')}"
    if _DOUBTED & set(_need(table, "csl").get("issued", "")):
        note += f". When it came out: {_need(table, 'issued_reason')}"
    csl = {**table["csl"], "note": note}
    if "document" in table:
        csl["call-number"] = table["document"]
    entry.source(
        table["id"],
        csl=csl,
        language=table.get("language", ""),
        reliability=grade,
        derived_from=[model.Derivation(**one) for one in table.get("derived_from", ())],
        anonymous=table.get("anonymous", False),
        sha256=table.get("sha256", ""),
    )
    if "rank" in table:
        entry.rank(table["id"], table["rank"], reason=_need(table, "rank_reason"))


def _agent(entry: EntryDraft, table: Table) -> None:
    entry.agent(table["id"], kind=_need(table, "kind"), labels=_labels(table))


def _place(entry: EntryDraft, table: Table) -> None:
    entry.place(
        table["id"],
        labels=_labels(table),
        point=tuple(table["point"]) if "point" in table else None,
        part_of=table.get("part_of", ""),
    )


def _event(entry: EntryDraft, table: Table) -> None:
    kind = check_kind(_need(table, "kind"))
    entry.event(table["id"], kind=kind, labels=_labels(table))


_WRITERS: Final = {"source": _source, "agent": _agent, "place": _place, "event": _event}


def _value(body: Table, zone: str) -> model.Value:
    named = [name for name in _VALUE_FIELDS if name in body]
    if len(named) != 1:
        found = ", ".join(named) or "none"
        raise SeedError(f"values: {found}; use one of {', '.join(_VALUE_FIELDS)}")
    name = named[0]
    stray = (body.keys() & _VALUE_KEYS) - {name, *_VALUE_FIELDS[name]}
    if stray:
        raise SeedError(f"{', '.join(sorted(stray))}: not with {name}")
    given, rest = body[name], {k: body[k] for k in _VALUE_FIELDS[name] if k in body}
    if name == "happened" and given is not True:
        raise SeedError(f"happened = {given}: true, or left out; see mode")
    if "as_of" in rest:
        rest["as_of"] = _zoned(rest["as_of"], zone)
    return _VALUES[name](_zoned(given, zone) if name == "dating" else given, **rest)


_VALUES: Final[Mapping[str, Callable[..., model.Value]]] = {
    "dating": model.Dating,
    "ordering": lambda other, **rest: model.Ordering(other=other, **rest),
    "happened": lambda _: model.Occurrence(),
    "place": model.Location,
    "agent": model.Participation,
    "figure": model.Figure,
    "relation": model.Relation,
    "statement": model.Statement,
}


def _zoned(text: str, zone: str) -> str:
    """Give clock times without an offset or zone the zone of their file.

    >>> _zoned("1956-11-04T04:15", "Europe/Budapest")
    '1956-11-04T04:15[Europe/Budapest]'
    """
    return _BARE_TIME.sub(rf"\1[{zone}]", text) if zone else text


def _labels(table: Table) -> dict[str, str]:
    _need(table, "en")
    return {tag: table[key] for key, tag in _LABELS.items() if key in table}


def _check_keys(table: Table, kind: str) -> None:
    if not isinstance(table, Mapping):
        raise SeedError(f"{table!r} is no {kind}: use a table")
    unknown = table.keys() - _KNOWN[kind]
    if unknown:
        raise SeedError(f"{kind} has no key {', '.join(sorted(unknown))}")


def _need(table: Table, key: str) -> Any:
    if key in table:
        return table[key]
    raise SeedError(f"{key} is missing")


def _list(table: Table, key: str) -> Sequence[str]:
    value = table.get(key, [])
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise SeedError(f"{key} {value!r}: use a text, or a list of texts")
    return given


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise SeedError(f"{path.name}: {error}") from error


@contextlib.contextmanager
def _at(place: str) -> Iterator[None]:
    """Tell what goes wrong in the block with its place in the files."""
    try:
        yield
    except (Chrono56Error, SeedError, TypeError, ValueError) as error:
        raise SeedError(f"{place}: {error}") from error


def coverage(cited: Mapping[str, set[int]], ranges: Sequence[str]) -> str:
    """Say which lines of the documents are cited, and which are not.

    Args:
        cited: The lines that are cited, by document.
        ranges: The lines that there are, such as ``001:112-220``; of a document without
            one nothing is known behind its last cited line.

    Raises:
        SeedError: A range is none.
    """
    wanted: dict[str, list[int]] = {one: [] for one in sorted(cited)}
    for text in ranges:
        found = re.fullmatch(r"([^:]+):(\d+)-(\d+)", text)
        if not found or found[1] not in cited:
            known = ", ".join(wanted)
            raise SeedError(f"{text!r}: use DOCUMENT:FIRST-LAST, one of {known}")
        wanted[found[1]] += range(int(found[2]), int(found[3]) + 1)
    told = []
    for document, asked in wanted.items():
        lines = asked or range(1, max(cited[document], default=0) + 1)
        missing = [line for line in lines if line not in cited[document]]
        told.append(
            f"{document}: {len(lines) - len(missing)} of {len(lines)} lines cited;"
            f" not cited: {_spans(missing) or 'none'}"
        )
    return "\n".join(told)


def _spans(lines: Sequence[int]) -> str:
    """Write line numbers in ascending order, with a hyphen for what runs on.

    >>> _spans([1, 2, 3, 7])
    '1-3, 7'
    """
    runs = itertools.groupby(enumerate(lines), lambda one: one[1] - one[0])
    found = [[line for _, line in run] for _, run in runs]
    return ", ".join("-".join(map(str, dict.fromkeys((f[0], f[-1])))) for f in found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the log, check that it is up to date, or tell what it cites."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("target", nargs="?", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument(
        "--coverage",
        nargs="*",
        metavar="DOCUMENT:FIRST-LAST",
        help="write nothing; tell which lines of the documents are cited",
    )
    options = parser.parse_args(arguments)
    try:
        builder = Builder(options.folder)
        built = builder.build()
        if options.coverage is not None:
            print(coverage(builder.cited, options.coverage))
            return 0
    except SeedError as error:
        print(error, file=sys.stderr)
        return 1
    if options.check:
        same = options.target.exists() and options.target.read_bytes() == built
        print("up to date" if same else f"{options.target} differs: rebuild it")
        return 0 if same else 1
    options.target.write_bytes(built)
    print(f"{options.target.name}: {len(built.splitlines())} lines, {len(built)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
