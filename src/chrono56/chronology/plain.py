"""Events told in few words: one source a claim, nothing denied, nobody judged.

Most events are so. Most of their properties are claimed once, and nothing has to be
weighed for them; where there are rivals, these alone are opened and weighed. It comes
to what `known_event` would say; whatever is not as plain is left to that.
"""

from collections.abc import Sequence
from typing import Any, Final

from chrono56.chronology.choosing import ordered
from chrono56.chronology.disputes import UNIQUE, compared, severity
from chrono56.chronology.eventrow import KnownEvent, dated_as, digest_of
from chrono56.chronology.fresh import AtHand, Fresh, Passing, Voice
from chrono56.chronology.happening import ASSERTED, how_it_stands
from chrono56.chronology.said import Said, dated
from chrono56.chronology.weighing import NORMAL, Weighed
from chrono56.model import Claim
from chrono56.text import folded

Told = tuple[Passing, Said, Voice, tuple[str, ...]]
"""A claim, what it says, who says so, and the places that contain where it was."""

_CHOSEN_FROM: Final = ("date", "place")
_CLASSES_OF_ONE: Final = (UNIQUE,)


def plain_event(fresh: Fresh, event: AtHand) -> KnownEvent | None:
    """Return what is known of an event; None if it takes more than plain words.

    Args:
        fresh: Knows the sources, places and agents.
        event: The event, a plain one, as are all claims about it.
    """
    told = _told(fresh, event.claims)
    if not told:
        return None
    by_property: dict[str, list[Told]] = {}
    for one in told:
        if one[1].property:
            by_property.setdefault(one[1].property, []).append(one)
    found: list[tuple[str, str]] = []
    best: dict[str, Told] = {}
    for name, group in by_property.items():
        best[name], classes = _judged(fresh, name, group)
        found += [(name, class_) for class_ in classes]
    dating, location = best.get("date"), best.get("place")
    whenever, date = dated(dating[1].when) if dating else dated_as(None)
    columns = (
        0,
        event.kind,
        event.labels,
        whenever,
        dating[1].texts[0] if dating else "",
        " ".join(sorted({said.source for _, said, _, _ in told})),
        severity(class_ for _, class_ in found),
        _occurrence(fresh, told),
        location[1].named if location else "",
    )
    facets = _facets(told)
    text = _words(fresh, event, told, facets)
    chosen = sorted(one[0].id for one in (dating, location) if one is not None)
    heard = [_weight(*one) for one in told]
    known = (columns, date, facets, text, chosen, found, heard)
    return KnownEvent(columns, date, facets, text, digest_of(known))


def _told(fresh: Fresh, claims: Sequence[Passing]) -> list[Told]:
    """Return what claims say, and who says so; nothing if it takes weighing."""
    found: list[Told] = []
    for claim in claims:
        said = claim.said
        voice = fresh.voice(said.source) if said is not None else None
        if said is None or voice is None:
            return []
        places: tuple[str, ...] = ()
        if said.named:
            if not fresh.is_plain(said.named):
                return []
            if said.facet == "place":
                places = fresh.containing(said.named)
        found.append((claim, said, voice, places))
    return found


def _judged(
    fresh: Fresh, name: str, group: Sequence[Told]
) -> tuple[Told, Sequence[str]]:
    """Return the claim on a property that is chosen, and the class of all of them.

    There is no class where nothing is asserted: a plan is compared with nothing.
    """
    if len(group) == 1:
        return group[0], _CLASSES_OF_ONE if group[0][1].mode == ASSERTED else ()
    weighed = [_weighed(fresh, *one) for one in group]
    classes = [comparison.class_ for comparison in compared(weighed)]
    if name not in _CHOSEN_FROM:
        return group[0], classes
    best = ordered(weighed, fresh.reading)[0].order
    return next(one for one in group if one[0].act == best), classes


def _weighed(
    fresh: Fresh, passing: Passing, said: Said, voice: Voice, places: tuple[str, ...]
) -> Weighed:
    claim = fresh.opened(passing)
    if not isinstance(claim, Claim):
        msg = f"{passing.id} is no claim"
        raise TypeError(msg)
    return Weighed(
        claim=claim,
        number=passing.number,
        order=passing.act,
        first=passing.act,
        address=passing.address,
        sources=(said.source,),
        witnesses=voice.witnesses,
        reliability=voice.grade,
        places=places,
    )


def _occurrence(fresh: Fresh, told: Sequence[Told]) -> str:
    if all(said.mode == ASSERTED for _, said, _, _ in told):
        return ASSERTED
    return how_it_stands([_weighed(fresh, *one) for one in told], by_rank=False)


def _weight(
    passing: Passing, said: Said, voice: Voice, places: tuple[str, ...]
) -> tuple[Any, ...]:
    """Return all of a claim that a reading or a comparison may look at."""
    judged = (passing.address, NORMAL, "", voice.grade)
    return *judged, (said.source,), voice.heard, places


def _facets(told: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    facets: dict[tuple[str, str], None] = {}
    for _, said, _, _ in told:
        facets["source", said.source] = None
        if said.facet:
            facets[said.facet, said.named] = None
    return tuple(facets)


def _words(
    fresh: Fresh,
    event: AtHand,
    told: Sequence[Told],
    facets: Sequence[tuple[str, str]],
) -> str:
    """Return all words by which an event is found, in their search form."""
    texts = [event.id, *event.names]
    for _, said, _, _ in told:
        texts += said.texts
    for what, named in facets:
        if what != "source":
            texts += fresh.names(named)
    return folded("\n".join(dict.fromkeys(texts)))
