"""What a claim says, in the few words by which its event is found and told.

Most claims are plain: one source, not denied, with a value that stands by itself. What
these say is read from the JSON of the log, and their records need not be opened.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from immutabledict import immutabledict

from chrono56.chronology.agreement import DENIED, name_of, quote_name, role_name
from chrono56.chronology.eventrow import dated_as
from chrono56.chronology.happening import ASSERTED
from chrono56.dates import When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.model import Claim, Dating, Location, Participation, Relation, Statement
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.kinds import measures, roles
from chrono56.model.rules import is_id, labels

Json = dict[str, Any]

_DATES_KEPT: Final = 1 << 16
_IDS_KEPT: Final = 1 << 12
_NO_LABELS: Final[Json] = {}
_DEFAULT_ROLE: Final = "participant"
_DEFAULT_LABEL: Final = "page"
_DEFAULT_KIND: Final = "other"
_EVENT: Final = frozenset({"id", "kind", "labels", "type"})
_CLAIM: Final = frozenset(
    {"about", "as_written", "citations", "id", "mode", "says", "type"}
)
_CITATION: Final = frozenset({"label", "locator", "quote", "source"})
_FIGURE: Final = frozenset({"approx", "best", "high", "low", "measure", "type"})
_STATEMENT: Final = frozenset({"language", "speaker", "text", "type"})

# Of sources, places and agents there are few, and each is named again and again.
_is_known_id: Final = lru_cache(maxsize=_IDS_KEPT)(is_id)


class Said(NamedTuple):
    """What a plain claim says.

    Attributes:
        source: The id of its one source.
        property: The property that it is about; empty for none.
        texts: The words by which its event is found.
        facet: What its event is found by, besides the source: ``place`` or ``agent``.
        named: The id of that place or agent; empty if there is none.
        when: The EDTF of a date; empty for all else.
        mode: ``asserted``, ``planned``, ``supposed``, or another but ``denied``.
    """

    source: str
    property: str
    texts: tuple[str, ...] = ()
    facet: str = ""
    named: str = ""
    when: str = ""
    mode: str = ASSERTED


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

    Whether its source, and the place or agent that it names, are there is not asked,
    nor what it is about.
    """
    citations = record.get("citations")
    if citations.__class__ is not list or not record.keys() <= _CLAIM:
        return None
    try:
        (citation,) = citations
        says = record["says"]
        value = _READERS[says["type"]](says)
        source = citation["source"]
        if value is None or not _is_known_id(source) or not is_id(record["id"]):
            return None
    except (KeyError, TypeError, ValueError):  # something else where a word should be
        return None
    if not citation.keys() <= _CITATION or not _is_locator(citation):
        return None
    mode = record.get("mode", ASSERTED)
    if "mode" in record and not _is_other_mode(mode):
        return None
    as_written, quote = record.get("as_written", ""), citation.get("quote", "")
    if as_written.__class__ is not str or quote.__class__ is not str:
        return None
    if not (as_written or "as_written" not in record):
        return None
    if not (quote or "quote" not in citation):
        return None
    name, words, facet, named, when = value
    return Said(source, name, (as_written, quote, *words), facet, named, when, mode)


def _is_other_mode(mode: Any) -> bool:
    """Say whether a mode is neither the default nor a denial."""
    return mode not in (ASSERTED, DENIED) and is_id(mode)


def _is_locator(citation: Json) -> bool:
    """Say whether where a source says it is given as the model would keep it."""
    locator = citation.get("locator", "x")
    if locator.__class__ is not str or not locator:
        return False
    label = citation.get("label")
    if label is None:
        return "label" not in citation
    return (
        label.__class__ is str and label != _DEFAULT_LABEL and label in LOCATOR_LABELS
    )


Read = tuple[str, tuple[str, ...], str, str, str]
"""What a value comes to: its property, its words, and then what else a claim says."""


def _dating(says: Json) -> Read | None:
    when = says.get("when")
    if len(says) != 2 or when.__class__ is not str:
        return None
    try:
        dated(when)
    except DateSyntaxError:
        return None
    return "date", (), "", "", when


def _location(says: Json) -> Read | None:
    place: Any = says.get("place")
    if len(says) != 2 or not _is_known_id(place):
        return None
    return "place", (), "place", place, ""


def _participation(says: Json) -> Read | None:
    agent: Any = says.get("agent")
    role = says.get("role", _DEFAULT_ROLE)
    if len(says) != 2 + ("role" in says) or not _is_known_id(agent):
        return None
    if role not in roles() or says.get("role") == _DEFAULT_ROLE:
        return None
    return role_name(agent, role), (), "agent", agent, ""


def _figure(says: Json) -> Read | None:
    measure = says.get("measure")
    if not says.keys() <= _FIGURE or measure not in measures():
        return None
    given = [says[bound] for bound in ("low", "best", "high") if bound in says]
    if any(number.__class__ is not int for number in given) or given != sorted(given):
        return None
    if says.get("approx", True) is not True:
        return None
    return f"figure {measure}", (), "", "", ""


def _statement(says: Json) -> Read | None:
    text = says.get("text")
    if not says.keys() <= _STATEMENT or text.__class__ is not str:
        return None
    if not _is_language(says.get("language")):
        return None
    if not _is_known_id(says.get("speaker", "x")):
        return None
    return quote_name(text), (text,), "", "", ""


def _occurrence(says: Json) -> Read | None:
    return ("occurrence", (), "", "", "") if len(says) == 1 else None


_READERS: Final[Mapping[Any, Callable[[Json], Read | None]]] = immutabledict(
    dating=_dating,
    location=_location,
    participation=_participation,
    figure=_figure,
    statement=_statement,
    occurrence=_occurrence,
)


def said_in(claim: Claim) -> Said | None:
    """Return what a claim says that was opened; None if it is not plain."""
    if len(claim.citations) != 1 or claim.citations[0].via or claim.premises:
        return None
    if claim.mode == DENIED:
        return None
    citation, says = claim.citations[0], claim.says
    facet = named = when = ""
    words: tuple[str, ...] = ()
    match says:
        case Dating(point="whole"):
            when = str(says.when)
        case Dating() | Relation(kind="contradicts"):
            return None
        case Location(place):
            facet, named = "place", place
        case Participation(agent):
            facet, named = "agent", agent
        case Statement(text):
            words = (text,)
        case _:
            pass
    texts = (claim.as_written, citation.quote, *words)
    return Said(citation.source, name_of(says), texts, facet, named, when, claim.mode)


@lru_cache(maxsize=_DATES_KEPT)
def dated(edtf: str) -> tuple[str, tuple[int, ...]]:
    """Return what a row says of a date: its EDTF, and its other columns.

    Raises:
        DateSyntaxError: The text is no date.
    """
    return dated_as(When.parse(edtf))


@lru_cache(maxsize=256)
def _is_language(tag: Any) -> bool:
    try:
        labels({tag: ""})
    except RecordError:
        return False
    return True
