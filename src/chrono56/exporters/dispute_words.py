"""Disputes in plain words: what they are about, who counts, what settles them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from chrono56.chronology.lineage import Witness, tally
from chrono56.model import Statement

if TYPE_CHECKING:
    from chrono56.chronology import ClaimView, Dispute, Judgement

_ABOUT: Final = {
    "date": "When it happened",
    "start": "When it began",
    "start and end": "Whether it ended before it began",
    "end": "When it ended",
    "place": "Where it happened",
    "occurrence": "Whether it happened",
    "issued": "When it came out",
    "covers": "What time it covers",
    "order": "In what order things happened",
    "contradiction": "Claims that a recorder holds to contradict each other",
}
_CLASSES: Final = {
    "conflicting": "sources disagree",
    "self-contradictory": "one source says both",
    "copying": "a copy differs from its original",
}


def about_words(dispute: "Dispute") -> str:
    """Return what a dispute is about, and of what class it is.

    >>> from chrono56.chronology import Dispute
    >>> about_words(Dispute(("march",), "date", "conflicting", ()))
    'When it happened: sources disagree'
    """
    class_ = _CLASSES.get(dispute.class_, dispute.class_)
    if dispute.property == "contradiction" and dispute.class_ in _CLASSES:
        return _ABOUT[dispute.property]
    followed = "; the chronology goes by all of it" if dispute.in_reading else ""
    return f"{_property_words(dispute)}: {class_}{followed}"


def _property_words(dispute: "Dispute") -> str:
    if dispute.property in _ABOUT:
        return _ABOUT[dispute.property]
    name, _, rest = dispute.property.partition(" ")
    if name == "quote":
        says = (dispute.claims or dispute.set_aside)[0].claim.says
        words = says.text if isinstance(says, Statement) else rest
        return f"Who said “{words}”, and where"
    return f"{name.capitalize()}: {rest}" if rest else name.capitalize()


def voices_words(views: Iterable["ClaimView"], unsteady: Sequence[str] = ()) -> str:
    """Return how many speak for a side: copies, and who says both, counted apart.

    Args:
        views: The claims of the side.
        unsteady: The ids of the sources that speak for other sides, too.
    """
    claims = list(views)
    witnesses = {it.source: it for view in claims for it in view.witnesses}
    both = witnesses.keys() & set(unsteady)
    speaking, copies = tally(it for key, it in witnesses.items() if key not in both)
    inferred = any(not it.claim.citations and not it.claim.premises for it in claims)
    said = [
        f"{speaking} independent" if speaking else "",
        f"{copies} {'copy' if copies == 1 else 'copies'}" if copies else "",
        f"{len(both)} that {'says' if len(both) == 1 else 'say'} both" if both else "",
        "inferred by the recorder" if inferred else "",
    ]
    return ", ".join(filter(None, said)) or "no witness"


def copied_words(view: "ClaimView") -> str:
    """Return whom a claim copies, such as ``copy of diary``; empty for nobody."""
    copies = [it for it in view.witnesses if it.source not in it.origins]
    return f"copy of {_originals_of(copies)}" if copies else ""


def judgement_words(judgement: "Judgement") -> str:
    """Return who judged what, when and why.

    >>> from chrono56.chronology import Judgement
    >>> print(judgement_words(Judgement(target="memoir", verdict="deprecated",
    ...     reason="hearsay", entry=3, at="2024-03-01T09:00:00.000000Z", by="anna")))
    memoir: deprecated by anna, 2024-03-01 (#3): hearsay
    """
    verdict = judgement.verdict
    if verdict == "contradicts":
        verdict = "stated as a contradiction"
    why = f": {judgement.reason}" if judgement.reason else ""
    day = judgement.at.partition("T")[0]
    who = f"by {judgement.by}, {day} (#{judgement.entry})"
    return f"{judgement.target}: {verdict} {who}{why}"


def settling_words(dispute: "Dispute") -> str:
    """Return what would settle a dispute; empty for one that is settled."""
    voices = [witness for view in dispute.claims for witness in view.witnesses]
    if dispute.property == "contradiction" and dispute.class_ in _CLASSES:
        return "a reason to deprecate one of the two, or to retract what opposes them"
    match dispute.class_:
        case "copying":
            copies = [it for it in voices if it.source not in it.origins]
            named = _originals_of(copies)
            return f"the original ({named}); where a copy slipped, deprecate its claim"
        case "self-contradictory":
            which = ", ".join(dispute.unsteady) or "the source"
            return f"another look at {which}; revise what was misread, or deprecate it"
        case "conflicting":
            apart = f" independent of {_originals_of(voices)}" if voices else ""
            return f"a source{apart}, or a reason to deprecate a side"
        case _:
            return ""


def _originals_of(witnesses: Iterable[Witness]) -> str:
    return ", ".join(sorted({origin for it in witnesses for origin in it.origins}))
