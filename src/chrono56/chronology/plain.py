"""Events told in few words: one source a claim, and no claim stated against another.

Most events are so. Most of their properties are claimed once, and nothing has to be
weighed for them; where there are rivals, these alone are held against each other. It
comes to what `known_event` would say; whatever is not as plain is left to that.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from chrono56.chronology.agreement import DENIED, quote_name
from chrono56.chronology.choosing import UNHEARD, best_of
from chrono56.chronology.disputes import class_of, classes, severity
from chrono56.chronology.eventrow import UNDATED_AS, KnownEvent, digest_of
from chrono56.chronology.happening import ASSERTED, how_it_stands
from chrono56.chronology.lineage import Witness
from chrono56.chronology.said import FIGURE, QUOTE, Key, property_by, value_by
from chrono56.chronology.speaking import NOBODY, Named, Speaking, Voice
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.chronology.tables.schema import sign
from chrono56.chronology.weighing import DEPRECATED, NORMAL
from chrono56.model import Value

_ASSERTED: Final = frozenset({ASSERTED})

Heard: TypeAlias = tuple[Passing, Key, Voice, Named]
"""A claim, the key of its value, who says so, and the place or agent that it names.

What was united into another place or agent is that in the key.
"""


class PlainClaim(NamedTuple):
    """A plain claim with what speaks for it, as it is compared and chosen.

    Its attributes are those of a `Rival`.
    """

    says: Value
    mode: str
    places: tuple[str, ...]
    order: int
    first: int
    sources: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    reliability: str
    rank: str = NORMAL

    @property
    def counts(self) -> bool:
        """Whether it may be chosen and disputed: it is not deprecated."""
        return self.rank != DEPRECATED

    @property
    def voices(self) -> tuple[Witness, ...]:
        """Who speaks in it: its source, which is never the recorder alone."""
        return self.witnesses


def plain_event(state: Speaking, event: AtHand) -> KnownEvent | None:
    """Return what is known of an event; None if it takes more than plain words.

    Args:
        state: Knows the sources, places and agents.
        event: The event, a plain one, as are all claims about it.
    """
    spoken = _spoken(state, event)
    if spoken is None:
        return None
    heard = _heard(state, spoken)
    counted = _counted(heard)
    by_property = _by_property(counted)
    rivals = {
        name: [_rival(*one) for one in group]
        for name, group in by_property.items()
        if len(group) > 1 and name
    }
    found, occurrence = _compared(state, counted, rivals)
    if state.filter is not None:
        occurrence = _unless_unheard(state, spoken, counted, occurrence)
    dating = _chosen(state, by_property.get("date"), rivals.get("date"))
    location = _chosen(state, by_property.get("place"), rivals.get("place"))
    _, edtf, columns = dating[1] if dating else ("", *UNDATED_AS)
    told = (
        0,
        event.kind,
        event.labels,
        edtf,
        dating[0].as_written if dating else "",
        " ".join(sorted({voice.sources[0] for _, _, voice, _ in counted})),
        severity(class_ for _, class_ in found) if found else 0,
        occurrence,
        location[1][1] if location else "",
    )
    facets, text = _found_by(event, counted)
    chosen = sorted([one[0].id for one in (dating, location) if one is not None])
    weights = [
        claim.address + voice.weight + named.weight for claim, _, voice, named in heard
    ]
    digest = digest_of(told, text, chosen, found, weights)
    return KnownEvent(told, columns, facets, text, digest)


def _spoken(state: Speaking, event: AtHand) -> list[Heard] | None:
    """Return what claims say, and who says so; None if it takes weighing.

    In whatever mode they say it; what else the reading does not hear is left out.
    """
    found: list[Heard] = []
    voices, named, ranks = state.voices, state.named, event.ranks
    hearing = state.filter
    for claim in event.claims:
        key = claim.key
        voice = voices[claim.source] if key else None
        if voice is None:
            return None
        if hearing and not (voice.is_heard and hearing.hears_recorder(claim.number)):
            continue
        if claim.id in ranks:
            voice = voice.ranked(ranks[claim.id])
        among = named.get(key[0])
        if among is None:
            found.append((claim, key, voice, NOBODY))
            continue
        one = among[key[1]]
        if one is None:
            return None
        if one.root != key[1]:
            key = (key[0], one.root, *key[2:])
        found.append((claim, key, voice, one))
    return found


def _heard(state: Speaking, spoken: list[Heard]) -> list[Heard]:
    """Return the claims that say what they say in a mode that is heard."""
    unheard = state.reading.without_mode
    return [it for it in spoken if it[0].mode not in unheard] if unheard else spoken


def _counted(heard: Sequence[Heard]) -> list[Heard]:
    """Return the claims that are not deprecated."""
    return [one for one in heard if one[2].judged[0] != DEPRECATED]


def _unless_unheard(
    state: Speaking,
    spoken: Sequence[Heard],
    counted: Sequence[Heard],
    occurrence: str,
) -> str:
    """Return how an event stands, if the reading hears that it does.

    What was only supposed must not pass for what happened where suppositions are not
    heard; and so for plans and denials.
    """
    unheard = state.reading.without_mode
    if not counted or not unheard:
        return occurrence if counted else UNHEARD
    _, stands = _compared(state, _counted(spoken), {})
    return UNHEARD if stands in unheard else stands


def _by_property(heard: Sequence[Heard]) -> dict[str, list[Heard]]:
    """Return the claims on each property."""
    found: dict[str, list[Heard]] = {}
    for one in heard:
        name = property_by(one[1])
        if name in found:
            found[name].append(one)
        else:
            found[name] = [one]
    if len(found.get(QUOTE, ())) > 1:
        for one in found.pop(QUOTE):
            found.setdefault(quote_name(one[1][1]), []).append(one)
    return found


def _compared(
    state: Speaking, heard: Sequence[Heard], rivals: Mapping[str, Sequence[PlainClaim]]
) -> tuple[Sequence[tuple[str, str]], str]:
    """Return what several claims on a property come to, and how the event stands."""
    if {claim.mode for claim, _, _, _ in heard} <= _ASSERTED:
        found = [(name, class_of(name, group)) for name, group in rivals.items()]
        return found, ASSERTED
    claims = [_rival(*one) for one in heard]
    by_rank = "rank" in state.reading.prefer
    return classes(claims), how_it_stands(claims, by_rank=by_rank)


def _chosen(
    state: Speaking, group: Sequence[Heard] | None, rivals: Sequence[PlainClaim] | None
) -> Heard | None:
    """Return the best of the claims on one property; None if there are none."""
    if group is None:
        return None
    if rivals is None:
        return None if group[0][0].mode == DENIED else group[0]
    best = best_of(rivals, state.reading)
    return next(
        (one for one, it in zip(group, rivals, strict=True) if it is best), None
    )


def _rival(claim: Passing, key: Key, voice: Voice, named: Named) -> PlainClaim:
    return PlainClaim(
        value_by(key),
        claim.mode,
        named.places,
        claim.act,
        claim.first or claim.act,
        voice.sources,
        voice.witnesses,
        voice.grade,
        voice.judged[0],
    )


def _found_by(event: AtHand, heard: Sequence[Heard]) -> tuple[tuple[str, ...], str]:
    """Return the facets and all words by which an event is found."""
    facets: dict[str, None] = {}
    texts = [event.id, *event.texts]
    names: list[str] = []
    signs = [sign("kind", event.kind)]
    for claim, key, voice, named in heard:
        facets[voice.facet] = None
        texts += claim.texts
        if claim.mode == DENIED:
            continue
        if named is not NOBODY:
            facets[named.facet] = None
            names += named.texts
        elif key[0] == FIGURE:
            signs.append(sign("figure", key[1]))
    return tuple(facets), "\n".join(dict.fromkeys(texts + names + signs))
