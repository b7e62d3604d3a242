"""Disputes in words: what they are about, who counts, what settles them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from chrono56.chronology.lineage import Witness, tally
from chrono56.chronology.naming import property_words
from chrono56.dates.words.phrases import counted, known_phrase, phrase

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, Dispute, Judgement

_OPEN: Final = ("conflicting", "self-contradictory", "copying")  # classes not settled


def about_words(
    dispute: "Dispute", chronology: "Chronology", language: str = "en"
) -> str:
    """Return what a dispute is about, and of what class it is.

    Args:
        dispute: The dispute.
        chronology: Knows what the ids in it are called.
        language: The BCP 47 tag of the language of the words.

    >>> from chrono56.chronology import Dispute
    >>> march = Dispute(("march",), "date", "conflicting", ())
    >>> about_words(march, None)  # no names to look up in this one
    'When it happened: sources disagree'
    """
    values = [view.claim.says for view in (*dispute.claims, *dispute.set_aside)]
    about = property_words(dispute.property, values, chronology, language)
    if dispute.property == "contradiction" and dispute.class_ in _OPEN:
        return about
    class_ = known_phrase(f"class-{dispute.class_}", dispute.class_, language)
    followed = f"; {phrase('in-reading', language)}" if dispute.in_reading else ""
    return f"{about}: {class_}{followed}"


def voices_words(
    views: Iterable["ClaimView"], unsteady: Sequence[str] = (), language: str = "en"
) -> str:
    """Return how many speak for a side: copies, and who says both, counted apart.

    Args:
        views: The claims of the side.
        unsteady: The ids of the sources that speak for other sides, too.
        language: The BCP 47 tag of the language of the words.
    """
    claims = list(views)
    witnesses = {it.source: it for view in claims for it in view.witnesses}
    both = witnesses.keys() & set(unsteady)
    speaking, copies = tally(it for key, it in witnesses.items() if key not in both)
    inferred = any(not it.claim.citations and not it.claim.premises for it in claims)
    counts = {"independent": speaking, "copy": copies, "both": len(both)}
    said = [counted(key, count, language) for key, count in counts.items() if count]
    if inferred:
        said.append(phrase("by-recorder", language))
    return ", ".join(said) or phrase("no-witness", language)


def copied_words(view: "ClaimView", language: str = "en") -> str:
    """Return whom a claim copies, such as ``copy of diary``; empty for nobody."""
    copies = [it for it in view.witnesses if it.source not in it.origins]
    if not copies:
        return ""
    return phrase("copy-of", language, sources=_originals_of(copies))


def judgement_words(judgement: "Judgement", language: str = "en") -> str:
    """Return who judged what, when and why.

    >>> from chrono56.chronology import Judgement
    >>> print(judgement_words(Judgement(target="memoir", verdict="deprecated",
    ...     reason="hearsay", entry=3, at="2024-03-01T09:00:00.000000Z", by="anna")))
    memoir: deprecated by anna, 2024-03-01 (#3): hearsay
    """
    verdict = known_phrase(f"rank-{judgement.verdict}", judgement.verdict, language)
    if judgement.verdict == "contradicts":
        verdict = phrase("stated", language)
    said = phrase(
        "judgement",
        language,
        target=judgement.target,
        verdict=verdict,
        by=judgement.by,
        day=judgement.at.partition("T")[0],
        entry=judgement.entry,
    )
    return f"{said}: {judgement.reason}" if judgement.reason else said


def settling_words(dispute: "Dispute", language: str = "en") -> str:
    """Return what would settle a dispute; empty for one that is settled."""
    if dispute.class_ not in _OPEN:
        return ""
    if dispute.property == "contradiction":
        return phrase("settle-contradiction", language)
    voices = [witness for view in dispute.claims for witness in view.witnesses]
    if dispute.class_ == "self-contradictory":
        named = ", ".join(dispute.unsteady) or phrase("the-source", language)
    elif dispute.class_ == "copying":
        named = _originals_of(it for it in voices if it.source not in it.origins)
    elif not voices:
        return phrase("settle-unattested", language)
    else:
        named = _originals_of(voices)
    return phrase(f"settle-{dispute.class_}", language, sources=named)


def _originals_of(witnesses: Iterable[Witness]) -> str:
    return ", ".join(sorted({origin for it in witnesses for origin in it.origins}))
