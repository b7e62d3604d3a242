"""The verb explain: when an event can have been, and by whose word."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from chrono56.chronology import Chronology
from chrono56.cli import paper, status
from chrono56.cli.cards import named
from chrono56.cli.opening import chronology
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import phrase
from chrono56.exporters.reasons import (
    bound_words,
    claim_words,
    reason_words,
    sources_of,
)

if TYPE_CHECKING:
    from chrono56.chronology.explaining import Explanation, Proof, Reason


def explain(options: Namespace) -> int:
    """Say when an event can have been, and by whose word."""
    with chronology(options) as told:
        found = told.explain(options.id)
        if options.json:
            paper.put_json(_explanation_json(found, told, options.lang))
        else:
            _put(found, told, options.lang)
    return status.OK


def _put(found: "Explanation", told: Chronology, language: str) -> None:
    is_disputed = told.event(found.event).disputed
    marks = [phrase("in-dispute", language)] if is_disputed else []
    paper.put_heading(named(told, found.event, language) + paper.bracketed(marks))
    if found.when is None:
        paper.put_wrapped(phrase("when-is-open", language), 2)
        if found.recorded is not None:
            recorded = found.recorded.describe(told_in(language))
            paper.put_wrapped(phrase("nobody-asserts", language, date=recorded), 2)
    else:
        paper.put_wrapped(found.when.describe(told_in(language)), 2)
        paper.put_dim(f"EDTF {found.when}", 2)
        if found.recorded is None:
            paper.put_wrapped(phrase("nobody-dates", language), 2)
        elif found.recorded != found.when:
            recorded = found.recorded.describe(told_in(language))
            paper.put_wrapped(phrase("by-own-date", language, date=recorded), 2)
    for proof in found.proofs:
        paper.put()
        _put_proof(proof, told, language)
    if found.contradictions:
        paper.put()
        paper.put_heading(phrase("left-out", language))
        for views in found.contradictions:
            for number, view in enumerate(views):
                mark = "·" if number else "-"
                said = claim_words(view.claim, told, language)
                paper.put_wrapped(f"{mark} {said}", 2)


def _put_proof(proof: "Proof", told: Chronology, language: str) -> None:
    bound = bound_words(proof, language)
    paper.put_heading(phrase("why", language, bound=bound))
    for number, reason in enumerate(proof.reasons, 1):
        sentence = reason_words(reason, proof, told, language)
        paper.put_wrapped(f"{number}. {sentence}", 2, 3)
        if reason.claim is not None and (why := reason.claim.claim.reason):
            paper.put_wrapped(phrase("because", language, why=why), 5)


def _explanation_json(
    found: "Explanation", told: Chronology, language: str
) -> dict[str, Any]:
    when, recorded = found.when, found.recorded
    return {
        "id": found.event,
        "when": None if when is None else str(when),
        "earliest": None if when is None else when.earliest_iso,
        "latest": None if when is None else when.latest_iso,
        "recorded": None if recorded is None else str(recorded),
        "because": [
            _reason_json(reason, proof, told, language)
            for proof in found.proofs
            for reason in proof.reasons
        ],
        "contradictions": [
            [view.claim.id for view in views] for views in found.contradictions
        ],
    }


def _reason_json(
    reason: "Reason", proof: "Proof", told: Chronology, language: str
) -> dict[str, Any]:
    claim = None if reason.claim is None else reason.claim.claim
    return {
        "claim": None if claim is None else claim.id,
        "text": reason_words(reason, proof, told, language),
        "reason": "" if claim is None else claim.reason,
        "sources": [] if claim is None else sources_of(claim, told),
        "proves": bound_words(proof, language),
        "event": reason.event,
        "point": reason.point,
        "moment": str(reason.moment),
    }
