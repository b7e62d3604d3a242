"""Whether an event happened: what claims say of it outright, and by what else they say.

Who asserts when or where something was, who took part or what it came to says that it
happened, unless the source itself says outright that it was planned, that it seemed so,
or that it was not: then it tells of a plan, a supposition, or of what it denies.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from chrono56.chronology.agreement import DENIED
from chrono56.chronology.weighing import PREFERRED, AnyRival, Rival
from chrono56.model import (
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
)

ASSERTED: Final = "asserted"

MODES: Final = (ASSERTED, "planned", "supposed")
"""The modes, the best first; others come after them."""

# Only what happened has these; a plan can have a name, and be an answer to something.
_OF_WHAT_HAPPENED: Final = (Dating, Ordering, Location, Participation, Figure)


def how_it_stands(claims: Sequence[Rival], *, by_rank: bool) -> str:
    """Return in what mode an event happened: the best that is claimed, outright or not.

    Outright claims that are ranked preferred decide alone. What has to do with no
    occurrence, such as names and relations, counts only where there is nothing else.

    Args:
        claims: What is claimed of the event, and is not deprecated.
        by_rank: Whether ranks count.

    Returns:
        ``asserted``, ``planned``, ``supposed``, a mode that is unknown here, or
        ``denied`` if that is all; ``asserted`` if nothing is claimed.

    >>> from chrono56.chronology.weighing import Weighed
    >>> from chrono56.model import Claim, Value
    >>> def told(value: Value, source: str, mode: str = ASSERTED) -> Weighed:
    ...     claim = Claim("c", "arrest", value, mode=mode, reason="as it says")
    ...     return Weighed(claim=claim, number=1, order=1, first=1, sources=(source,))
    >>> rumour, place = told(Occurrence(), "diary", "supposed"), Location("radio")
    >>> how_it_stands([rumour, told(place, "diary")], by_rank=True)
    'supposed'
    >>> how_it_stands([rumour, told(place, "report")], by_rank=True)
    'asserted'
    """
    if all(one.mode == ASSERTED for one in claims):
        return ASSERTED  # as mostly
    outright = [one for one in claims if isinstance(one.says, Occurrence)]
    preferred = [one for one in outright if by_rank and one.rank == PREFERRED]
    modes = {one.mode for one in preferred or (*outright, *implying(claims))}
    modes = modes or {one.mode for one in claims} - {DENIED}
    others = sorted(modes - {*MODES, DENIED})
    return next((it for it in (*MODES, *others, DENIED) if it in modes), ASSERTED)


def implying(claims: Iterable[AnyRival]) -> list[AnyRival]:
    """Return the claims that say, though not outright, how an event stands.

    Args:
        claims: What is claimed of the event, and is to be heard.
    """
    given = list(claims)
    doubting = {
        speaker
        for one in given
        if isinstance(one.says, Occurrence) and one.mode != ASSERTED
        for speaker in _speakers(one)
    }
    return [
        one
        for one in given
        if isinstance(one.says, _OF_WHAT_HAPPENED)
        and one.mode != DENIED
        and not (one.mode == ASSERTED and _speakers(one) <= doubting)
    ]


def _speakers(claim: Rival) -> frozenset[str]:
    """Return the sources of a claim, or of its premises; ``""`` is the recorder."""
    cited = claim.sources or tuple(one.source for one in claim.witnesses)
    return frozenset(cited or ("",))
