"""Events told in few words: one source a claim, one claim a property, all asserted.

Most events are so. Nothing has to be weighed for them, and their claims need not be
opened: what is known of such an event is read from the JSON of the log. It comes to
what `known_event` would say; whatever is not as plain is left to that.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from immutabledict import immutabledict

from chrono56.chronology.agreement import quote_name, role_name
from chrono56.chronology.disputes import UNIQUE
from chrono56.chronology.eventrow import KnownEvent, dated_as, digest_of
from chrono56.chronology.fresh import Fresh
from chrono56.chronology.weighing import NORMAL
from chrono56.dates import When
from chrono56.errors import DateSyntaxError, RecordError
from chrono56.log.canonical import dumps
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.kinds import measures, roles
from chrono56.model.rules import is_id, labels
from chrono56.text import folded

Json = dict[str, Any]

_DATES_KEPT: Final = 1 << 16
_NO_LABELS: Final[Json] = {}
_DEFAULT_ROLE: Final = "participant"
_DEFAULT_LABEL: Final = "page"
_DEFAULT_KIND: Final = "other"
_EVENT: Final = frozenset({"id", "kind", "labels", "type"})
_CLAIM: Final = frozenset({"about", "as_written", "citations", "id", "says", "type"})
_CITATION: Final = frozenset({"label", "locator", "quote", "source"})
_FIGURE: Final = frozenset({"approx", "best", "high", "low", "measure", "type"})
_STATEMENT: Final = frozenset({"language", "speaker", "text", "type"})


class Said(NamedTuple):
    """What a plain claim says.

    Attributes:
        id: The claim's id.
        source: The id of its one source.
        property: The property that it is about; empty for none.
        texts: The words by which its event is found.
        facet: What its event is found by, besides the source: ``place`` or ``agent``.
        named: The id of that place or agent; empty if there is none.
        when: The EDTF of a date; empty for all else.
    """

    id: str
    source: str
    property: str
    texts: tuple[str, ...] = ()
    facet: str = ""
    named: str = ""
    when: str = ""


def is_plain_event(record: Json) -> bool:
    """Say whether a record is an event of which the model would keep every field.

    A field that is spelt out though it has its default is none that it would keep.
    """
    if not record.keys() <= _EVENT or not is_id(record.get("id")):
        return False
    named = record.get("labels", _NO_LABELS)
    if not is_id(record.get("kind", _DEFAULT_KIND)) or named.__class__ is not dict:
        return False
    if record.get("kind") == _DEFAULT_KIND or ("labels" in record and not named):
        return False
    return all(
        label.__class__ is str and _is_language(tag) for tag, label in named.items()
    )


def said_by(record: Json) -> Said | None:
    """Return what a claim says; None if it is not plain, or breaks a rule.

    Whether its source, and the place or agent that it names, are there is not asked.
    """
    citations, says = record.get("citations"), record.get("says")
    if not record.keys() <= _CLAIM or citations.__class__ is not list:
        return None
    if len(citations) != 1 or says.__class__ is not dict:
        return None
    try:
        value = _READERS[says["type"]](says)
    except (KeyError, TypeError):  # a list or an object where there should be a word
        return None
    quoted = _quoted(citations[0])
    if value is None or quoted is None or not _are_texts(record, ("as_written",)):
        return None
    if not is_id(record.get("id")):
        return None
    as_written = record.get("as_written", "")
    name, words, *more = value
    texts = (as_written, *quoted, *words)
    return Said(record["id"], citations[0]["source"], name, texts, *more)


def _quoted(citation: Any) -> tuple[str, ...] | None:
    """Return the words that a plain citation quotes; None if it is not plain."""
    if citation.__class__ is not dict or not citation.keys() <= _CITATION:
        return None
    if not is_id(citation.get("source")):
        return None
    label = citation.get("label")
    if label == _DEFAULT_LABEL or (label and label not in LOCATOR_LABELS):
        return None
    if not _are_texts(citation, ("label", "locator", "quote")):
        return None
    return (citation.get("quote", ""),)


def _are_texts(body: Json, names: Sequence[str]) -> bool:
    """Say whether those of these fields that there are hold text."""
    return all(
        body[name] and body[name].__class__ is str for name in names if name in body
    )


# What a value comes to: its property, its words, and then what else a claim says.
Read = tuple[str, tuple[str, ...]] | tuple[str, tuple[str, ...], str, str, str]


def _dating(says: Json) -> Read | None:
    if len(says) != 2 or says.get("when").__class__ is not str:
        return None
    try:
        dated(says["when"])
    except DateSyntaxError:
        return None
    return "date", (), "", "", says["when"]


def _location(says: Json) -> Read | None:
    place = says.get("place")
    if len(says) != 2 or not is_id(place):
        return None
    return "place", (), "place", place, ""


def _participation(says: Json) -> Read | None:
    agent, role = says.get("agent"), says.get("role", _DEFAULT_ROLE)
    if len(says) != 2 + ("role" in says) or not is_id(agent):
        return None
    if role not in roles() or says.get("role") == _DEFAULT_ROLE:
        return None
    return role_name(agent, role), (), "agent", agent, ""


def _figure(says: Json) -> Read | None:
    if not says.keys() <= _FIGURE or says.get("measure") not in measures():
        return None
    given = [says[bound] for bound in ("low", "best", "high") if bound in says]
    if any(number.__class__ is not int for number in given) or given != sorted(given):
        return None
    if says.get("approx", True) is not True:
        return None
    return f"figure {says['measure']}", ()


def _statement(says: Json) -> Read | None:
    text = says.get("text")
    if not says.keys() <= _STATEMENT or text.__class__ is not str:
        return None
    if not _is_language(says.get("language")) or not is_id(says.get("speaker", "x")):
        return None
    return quote_name(text), (text,)


def _occurrence(says: Json) -> Read | None:
    return ("occurrence", ()) if len(says) == 1 else None


_READERS: Final[Mapping[Any, Callable[[Json], Read | None]]] = immutabledict(
    dating=_dating,
    location=_location,
    participation=_participation,
    figure=_figure,
    statement=_statement,
    occurrence=_occurrence,
)


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


def plain_event(
    fresh: Fresh, record: Json, claims: Sequence[tuple[str, Said]]
) -> KnownEvent | None:
    """Return what is known of an event; None if it takes more than plain words.

    Args:
        fresh: Knows the sources, places and agents.
        record: The event, a plain one.
        claims: All claims about it, each with the address of its action, in order.
    """
    names = [said.property for _, said in claims if said.property]
    if len(set(names)) < len(names) or not claims:
        return None
    heard = _heard(fresh, claims)
    if heard is None:
        return None
    dating = next((said for _, said in claims if said.when), None)
    location = next((said for _, said in claims if said.facet == "place"), None)
    whenever, date = dated(dating.when) if dating else dated_as(None)
    told = (
        0,
        record.get("kind", _DEFAULT_KIND),
        dumps(record.get("labels", _NO_LABELS)).decode(),
        whenever,
        dating.texts[0] if dating else "",
        " ".join(sorted({said.source for _, said in claims})),
        0,
        "asserted",
        location.named if location else "",
    )
    facets = _facets(claims)
    text = _words(fresh, record, claims, facets)
    chosen = sorted(said.id for said in (dating, location) if said is not None)
    found = [(name, UNIQUE) for name in names]
    known = (told, date, facets, text, chosen, found, heard)
    return KnownEvent(told, date, facets, text, digest_of(known))


def _heard(
    fresh: Fresh, claims: Sequence[tuple[str, Said]]
) -> list[tuple[Any, ...]] | None:
    """Return all of the claims that may be weighed; None if it takes weighing."""
    heard: list[tuple[Any, ...]] = []
    for address, said in claims:
        voice = fresh.voice(said.source)
        if voice is None or (said.named and not fresh.is_plain(said.named)):
            return None
        grade, witness = voice
        places = fresh.containing(said.named) if said.facet == "place" else ()
        judged = (address, NORMAL, "", grade)
        heard.append((*judged, (said.source,), witness, places))
    return heard


def _facets(claims: Sequence[tuple[str, Said]]) -> tuple[tuple[str, str], ...]:
    facets: dict[tuple[str, str], None] = {}
    for _, said in claims:
        facets["source", said.source] = None
        if said.facet:
            facets[said.facet, said.named] = None
    return tuple(facets)


def _words(
    fresh: Fresh,
    record: Json,
    claims: Sequence[tuple[str, Said]],
    facets: Sequence[tuple[str, str]],
) -> str:
    """Return all words by which an event is found, in their search form."""
    texts = [record["id"], *record.get("labels", _NO_LABELS).values()]
    for _, said in claims:
        texts += said.texts
    for what, named in facets:
        if what != "source":
            texts += fresh.names(named)
    return folded("\n".join(dict.fromkeys(texts)))
