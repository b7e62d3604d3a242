"""Explanations in plain sentences: who says what, and what follows from it."""

from typing import TYPE_CHECKING

from chrono56.dates.words.describing import describe, describe_time
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import phrase
from chrono56.days import iso_day
from chrono56.errors import UnknownIdError
from chrono56.exporters.names import event_name
from chrono56.exporters.wording import locator_words, value_words, written_words
from chrono56.model import Citation, Claim

if TYPE_CHECKING:
    from chrono56.chronology import Chronology
    from chrono56.chronology.explaining import Proof, Reason
    from chrono56.dates import When


def bound_words(proof: "Proof", language: str = "en") -> str:
    """Return what is proven, such as ``it was not before 08:28 on 24 October 1956``."""
    return _bounded(phrase("it", language), proof.reasons[-1], proof, language)


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
    if reason.claim is None:
        bound = _bounded(name, reason, proof, language)
        return phrase("starts-first", language, bound=bound)
    claim = reason.claim.claim
    said = claim_words(claim, chronology, language)
    if event_name(chronology, claim.about, language) == name:
        name = phrase("it", language)
    bound = _bounded(name, reason, proof, language)
    return phrase("so", language, said=said, bound=bound)


def _bounded(name: str, reason: "Reason", proof: "Proof", language: str) -> str:
    side = "after" if proof.latest else "before"
    moment = moment_words(reason.moment, language)
    return phrase(f"{reason.point}-not-{side}", language, name=name, moment=moment)


def claim_words(claim: Claim, chronology: "Chronology", language: str) -> str:
    """Return what a claim says of which event, by whose word."""
    name = event_name(chronology, claim.about, language)
    said = value_words(claim, chronology, language)
    written = written_words(claim, language)
    is_low = claim.confidence == "low"
    doubt = f" [{phrase('confidence-low', language)}]" if is_low else ""
    return f"{name}: {said} ({_cited(claim, chronology, language)}{written}){doubt}"


def moment_words(moment: "When", language: str = "en") -> str:
    """Return a minute or a day, as it stands behind "not before".

    >>> from chrono56.dates import When
    >>> moment_words(When.parse("1956-10-24T08:28[Europe/Budapest]"))
    '08:28 on 24 October 1956'
    """
    day = describe(iso_day(moment.earliest or 0), told_in(language))
    if not moment.has_time:
        return day
    time = describe_time(str(moment)).partition(" ")[0]
    return phrase("minute-of-day", language, time=time, day=day)


def sources_of(claim: Claim, chronology: "Chronology") -> list[str]:
    """Return the ids of the sources that a claim and its premises cite, sorted."""
    return sorted({one.source for one in _citations(claim, chronology, set())})


def _cited(claim: Claim, chronology: "Chronology", language: str) -> str:
    cited = "; ".join(
        dict.fromkeys(
            one.source + locator_words(one, language)
            for one in _citations(claim, chronology, set())
        )
    )
    cited = cited or phrase("no-source", language)
    if not claim.premises:
        return cited
    return phrase("inferred-from", language, premises=cited)


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
