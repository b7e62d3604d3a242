"""Why something was chosen: by which rule of the reading, over what."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from chrono56.chronology import Chronology, ClaimView
from chrono56.chronology.naming import property_name
from chrono56.chronology.views import Choice, Judgement
from chrono56.cli import paper
from chrono56.dates.words.phrases import counted, mode_words, phrase, rank_words

# The properties that claims of each type are about, by the word they begin with.
_PROPERTIES: Final = {
    "occurrence": ("occurrence",),
    "dating": ("date", "start", "end"),
    "location": ("place",),
    "participation": ("role",),
    "figure": ("figure",),
}


def put_choices(
    told: Chronology,
    choices: Iterable[Choice],
    kind: str,
    views: Sequence[ClaimView],
    language: str,
) -> None:
    """Write, below the claims under a heading, why the first of them were chosen.

    Args:
        told: Knows what the ids in claims are called.
        choices: What was chosen of all that is claimed.
        kind: The type of what the claims under the heading say.
        views: These claims.
        language: The language that names are wanted in.
    """
    named = {
        view.claim.id: property_name(view.claim.says, told, language) for view in views
    }
    for choice in choices:
        about = choice.property.partition(" ")[0]
        if choice.rule == "alone" or about not in _PROPERTIES.get(kind, ()):
            continue
        which = named.get(choice.claim, "")
        if about in ("start", "end"):
            which = phrase(f"point-{about}", language)
        why = choice_words(choice, language)
        key = "chosen-of" if which else "chosen"
        paper.put_wrapped(phrase(key, language, which=which, why=why), 2)


def choice_words(choice: Choice, language: str = "en") -> str:
    """Return why a claim was chosen, in words.

    >>> choice_words(Choice(property="date", claim="c", rule="majority", over=("d",),
    ...                     worth="2", against="1"))
    '2 independent sources can agree with it, against 1'
    """
    worth, against = choice.worth, choice.against
    match choice.rule:
        case "rank":
            is_preferred = worth == "preferred"
            rank = rank_words(worth, language)
            said = rank if is_preferred else phrase("other-deprecated", language)
            judged = [_judged(said, one, language) for one in choice.judgements]
            return "; ".join(judged) or said
        case "mode" | "implied":
            modes = mode_words(worth, language), mode_words(against, language)
            worth, against = modes
        case "majority":
            return counted("by-majority", int(worth), language, against=against)
        case "earlier" if worth == against:
            return phrase("by-place-in-entry", language, worth=worth)
    return phrase(f"by-{choice.rule}", language, worth=worth, against=against)


def _judged(said: str, judgement: Judgement, language: str) -> str:
    who = {"by": judgement.by, "entry": judgement.entry}
    ranked = phrase("ranked-by", language, rank=said, **who)
    return f"{ranked}: {judgement.reason}" if judgement.reason else ranked


def choice_json(choice: Choice) -> dict[str, Any]:
    """Return a choice as JSON."""
    return attrs.asdict(choice)
