"""Events told in few words: one source a claim, and no claim stated against another.

Most events are so. Most of their properties are claimed once, and nothing has to be
weighed for them; where there are rivals, these alone are held against each other. It
comes to what `known_event` would say; whatever is not as plain is left to that.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import starmap
from typing import Final, TypeAlias

import attrs

from chrono56.chronology.agreement import DENIED, quote_name
from chrono56.chronology.choosing import UNHEARD, best_of
from chrono56.chronology.disputes import class_of, classes, severity
from chrono56.chronology.eventrow import UNDATED_AS, KnownEvent, digest_of
from chrono56.chronology.happening import ASSERTED, how_it_stands
from chrono56.chronology.lineage import Witness
from chrono56.chronology.numbers import Reach, minutes_left, reach_of, reach_of_date
from chrono56.chronology.said import (
    DATE,
    FIGURE,
    PROPERTIES,
    QUOTE,
    Key,
    property_by,
    value_by,
)
from chrono56.chronology.speaking import NOBODY, Named, Speaking, Voice
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.chronology.tables.schema import sign
from chrono56.model import Value

_ASSERTED: Final = frozenset({ASSERTED})
_UNDATED: Final[Key] = ("", *UNDATED_AS)
_NOWHERE: Final[Key] = ("", "")
"""The keys of what nobody says."""

Spoken: TypeAlias = tuple[Passing, Key, str, Voice, Named]
"""A claim, the key of its value, its mode, who says so, and whom or what it names.

What was united into another place or agent is that in the key.
"""


@attrs.define(eq=False)
class PlainClaim:
    """The same as one thing, as it is compared with others and chosen: a `Rival`.

    What it says is opened only where its key does not tell enough.
    """

    claim: Passing
    key: Key
    mode: str
    voice: Voice
    named: Named
    _value: Value | None = None
    _reach: Reach | None = None

    @property
    def says(self) -> Value:
        """What it says."""
        if self._value is None:
            self._value = value_by(self.key)
        return self._value

    @property
    def places(self) -> tuple[str, ...]:
        """For a location the place and those that contain it, nearest first."""
        return self.named.places

    @property
    def stand(self) -> Hashable:
        """What it says, how, and of what places."""
        return self.key, self.mode, self.named.places

    @property
    def point(self) -> str:
        """Of what it dates an event: of the whole, if it dates it."""
        return "whole" if self.key[0] == DATE else ""

    @property
    def reach(self) -> Reach:
        """Which numbers its value can be."""
        if self._reach is None:
            if self.key[0] == DATE:
                _, text, (_, _, _, _, _, earliest, latest, _, _) = self.key
                self._reach = reach_of_date(text, earliest, latest)
            else:
                self._reach = reach_of(self.says)
        return self._reach

    @property
    def minutes(self) -> int | None:
        """How many minutes its date leaves open; None for any, 0 if it is no date."""
        if self.key[0] != DATE:
            return 0
        _, text, (_, _, rank, _, _, earliest, latest, _, _) = self.key
        return minutes_left(text, None if rank else latest - earliest + 1)

    @property
    def order(self) -> int:
        """The place of the action that last recorded it among all."""
        return self.claim.act

    @property
    def first(self) -> int:
        """The place of the action that recorded it first."""
        return self.claim.first

    @property
    def sources(self) -> tuple[str, ...]:
        """The id of its source, alone."""
        return self.voice.sources

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """Who stands behind it, if anybody does."""
        return self.voice.witnesses

    @property
    def voices(self) -> tuple[Witness, ...]:
        """Who speaks in it: its source, which is never the recorder alone."""
        return self.voice.witnesses

    @property
    def reliability(self) -> str:
        """The grade of its source."""
        return self.voice.grade

    @property
    def rank(self) -> str:
        """Its rank, or that of its source."""
        return self.voice.judged[0]

    @property
    def counts(self) -> bool:
        """Whether it may be chosen and disputed: it is not deprecated."""
        return self.voice.counts


def plain_event(state: Speaking, event: AtHand) -> KnownEvent | None:
    """Return what is known of an event; None if it takes more than plain words.

    Args:
        state: Knows the sources, places and agents.
        event: The event, a plain one, as are all claims about it.
    """
    spoken = _spoken(state, event)
    if spoken is None:
        return None
    heard = spoken if state.filter is None else _heard(state, spoken)
    counted = [one for one in heard if one[3].counts]
    facets, text = _found_by(event, counted)
    first, rivals = _by_property(counted)
    found, occurrence = _compared(state, counted, rivals)
    if state.filter is not None:
        occurrence = _unless_unheard(state, spoken, counted, occurrence)
    dating = _chosen(state, "date", first, rivals)
    location = _chosen(state, "place", first, rivals)
    dated, (_, edtf, columns) = dating or (None, _UNDATED)
    located, (_, place, *_) = location or (None, _NOWHERE)
    told = (
        0,
        event.kind,
        event.labels,
        edtf,
        dated.as_written if dated else "",
        " ".join(sorted({voice.sources[0] for _, _, _, voice, _ in counted})),
        severity([class_ for _, class_ in found]) if found else 0,
        occurrence,
        place,
    )
    chosen = sorted([claim.id for claim in (dated, located) if claim])
    weights = [
        claim.address + voice.weight + named.weight
        for claim, _, _, voice, named in heard
    ]
    digest = digest_of(told, text, chosen, found, weights)
    return KnownEvent(told, columns, facets, text, digest)


def _spoken(state: Speaking, event: AtHand) -> list[Spoken] | None:
    """Return what claims say, and who says so; None if it takes weighing.

    In whatever mode they say it; what else the reading does not hear is left out.
    """
    found: list[Spoken] = []
    voices, named, ranks = state.voices, state.named, event.ranks
    hearing = state.filter
    for claim in event.claims:
        claim_id, _, number, _, _, source, key, mode, _, _, _, _ = claim
        voice = voices[source] if key else None
        if voice is None:
            return None
        if hearing and not (voice.is_heard and hearing.hears_recorder(number)):
            continue
        if ranks and claim_id in ranks:
            voice = voice.ranked(ranks[claim_id])
        one = named[key[0]][key[1]] if key[0] in named else NOBODY
        if one is None:
            return None
        if one is not NOBODY and one.root != key[1]:
            key = (key[0], one.root, *key[2:])
        found.append((claim, key, mode, voice, one))
    return found


def _heard(state: Speaking, spoken: list[Spoken]) -> list[Spoken]:
    """Return the claims that say what they say in a mode that is heard."""
    unheard = state.reading.without_mode
    return [it for it in spoken if it[2] not in unheard]


def _found_by(event: AtHand, heard: Iterable[Spoken]) -> tuple[tuple[str, ...], str]:
    """Return the facets and all words by which an event is found."""
    facets: dict[str, None] = {}
    texts = [event.id, *event.texts]
    names: list[str] = []
    signs = [sign("kind", event.kind)]
    for claim, key, mode, voice, named in heard:
        facets[voice.facet] = None
        texts += claim.texts
        if mode != DENIED:
            if named is not NOBODY:
                facets[named.facet] = None
                names += named.texts
            elif key[0] == FIGURE:
                signs.append(sign("figure", key[1]))
    return tuple(facets), "\n".join(dict.fromkeys(texts + names + signs))


def _by_property(
    heard: Iterable[Spoken],
) -> tuple[dict[str, Spoken], dict[str, list[PlainClaim]]]:
    """Return the first claim on each property, and all on one that has several."""
    first: dict[str, Spoken] = {}
    rivals: dict[str, list[PlainClaim]] = {}
    for one in heard:
        name = PROPERTIES.get(one[1][0]) or property_by(one[1])
        if name not in first:
            first[name] = one
        elif name in rivals:
            rivals[name].append(PlainClaim(*one))
        elif name:
            rivals[name] = [PlainClaim(*first[name]), PlainClaim(*one)]
    if QUOTE in rivals:
        said: dict[str, list[PlainClaim]] = {}
        for quote in rivals.pop(QUOTE):
            said.setdefault(quote_name(quote.key[1]), []).append(quote)
        rivals |= {name: group for name, group in said.items() if len(group) > 1}
    return first, rivals


def _compared(
    state: Speaking, heard: Sequence[Spoken], rivals: Mapping[str, Sequence[PlainClaim]]
) -> tuple[Sequence[tuple[str, str]], str]:
    """Return what several claims on a property come to, and how the event stands."""
    if {mode for _, _, mode, _, _ in heard} <= _ASSERTED:
        return [(name, class_of(name, it)) for name, it in rivals.items()], ASSERTED
    claims = list(starmap(PlainClaim, heard))
    by_rank = "rank" in state.reading.prefer
    return classes(claims), how_it_stands(claims, by_rank=by_rank)


def _unless_unheard(
    state: Speaking, spoken: list[Spoken], counted: Sequence[Spoken], occurrence: str
) -> str:
    """Return how an event stands, if the reading hears that it does.

    What was only supposed must not pass for what happened where suppositions are not
    heard; and so for plans and denials.
    """
    unheard = state.reading.without_mode
    if not counted or not unheard:
        return occurrence if counted else UNHEARD
    _, stands = _compared(state, [one for one in spoken if one[3].counts], {})
    return UNHEARD if stands in unheard else stands


def _chosen(
    state: Speaking,
    name: str,
    first: Mapping[str, Spoken],
    rivals: Mapping[str, Sequence[PlainClaim]],
) -> tuple[Passing, Key] | None:
    """Return the best of the claims on one property; None if there are none."""
    if name in rivals:
        best = best_of(rivals[name], state.reading)
        return None if best is None else (best.claim, best.key)
    if name not in first:
        return None
    claim, key, mode, _, _ = first[name]
    return None if mode == DENIED else (claim, key)
