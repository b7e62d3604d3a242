"""What a claim says, in the few words by which its event is found and told.

Most claims are plain: one source, and a value that stands by itself. What these say is
read from the JSON of the log, and their records need not be opened.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from chrono56.chronology.agreement import name_of
from chrono56.chronology.eventrow import UNDATED_AS, dated_as
from chrono56.chronology.happening import ASSERTED
from chrono56.errors import RecordError
from chrono56.model import (
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
    Value,
)
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.rules import is_id, labels
from chrono56.text import folded

Json = dict[str, Any]

QUOTE: Final = "quote"
"""The property of some words; which words is told by `quote_name`."""

_KEPT: Final = 1 << 16  # of dates, places and so on, what each comes to
_DEFAULT_POINT: Final = "whole"
_DEFAULT_ROLE: Final = "participant"
_DEFAULT_LABEL: Final = "page"
_DEFAULT_KIND: Final = "other"
_EVENT: Final = frozenset({"id", "kind", "labels", "type"})
_ORDER: Final = ("least", "most", "other_point", "point")

# Of sources there are few, and each is named again and again.
_is_known_id: Final = lru_cache(maxsize=_KEPT)(is_id)


class Meaning(NamedTuple):
    """What a value comes to.

    Attributes:
        says: The value; None of figures and statements: no two are the same, and only
            what has rivals is looked at.
        property: The property that it is about; empty for none, and `QUOTE` for some
            words, as it takes long to say by which others they are the same.
        facet: What an event is found by for it: ``place`` or ``agent``, and its id;
            empty for neither.
        dated: What a row says of a date: its EDTF, and the columns.
        words: The words of a statement.
        tied: The event by which it bounds another: of an order, or of what is a part.
    """

    says: Value | None
    property: str
    facet: tuple[str, str] | tuple[()] = ()
    dated: tuple[str, tuple[int, ...]] = UNDATED_AS
    words: str = ""
    tied: str = ""


class Said(NamedTuple):
    """What a plain claim says.

    Attributes:
        source: The id of its one source.
        value: What its value comes to.
        mode: ``asserted``, ``denied``, ``planned``, ``supposed``, or another.
        as_written: The words of its source for the value.
        texts: All words by which its event is found, these among them, in the form in
            which texts are searched; none is empty.
    """

    source: str
    value: Meaning
    mode: str = ASSERTED
    as_written: str = ""
    texts: tuple[str, ...] = ()

    def united(self, root: str) -> "Said":
        """Return the same of another place or agent, into which it was united."""
        match self.value.says:
            case Location():
                says: Value = Location(root)
            case Participation(role=role):
                says = Participation(root, role)
            case _:
                return self
        return self._replace(value=meaning_of(says) or self.value)


def is_plain_event(record: Json) -> bool:
    """Say whether a record is an event of which the model would keep every field.

    A field that is spelt out though it has its default is none that it would keep.
    """
    if not record.keys() <= _EVENT or not is_id(record.get("id")):
        return False
    named, kind = record.get("labels"), record.get("kind")
    if kind is None:
        if "kind" in record:
            return False
    elif kind.__class__ is not str or kind == _DEFAULT_KIND or not _is_known_id(kind):
        return False
    if named.__class__ is not dict:
        return "labels" not in record
    for tag, label in named.items():
        if label.__class__ is not str or not _is_language(tag):
            return False
    return bool(named)


def said_by(record: Json) -> Said | None:
    """Return what a claim says; None if it is not plain, or breaks a rule.

    Of a plain claim the model would keep every field as it is. Whether its source, and
    the place or agent that it names, are there is not asked, nor what it is about.
    """
    try:
        (citation,) = record["citations"]
        says = record["says"]
        value = _READERS[says["type"]](says)
        source = citation["source"]
        if value is None or not is_id(record["id"]):
            return None
        as_written = record.get("as_written", "")
        others = len(record) - _FEWEST - (as_written != "")  # fields; mostly none
        if as_written.__class__ is not str or not _is_kept(citation, _CITATION):
            return None
        if others and not _is_kept(record, _CLAIM):
            return None
    except (KeyError, TypeError, ValueError):  # something else where a word should be
        return None
    texts = _texts(as_written, citation.get("quote", ""), value.words)
    return Said(source, value, record.get("mode", ASSERTED), as_written, texts)


def _texts(as_written: str, quote: str, words: str) -> tuple[str, ...]:
    if quote or words:
        return tuple(map(folded, filter(None, (as_written, quote, words))))
    return (folded(as_written),) if as_written else ()


def _is_kept(fields: Json, checks: Mapping[str, Callable[[Any], bool]]) -> bool:
    """Say whether the model would keep all fields as they are.

    Raises:
        KeyError: A field is none of those that plain claims have.
    """
    for name, value in fields.items():  # noqa: SIM110 - three times as quick as all()
        if not checks[name](value):
            return False
    return True


def _is_text(value: Any) -> bool:
    return value.__class__ is str and value != ""


def _is_seen_to(_: Any) -> bool:
    return True


_CLAIM: Final[Mapping[str, Callable[[Any], bool]]] = {
    "as_written": _is_text,
    "confidence": lambda grade: grade in ("high", "low"),
    "mode": lambda mode: mode != ASSERTED and is_id(mode),
    "reason": _is_text,
    **dict.fromkeys(("about", "citations", "id", "says", "type"), _is_seen_to),
}
_FEWEST: Final = 5  # of these fields; the others have defaults
_CITATION: Final[Mapping[str, Callable[[Any], bool]]] = {
    "label": lambda label: label != _DEFAULT_LABEL and label in LOCATOR_LABELS,
    "locator": _is_text,
    "quote": _is_text,
    "source": _is_known_id,
}


def _dating(says: Json) -> Meaning | None:
    return _date(says["when"]) if len(says) == 2 else None


@lru_cache(maxsize=_KEPT)
def _date(edtf: str) -> Meaning | None:
    value = Dating(edtf)
    return _dated(value) if str(value.when) == edtf else None


def _dated(says: Dating) -> Meaning:
    """Return what a date of the whole comes to; the quick way, as most differ."""
    return Meaning(says, "date", dated=dated_as(says.when))


def _location(says: Json) -> Meaning | None:
    return _place(says["place"]) if len(says) == 2 else None


@lru_cache(maxsize=_KEPT)
def _place(place: str) -> Meaning | None:
    return meaning_of(Location(place))


def _participation(says: Json) -> Meaning | None:
    if len(says) == 2:
        return _agent(says["agent"], _DEFAULT_ROLE)
    role = says["role"]
    if len(says) > 3 or role == _DEFAULT_ROLE:
        return None
    return _agent(says["agent"], role)


@lru_cache(maxsize=_KEPT)
def _agent(agent: str, role: str) -> Meaning | None:
    return meaning_of(Participation(agent, role))


def _figure(says: Json) -> Meaning | None:
    given = [says[bound] for bound in ("low", "best", "high") if bound in says]
    if len(says) != 2 + len(given) + ("approx" in says):
        return None
    if any(number.__class__ is not int for number in given) or given != sorted(given):
        return None
    if says.get("approx", True) is not True:
        return None
    return _counted(says["measure"])


@lru_cache(maxsize=_KEPT)
def _counted(measure: str) -> Meaning | None:
    return meaning_of(Figure(measure))


def _statement(says: Json) -> Meaning | None:
    text = says["text"]
    if text.__class__ is not str or not _is_language(says["language"]):
        return None
    has_speaker = "speaker" in says
    if len(says) != 3 + has_speaker or not _is_known_id(says.get("speaker", "x")):
        return None
    return Meaning(None, QUOTE, words=text)


def _occurrence(says: Json) -> Meaning | None:
    return _HAPPENED if len(says) == 1 else None


def _ordering(says: Json) -> Meaning | None:
    given = {name: says[name] for name in _ORDER if name in says}
    if len(says) != 2 + len(given):
        return None
    if not {None, _DEFAULT_POINT}.isdisjoint(given.values()):
        return None
    return meaning_of(Ordering(other=says["other"], **given))


def _relation(says: Json) -> Meaning | None:
    if len(says) != 3:
        return None
    return meaning_of(Relation(says["kind"], says["other"]))


_READERS: Final[Mapping[Any, Callable[[Json], Meaning | None]]] = {
    "dating": _dating,
    "location": _location,
    "participation": _participation,
    "figure": _figure,
    "statement": _statement,
    "occurrence": _occurrence,
    "ordering": _ordering,
    "relation": _relation,
}


def said_in(claim: Claim) -> Said | None:
    """Return what a claim says that was opened; None if it is not plain."""
    value = meaning_of(claim.says)
    if value is None or len(claim.citations) != 1 or claim.premises:
        return None
    (citation,) = claim.citations
    if citation.via:
        return None
    texts = _texts(claim.as_written, citation.quote, value.words)
    return Said(citation.source, value, claim.mode, claim.as_written, texts)


def meaning_of(says: Value) -> Meaning | None:
    """Return what a value comes to; None if it does not stand by itself."""
    name = name_of(says)
    match says:
        case Dating(point="whole"):
            return _dated(says)
        case Dating() | Relation("contradicts"):
            return None
        case Location(place):
            return Meaning(says, name, ("place", place))
        case Participation(agent):
            return Meaning(says, name, ("agent", agent))
        case Statement(text):
            return Meaning(None, QUOTE if name else "", words=text)
        case Figure():
            return Meaning(None, name)
        case Ordering(other=other) | Relation("part_of", other):
            return Meaning(says, name, tied=other)
        case _:
            return Meaning(says, name)


_HAPPENED: Final = meaning_of(Occurrence())


@lru_cache(maxsize=256)
def _is_language(tag: Any) -> bool:
    try:
        labels({tag: ""})
    except RecordError:
        return False
    return True
