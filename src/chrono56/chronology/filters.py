"""What a reading hears: its filters, asked of claims and of what they cite.

A filter never trusts: what is wanted must certainly be so, and what is unwanted must
certainly not be. Where a source does not tell what is asked for, it is not heard.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from chrono56.chronology.lineage import witness_of
from chrono56.chronology.reading import Reading
from chrono56.dates import Verdict, When
from chrono56.errors import DateSyntaxError
from chrono56.model import Citation, Claim, Source
from chrono56.model.kinds import is_copying

if TYPE_CHECKING:
    from chrono56.chronology.state import State

Wanted = Callable[[str, Source | None], bool]
"""Says of a source, by its id and by what is known of it, whether it is wanted."""


class Filter:
    """Say which claims and citations are heard.

    A source stands on the way of a citation if it is cited, or is one of those that the
    cited one credits. Of these one must be wanted, for each wish; or be a copy of
    nothing but sources that are, for a copy speaks in the words of its original.

    Args:
        state: What stood when, and the reading whose filters are asked.
    """

    def __init__(self, state: "State") -> None:
        self._state = state
        self._reading = state.reading
        self._wishes = tuple(_wishes(state, state.reading))

    def hears(self, claim: Claim, act: int) -> bool:
        """Say whether a claim is heard, as far as what it cites does not decide.

        Args:
            claim: The claim.
            act: The action that recorded it.
        """
        reading = self._reading
        if claim.mode in reading.without_mode:
            return False
        if reading.recorded_by:
            number, _, _ = self._state.recording(act, claim.id)
            if not self.hears_recorder(number):
                return False
        # What rests on nothing is the recorder's own, and no source's.
        is_own = not claim.citations and not claim.premises
        return not (is_own and (self._wishes or reading.reliability))

    def hears_recorder(self, number: int) -> bool:
        """Say whether claims are heard that were recorded in the entry of a number."""
        heard = self._reading.recorded_by
        return not heard or self._state.recorder(number) in heard

    def hears_citation(self, citation: Citation) -> bool:
        """Say whether a claim is heard by what one citation says."""
        reading, source = self._reading, self._state.source
        if not reading.anonymous and witness_of(citation, source) is None:
            return False
        if reading.reliability and not self._is_reliable(citation.source):
            return False
        way = (citation.source, *citation.via)
        if reading.without and self._rests_on(way, self._roots(reading.without)):
            return False
        return all(any(self._fits(one, wish) for one in way) for wish in self._wishes)

    def hears_source(self, source: Source) -> bool:
        """Say whether a source is heard by what it says itself."""
        return self.hears_citation(Citation(source.id))

    def lacks(self, source: Source) -> str:
        """Return what a source does not tell of itself, and the reading asks for.

        ``issued`` or ``language``; empty if it tells.
        """
        if self._reading.asks_when_issued and issued(source) is None:
            return "issued"
        return "language" if self._reading.language and not source.language else ""

    def _is_reliable(self, source_id: str) -> bool:
        source = self._state.source(source_id)
        return source is not None and source.reliability <= self._reading.reliability

    def _roots(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._state.root, ids))

    def _fits(self, source_id: str, wish: Wanted) -> bool:
        """Say whether a source is wanted, or copies nothing but what is."""
        fits = False
        seen: set[str] = set()
        ahead = [self._state.root(source_id)]
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            source = self._state.source(here)
            if wish(here, source):
                fits = True
                continue
            originals = _originals(source)
            if not originals:
                return False
            ahead += map(self._state.root, originals)
        return fits

    def _rests_on(self, way: Iterable[str], unwanted: frozenset[str]) -> bool:
        """Say whether sources, or what they copy, may be unwanted ones."""
        seen: set[str] = set()
        ahead = list(map(self._state.root, way))
        while ahead:
            here = ahead.pop()
            if here in unwanted:
                return True
            if here not in seen:
                seen.add(here)
                copied = _originals(self._state.source(here))
                ahead += map(self._state.root, copied)
        return False


def issued(source: Source) -> When | None:
    """Return when a source was issued, by its description; None if that is unknown.

    What is described as "about" reaches as far as "about" does.
    """
    described = source.csl.get("issued")
    if not isinstance(described, str):
        return None
    try:
        return When.parse(described).widened()
    except DateSyntaxError:  # an item may come from elsewhere, in other notations
        return None


def _wishes(state: "State", reading: Reading) -> Iterator[Wanted]:
    """Yield what is asked of the sources that stand on the way of a citation."""
    if only := reading.only:
        yield lambda one, _: one in map(state.root, only)
    if (before := reading.issued_before) is not None:
        yield lambda _, it: _is_certain(it, lambda when: when.before(before))
    if (after := reading.issued_after) is not None:
        yield lambda _, it: _is_certain(it, lambda when: when.after(after))
    if (within := reading.issued_within) is not None:
        yield lambda _, it: _is_certain(it, lambda when: when.within(within))
    if tags := reading.language:
        yield lambda _, it: it is not None and _speaks(it.language, tags)


def _is_certain(source: Source | None, asked: Callable[[When], Verdict]) -> bool:
    when = issued(source) if source else None
    return when is not None and asked(when) is Verdict.CERTAIN


def _speaks(language: str, tags: Iterable[str]) -> bool:
    """Say whether a language is one of some, or a script or region of one.

    >>> _speaks("sr-Latn", ["sr"]), _speaks("sr", ["sr-Latn"]), _speaks("", ["sr"])
    (True, False, False)
    """
    spoken = f"{language.lower()}-"
    return any(spoken.startswith(f"{tag.lower()}-") for tag in tags)


def _originals(source: Source | None) -> list[str]:
    derived = source.derived_from if source else ()
    return [one.source for one in derived if is_copying(one.how)]
