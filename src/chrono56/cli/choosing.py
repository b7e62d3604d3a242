"""Why something was chosen: by which rule of the reading, over what."""

from collections.abc import Iterable
from typing import Any, Final

import attrs

from chrono56.chronology.views import Choice, Judgement
from chrono56.cli import paper

# The properties that each heading of a card is about, by the word they begin with.
_PROPERTIES: Final = {
    "Whether it happened": ("occurrence",),
    "When": ("date", "start", "end"),
    "Where": ("place",),
    "Who": ("role",),
    "Figures": ("figure",),
}
_SEVERAL: Final = ("start", "end", "role", "figure")  # below one heading


def put_choices(choices: Iterable[Choice], heading: str) -> None:
    """Write, below the claims under a heading, why the first of them were chosen."""
    for choice in choices:
        about = choice.property.partition(" ")[0]
        if choice.rule != "alone" and about in _PROPERTIES.get(heading, ()):
            which = f"{choice.property} " if about in _SEVERAL else ""
            paper.put_wrapped(f"{which}chosen: {choice_words(choice)}", 2)


def choice_words(choice: Choice) -> str:
    """Return why a claim was chosen, in words.

    >>> choice_words(Choice(property="date", claim="c", rule="majority", over=("d",),
    ...                     worth="2", against="1"))
    '2 independent sources can agree with it, against 1'
    """
    worth, against = choice.worth, choice.against
    match choice.rule:
        case "rank":
            said = "preferred" if worth == "preferred" else "the other is deprecated"
            judged = [f"{said}{_judged(one)}" for one in choice.judgements]
            return "; ".join(judged) or said
        case "mode":
            return f"{worth}, not {against}"
        case "reliability":
            return f"a source of grade {worth}, against {against}"
        case "majority":
            noun = "source" if worth == "1" else "sources"
            return f"{worth} independent {noun} can agree with it, against {against}"
        case "narrower":
            return "the narrower date"
        case "earlier":
            when = _entries(worth, against)
            return f"only recorded earlier{when}; no other rule tells them apart"
        case "implied":
            return f"{worth}, not {against}, by what is told of when, where or who"
        case "whole":
            return "a date of the whole goes before one of its start or end"
        case "start":
            return "no end is told that is over before it"
        case _:
            return "no other value is claimed"


def _judged(judgement: Judgement) -> str:
    why = f": {judgement.reason}" if judgement.reason else ""
    return f" by {judgement.by} (#{judgement.entry}){why}"


def _entries(worth: str, against: str) -> str:
    if worth == against:
        return f" in the same entry ({worth})"
    return f" ({worth}, the other {against})"


def choice_json(choice: Choice) -> dict[str, Any]:
    """Return a choice as JSON."""
    return attrs.asdict(choice)
