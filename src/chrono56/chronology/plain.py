"""Events told in few words: one source a claim, and no claim stated against another.

Most events are so. Most of their properties are claimed once, and nothing has to be
weighed for them; where there are rivals, these alone are held against each other. It
comes to what `known_event` would say; whatever is not as plain is left to that.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chrono56.chronology.agreement import DENIED, quote_name
from chrono56.chronology.choosing import ordered
from chrono56.chronology.disputes import class_of, classes, severity
from chrono56.chronology.eventrow import UNDATED_AS, KnownEvent, digest_of
from chrono56.chronology.happening import ASSERTED, how_it_stands
from chrono56.chronology.lineage import Witness
from chrono56.chronology.said import QUOTE, Said
from chrono56.chronology.speaking import NOBODY, Named, Speaking, Voice
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.chronology.weighing import DEPRECATED, NORMAL
from chrono56.model import Claim, Record, Value

Told = tuple[Passing, Said, Voice, Named]
"""A claim, what it says, who says so, and the place or agent that it names."""


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
    heard = _told(state, event)
    if heard is None:
        return None
    told = [one for one in heard if one[2].judged[0] != DEPRECATED]
    by_property = _by_property(told)
    rivals = {
        name: [_rival(*one) for one in group]
        for name, group in by_property.items()
        if len(group) > 1
    }
    found, occurrence = _compared(state, told, rivals)
    dating = _chosen(state, by_property.get("date"), rivals.get("date"))
    location = _chosen(state, by_property.get("place"), rivals.get("place"))
    whenever, date = dating[1].value.dated if dating else UNDATED_AS
    columns = (
        0,
        event.kind,
        event.labels,
        whenever,
        dating[1].as_written if dating else "",
        " ".join(sorted({voice.sources[0] for _, _, voice, _ in told})),
        severity(class_ for _, class_ in found) if found else 0,
        occurrence,
        location[3].places[0] if location else "",
    )
    facets, text = _found_by(event, told)
    chosen = sorted(one[0].id for one in (dating, location) if one is not None)
    weights = [
        (
            claim.address,
            voice.judged,
            voice.grade,
            voice.sources,
            voice.heard,
            named.places or named.root,
        )
        for claim, _, voice, named in heard
    ]
    digest = digest_of(columns, facets, text, chosen, found, weights)
    return KnownEvent(columns, date, facets, text, digest)


def _told(state: Speaking, event: AtHand) -> list[Told] | None:
    """Return what claims say, and who says so; None if it takes weighing."""
    found: list[Told] = []
    ranks = event.ranks
    for claim in event.claims:
        said = claim.said
        if said is None:
            return None
        voice, facet = state.voices[said.source], said.value.facet
        named = state.named[facet] if facet else NOBODY
        if voice is None or named is None:
            return None
        if facet and named.root != facet[1]:
            said = said.united(named.root)
        if claim.id in ranks:
            voice = voice._replace(judged=ranks[claim.id])
        found.append((claim, said, voice, named))
    return found


def _compared(
    state: Speaking, told: Sequence[Told], rivals: Mapping[str, Sequence[PlainClaim]]
) -> tuple[Sequence[tuple[str, str]], str]:
    """Return what several claims on a property come to, and how the event stands.

    Args:
        state: Knows the reading.
        told: The claims that are not deprecated.
        rivals: Those that are not denied, by properties of which several say something.
    """
    if all(said.mode == ASSERTED for _, said, _, _ in told):
        found = [(name, class_of(name, group)) for name, group in rivals.items()]
        return found, ASSERTED
    claims = [_rival(*one) for one in told]
    by_rank = "rank" in state.reading.prefer
    return classes(claims), how_it_stands(claims, by_rank=by_rank)


def _by_property(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Return the claims on each property that are not denied."""
    found: dict[str, list[Told]] = {}
    for one in told:
        name = one[1].value.property
        if name and one[1].mode != DENIED:
            found.setdefault(name, []).append(one)
    if len(found.get(QUOTE, ())) > 1:
        for one in found.pop(QUOTE):
            found.setdefault(quote_name(one[1].value.words), []).append(one)
    return found


def _chosen(
    state: Speaking, group: Sequence[Told] | None, rivals: Sequence[PlainClaim] | None
) -> Told | None:
    """Return the best of the claims on one property; None if there are none."""
    if group is None or rivals is None:
        return group[0] if group else None
    best = ordered(rivals, state.reading)[0]
    return next(one for one, it in zip(group, rivals, strict=True) if it is best)


def _rival(passing: Passing, said: Said, voice: Voice, named: Named) -> PlainClaim:
    return PlainClaim(
        said.value.says or _value_of(passing.opened()),
        said.mode,
        named.places,
        passing.act,
        passing.act,
        voice.sources,
        voice.witnesses,
        voice.grade,
        voice.judged[0],
    )


def _value_of(claim: Record) -> Value:
    if not isinstance(claim, Claim):
        msg = f"{claim.id} is no claim"
        raise TypeError(msg)
    return claim.says


def _found_by(
    event: AtHand, told: Sequence[Told]
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the facets and all words by which an event is found."""
    facets: dict[tuple[str, str], None] = {}
    texts = [event.id, *event.texts]
    names: list[str] = []
    for _, said, voice, named in told:
        facets[voice.facet] = None
        texts += said.texts
        if said.value.facet and said.mode != DENIED:
            facets[said.value.facet] = None
            names += named.texts
    return tuple(facets), "\n".join(dict.fromkeys(texts + names))
