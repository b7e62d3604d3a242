"""Explanations in plain English sentences: who says what, and what follows from it."""

from typing import TYPE_CHECKING, Final

from chrono56.dates.words.describing import describe, describe_time
from chrono56.days import iso_day
from chrono56.errors import UnknownIdError
from chrono56.exporters.names import event_name
from chrono56.exporters.wording import locator_words, value_words
from chrono56.model import Citation, Claim

if TYPE_CHECKING:
    from chrono56.chronology import Chronology
    from chrono56.chronology.explaining import Proof, Reason
    from chrono56.dates import When

_POINTS: Final = {
    "whole": "was not",
    "start": "did not begin",
    "end": "did not end",
}


def bound_words(proof: "Proof") -> str:
    """Return what is proven, such as ``it was not before 08:28 on 24 October 1956``."""
    return f"it {_bounded(proof.reasons[-1], proof)}"


def reason_words(
    reason: "Reason", proof: "Proof", chronology: "Chronology", language: str
) -> str:
    """Return a step of a proof as a sentence.

    Args:
        reason: The step.
        proof: The proof that it is a step of.
        chronology: Knows what the ids in it are called.
        language: The BCP 47 tag of the language that names are wanted in.
    """
    name = event_name(chronology, reason.event, language)
    follows = _bounded(reason, proof)
    if reason.claim is None:
        return f"nothing ends before it begins, so {name} {follows}"
    claim = reason.claim.claim
    said = claim_words(claim, chronology, language)
    same = event_name(chronology, claim.about, language) == name
    return f"{said}, so {'it' if same else name} {follows}"


def _bounded(reason: "Reason", proof: "Proof") -> str:
    side = "after" if proof.latest else "before"
    return f"{_POINTS[reason.point]} {side} {moment_words(reason.moment)}"


def claim_words(claim: Claim, chronology: "Chronology", language: str) -> str:
    """Return what a claim says of which event, by whose word."""
    name = event_name(chronology, claim.about, language)
    said = value_words(claim, chronology, language)
    written = f" “{claim.as_written}”" if claim.as_written else ""
    doubt = " [low confidence]" if claim.confidence == "low" else ""
    return f"{name}: {said} ({_cited(claim, chronology)}{written}){doubt}"


def own_reading(claim: Claim) -> str:
    """Return why a recorder reads it so, where that is what a step rests on.

    That is of an inference, and of what is claimed with low confidence; else empty.
    """
    is_own = claim.premises or not claim.citations or claim.confidence == "low"
    return claim.reason if is_own else ""


def moment_words(moment: "When") -> str:
    """Return a minute or a day, as it stands behind "not before".

    >>> from chrono56.dates import When
    >>> moment_words(When.parse("1956-10-24T08:28[Europe/Budapest]"))
    '08:28 on 24 October 1956'
    """
    day = describe(iso_day(moment.earliest or 0))
    if not moment.has_time:
        return day
    return f"{describe_time(str(moment)).partition(' ')[0]} on {day}"


def sources_of(claim: Claim, chronology: "Chronology") -> list[str]:
    """Return the ids of the sources that a claim and its premises cite, sorted."""
    return sorted({one.source for one in _citations(claim, chronology, set())})


def _cited(claim: Claim, chronology: "Chronology") -> str:
    named = dict.fromkeys(
        one.source + locator_words(one) for one in _citations(claim, chronology, set())
    )
    cited = "; ".join(named) or "no source"
    return f"inferred from {cited}" if claim.premises else cited


def _citations(
    claim: Claim, chronology: "Chronology", seen: set[str]
) -> list[Citation]:
    """Return a claim's citations, and those of the claims it is inferred from."""
    found = list(claim.citations)
    for premise in claim.premises:
        if premise in seen:
            continue
        seen.add(premise)
        try:
            record = chronology.record(premise)
        except UnknownIdError:  # a log joined of copies may lack it
            continue
        if isinstance(record, Claim):
            found += _citations(record, chronology, seen)
    return found
