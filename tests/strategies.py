"""Hypothesis strategies for whatever a log can hold."""

from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.dates.grammar import EDTF, is_read

from chrono56.dates import When
from chrono56.log.actions import (
    ACTION_TYPES,
    RANKS,
    Action,
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
    UnknownAction,
)
from chrono56.model import (
    RECORD_TYPES,
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Record,
    Relation,
    Source,
    Statement,
    UnknownRecord,
    UnknownValue,
    Value,
)
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.entities import LOCATOR_LABELS
from chrono56.model.rules import LARGEST

DATES: Final = (
    "1956-10-23",
    "1956-10",
    "1956~",
    "1956-XX-23",
    "-0043-03-15",
    "Y170000002",
    "[..1956-11-07]",
    "{1956-10-23,1956-11-04}",
    "1956-10-23/1956-11-11",
    "1956-11-04T04:15+01:00",
)


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    keys = st.text("abcxyz_-:", min_size=1, max_size=6)
    return st.dictionaries(keys.map(lambda key: f"x{key}"), values, max_size=2)


texts = st.text(max_size=12)
"""Any text at all: line separators, controls, all scripts; no half surrogates."""

ids = st.from_regex(r"[a-z0-9][a-z0-9._:-]{0,11}", fullmatch=True)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
languages = st.sampled_from(("", "en", "hu", "sr-Latn", "sr-Cyrl-RS"))
labels = st.dictionaries(st.sampled_from(("en", "hu", "sr")), texts, max_size=3)
whens = st.sampled_from(DATES).map(When.parse) | EDTF.filter(is_read).map(When.parse)
"""Uncertain dates of every form."""
whole_numbers = st.integers(-LARGEST, LARGEST)
numbers = whole_numbers | st.decimals(-(10**9), 10**9, places=3)
json_values = st.recursive(
    st.none() | st.booleans() | whole_numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | _objects(inner),
    max_leaves=5,
)


# Fields that no version knows: their names begin with x.
extras: st.SearchStrategy[dict[str, Any]] = st.just({}) | _objects(json_values)
unknown_types = ids.map(lambda name: f"x-{name}"[:128])


def events() -> st.SearchStrategy[Event]:
    """Return events of any kind, known or not."""
    return st.builds(Event, ids, ids, labels, extra=extras)


def agents() -> st.SearchStrategy[Agent]:
    """Return people, groups and organisations."""
    return st.builds(Agent, ids, ids, labels, extra=extras)


def places() -> st.SearchStrategy[Place]:
    """Return places with and without a point."""
    points = st.none() | st.tuples(
        st.integers(-90, 90).map(str), st.integers(-180, 180).map(lambda n: f"{n}.0")
    )
    inner = st.builds(Place, ids, labels, st.none(), st.just("") | ids, extra=extras)
    return inner | st.builds(Place, ids, labels, points, extra=extras)


def citations() -> st.SearchStrategy[Citation]:
    """Return places in sources."""
    chains = st.lists(ids, max_size=2).map(tuple)
    terms = st.sampled_from(LOCATOR_LABELS)
    return st.builds(Citation, ids, texts, terms, texts, chains, extra=extras)


def sources() -> st.SearchStrategy[Source]:
    """Return sources, with lineage and whatever CSL holds."""
    known = st.dictionaries(
        st.sampled_from(("title", "issued", "URL", "author")), json_values, max_size=2
    )
    return st.builds(
        Source,
        ids,
        _objects(json_values) | known,
        languages,
        st.sampled_from("ABCDEF"),
        st.lists(st.builds(Derivation, ids, ids, extra=extras), max_size=2).map(tuple),
        anonymous=st.booleans(),
        sha256=st.just("") | digests,
        extra=extras,
    )


def figures() -> st.SearchStrategy[Figure]:
    """Return numbers, in order, some of them missing."""
    return st.lists(numbers, min_size=3, max_size=3).flatmap(_figure_of)


def _figure_of(found: list[int | Decimal]) -> st.SearchStrategy[Figure]:
    low, best, high = (st.none() | st.just(number) for number in sorted(found))
    return st.builds(
        Figure,
        ids,
        low=low,
        best=best,
        high=high,
        approx=st.booleans(),
        unit=ids,
        group=st.just("") | ids,
        scope=st.just("") | ids,
        as_of=st.none() | whens,
        extra=extras,
    )


def values() -> st.SearchStrategy[Value]:
    """Return everything that a claim can say."""
    points = st.sampled_from(("whole", "start", "end"))
    spans = st.sampled_from((("PT0S", None), (None, "P1D"), ("-PT30M", "PT2H")))
    return st.one_of(
        st.builds(Occurrence, extra=extras),
        st.builds(Dating, whens, points | st.just("issued"), extra=extras),
        st.tuples(points, ids, points, spans).map(
            lambda it: Ordering(
                it[0], other=it[1], other_point=it[2], least=it[3][0], most=it[3][1]
            )
        ),
        st.builds(Location, ids, extra=extras),
        st.builds(Participation, ids, ids, extra=extras),
        figures(),
        st.builds(Relation, ids, ids, extra=extras),
        st.builds(
            Statement,
            texts,
            languages,
            st.just("") | ids,
            st.sampled_from(("quote", "name")),
            st.just("") | ids,
            extra=extras,
        ),
        st.builds(
            UnknownValue, unknown_types.filter(lambda it: it not in VALUE_TYPES), extras
        ),
    )


def claims() -> st.SearchStrategy[Claim]:
    """Return claims that cite something, and inferences that give a reason."""
    cited = st.builds(
        Claim,
        ids,
        ids,
        values(),
        st.lists(citations(), min_size=1, max_size=2).map(tuple),
        mode=ids,
        as_written=texts,
        confidence=st.sampled_from(("high", "medium", "low")),
        extra=extras,
    )
    inferred = st.builds(
        Claim,
        ids,
        ids,
        values(),
        premises=st.lists(ids, max_size=2).map(tuple),
        reason=st.text(min_size=1, max_size=5),
    )
    return cited | inferred


def records() -> st.SearchStrategy[Record]:
    """Return records of every type, also of types that no version knows."""
    unknown = st.builds(
        UnknownRecord,
        unknown_types.filter(lambda name: name not in RECORD_TYPES),
        ids,
        extras,
    )
    return st.one_of(events(), agents(), places(), sources(), claims(), unknown)


def actions() -> st.SearchStrategy[Action]:
    """Return actions of every type, also what stands in an erased one's place."""
    own: dict[str, Any] = {"nonce": st.just("") | ids, "extra": extras}
    unknown = st.builds(
        UnknownAction,
        unknown_types.filter(lambda name: name not in ACTION_TYPES),
        extras.map(immutabledict),
    )
    return st.one_of(
        st.builds(Recorded, records(), **own),
        st.builds(Revised, records(), **own),
        st.builds(Retracted, target=ids, reason=texts, **own),
        st.builds(Retracted, action=digests, reason=texts, **own),
        st.builds(Ranked, ids, st.sampled_from(RANKS), texts, **own),
        st.builds(United, ids, ids, texts, **own),
        st.builds(Titled, texts, **own),
        st.builds(Erasure, digests, texts, **own),
        st.builds(Erased, digests),
        unknown,
    )
