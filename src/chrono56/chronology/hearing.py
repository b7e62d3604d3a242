"""Hearing the claims: what stands of them, and all that speaks for each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from chrono56.chronology.lineage import Witness, witness_of
from chrono56.chronology.state import State
from chrono56.chronology.weighing import DEPRECATED, NORMAL, PREFERRED, Weighed
from chrono56.model import Citation, Claim, Location, Participation, Source

_DEEPEST: Final = 50  # premises of premises


class Heard(dict[int, Weighed | None]):
    """The claims that were weighed so far, by the action that recorded them.

    Attributes:
        cut: Whether premises were not followed, as they lead in a circle or too deep.
    """

    cut = False


def claims_about(state: State, about: Iterable[str]) -> list[Weighed]:
    """Return the standing claims about any of these ids, in order of recording."""
    acts = sorted(act for one in about for act in state.claims_on(one))
    return recorded_claims(state, acts, Heard())


def recorded_claims(state: State, acts: Iterable[int], heard: Heard) -> list[Weighed]:
    """Return the claims that actions recorded, but for those that were taken back.

    Args:
        state: What stood when.
        acts: Actions that recorded claims.
        heard: The claims of *state* that were weighed before; filled.
    """
    found = (_on_its_own(state, act, heard) for act in acts)
    return [weighed for weighed in found if weighed is not None]


def every_claim(state: State) -> list[Weighed]:
    """Return all standing claims, about whatever, in order of recording."""
    acts = state.rows(
        "SELECT act FROM record WHERE type = 'claim' AND retracted = 0 AND $held"
        " ORDER BY act"
    ).fetchall()
    return recorded_claims(state, (act for (act,) in acts), Heard())


def standing_claim(state: State, claim_id: str) -> Weighed | None:
    """Return a standing claim; None if there is none of that id."""
    held = state.held(claim_id)
    if held is None or held.retracted or held.type != "claim":
        return None
    return _on_its_own(state, held.act, Heard())


def _on_its_own(state: State, act: int, heard: Heard) -> Weighed | None:
    """Return a claim as no other leads to it; None if it was taken back."""
    before = len(heard)
    heard.cut = False
    found = _weighed(state, act, heard)
    if heard.cut:
        # What was weighed in a circle depends on where the circle was entered.
        for one in list(heard)[before:]:
            del heard[one]
    return found


def _weighed(
    state: State, act: int, heard: Heard, above: Sequence[str] = ()
) -> Weighed | None:
    """Return a claim with what speaks for it; None if that was taken back.

    A claim falls with any of its premises, and with the last source it cites. What the
    reading does not hear is taken for taken back.

    Args:
        state: What stood when.
        act: The action that recorded the claim.
        heard: Premises that were weighed before; filled.
        above: The ids of the claims that rest on this one.
    """
    if act in heard:
        return heard[act]
    heard[act] = None
    claim = state.decoded(act)
    if not isinstance(claim, Claim):
        return None
    if state.filter is not None and not state.filter.hears(claim, act):
        return None
    premises = _premises(state, claim, heard, above)
    if premises is None:
        return None
    claim = _with_roots(state, claim)
    standing = tuple(one for one in claim.citations if _is_heard(state, one))
    if claim.citations and not standing:
        return None
    if len(standing) < len(claim.citations):
        claim = attrs.evolve(claim, citations=standing)
    heard[act] = _with_support(state, act, claim, premises)
    return heard[act]


def _with_support(
    state: State, act: int, claim: Claim, premises: Sequence[Weighed]
) -> Weighed:
    """Return a standing claim with its rank, and with all that speaks for it."""
    ranks = {one.source: state.judgement(one.source, "rank") for one in claim.citations}
    rank, reason, judged = _rank(state, claim, premises, ranks)
    trusted = [one for one in claim.citations if ranks[one.source][0] != DEPRECATED]
    cited = trusted or claim.citations
    places = (
        state.containing(claim.says.place) if isinstance(claim.says, Location) else ()
    )
    number, address, first = state.recording(act, claim.id)
    return Weighed(
        claim=claim,
        number=number,
        order=act,
        first=first,
        address=address,
        rank=rank,
        rank_reason=reason,
        judged=judged,
        sources=tuple(sorted({one.source for one in cited})),
        witnesses=_witnesses(state, cited, premises),
        reliability=_reliability(state, cited, premises),
        places=places,
    )


def _premises(
    state: State, claim: Claim, heard: Heard, above: Sequence[str]
) -> list[Weighed] | None:
    """Return the premises that stand; None if one of them was taken back.

    Circles are cut, and what goes deeper than any reasoning is not followed.
    """
    if len(above) > _DEEPEST:
        heard.cut = True
        return []
    path = (*above, claim.id)
    found = []
    for premise in claim.premises:
        held = state.held(premise)
        if held is None or held.type != "claim" or premise in path:
            heard.cut = heard.cut or premise in path
            continue
        weighed = None if held.retracted else _weighed(state, held.act, heard, path)
        if weighed is None:
            return None
        found.append(weighed)
    return found


def _with_roots(state: State, claim: Claim) -> Claim:
    citations = tuple(_citation_with_roots(state, one) for one in claim.citations)
    says = claim.says
    match says:
        case Location(place) if (root := state.root(place)) != place:
            says = attrs.evolve(says, place=root)
        case Participation(agent=agent) if (root := state.root(agent)) != agent:
            says = attrs.evolve(says, agent=root)
        case _:
            pass
    if says is claim.says and citations == claim.citations:
        return claim
    return attrs.evolve(claim, says=says, citations=citations)


def _citation_with_roots(state: State, citation: Citation) -> Citation:
    source, via = state.root(citation.source), tuple(map(state.root, citation.via))
    if (source, via) == (citation.source, citation.via):
        return citation
    return attrs.evolve(citation, source=source, via=via)


def _is_heard(state: State, citation: Citation) -> bool:
    """Say whether a citation's source stands, and the reading hears it."""
    held = state.held(citation.source)
    if held is not None and held.retracted:
        return False
    return state.filter is None or state.filter.hears_citation(citation)


def _rank(
    state: State,
    claim: Claim,
    premises: Sequence[Weighed],
    of_sources: Mapping[str, tuple[str, str]],
) -> tuple[str, str, str]:
    """Return a claim's rank, why, and the id of what was ranked so.

    It is its own, or follows from its premises or from the ranks of its sources.
    """
    rank, reason = state.judgement(claim.id, "rank")
    if rank:
        return rank, reason, claim.id
    for premise in premises:
        if premise.rank == DEPRECATED:
            because = f"its premise {premise.claim.id} is deprecated"
            return DEPRECATED, because, premise.judged
    trusted = {source: it for source, it in of_sources.items() if it[0] != DEPRECATED}
    for source, judged in (trusted or of_sources).items():
        rank, reason = rank_by(source, judged)
        if rank != NORMAL:
            return rank, reason, source
    return NORMAL, "", ""


def rank_by(source_id: str, judged: tuple[str, str]) -> tuple[str, str]:
    """Return the rank that a claim has from a source that it cites, and why.

    Args:
        source_id: The source.
        judged: Its rank, and why; empty if it has none.
    """
    rank, reason = judged
    if rank not in (PREFERRED, DEPRECATED):
        return NORMAL, ""
    because = f": {reason}" if reason else ""
    return rank, f"its source {source_id} is {rank}{because}"


def _witnesses(
    state: State, cited: Iterable[Citation], premises: Iterable[Weighed]
) -> tuple[Witness, ...]:
    found = dict.fromkeys(_witness(state, one) for one in cited)
    for premise in premises:
        found.update(dict.fromkeys(premise.witnesses))
    return tuple(one for one in found if one is not None)


def _witness(state: State, citation: Citation) -> Witness | None:
    """Return who stands behind a citation, the same for all of one speaker."""
    if state.witnesses is None:
        return witness_of(citation, state.source)
    speaker = citation.via[-1] if citation.via else citation.source
    if speaker not in state.witnesses:
        state.witnesses[speaker] = witness_of(citation, state.source)
    return state.witnesses[speaker]


def _reliability(
    state: State, cited: Iterable[Citation], premises: Iterable[Weighed]
) -> str:
    sources = [state.record(one.source) for one in cited]
    grades = [one.reliability for one in sources if isinstance(one, Source)]
    # An inference is as good as the weakest of what it rests on.
    grades += [max(weak)] if (weak := [one.reliability for one in premises]) else []
    return min(grades, default="F")
