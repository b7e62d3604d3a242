"""Claims side by side: each value, who speaks for it, what would settle a dispute."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chrono56.chronology import Choice, Chronology, ClaimView, Dispute
from chrono56.cli import paper
from chrono56.cli.choosing import put_choices
from chrono56.exporters.dispute_words import (
    about_words,
    copied_words,
    judgement_words,
    settling_words,
    voices_words,
)
from chrono56.exporters.wording import cited_words, figure_name, sides, value_words
from chrono56.model import Claim, Dating, Figure
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.rules import Number

# The order in which a card tells what is said, and what it calls each.
_PROPERTIES: Final = {
    "occurrence": "Whether it happened",
    "dating": "When",
    "ordering": "Before and after",
    "location": "Where",
    "participation": "Who",
    "figure": "Figures",
    "relation": "Relations",
    "statement": "Words",
}
_ALONE: Final = "1 independent"  # as most claims are, so that it goes without saying
_NUMBERS: Final = 10  # columns for a number


def put_claims(
    told: Chronology,
    claims: Sequence[ClaimView],
    language: str,
    *,
    ids: bool,
    choices: Sequence[Choice] = (),
) -> None:
    """Write claims under a heading for each type of what they say.

    Args:
        told: The chronology.
        claims: The claims.
        choices: Why some of them were chosen.
        language: The language that names are wanted in.
        ids: Write the claims' ids too.
    """
    known = tuple(VALUE_TYPES.values())
    groups = [
        (name, [one for one in claims if type(one.claim.says) is VALUE_TYPES[kind]])
        for kind, name in _PROPERTIES.items()
    ]
    beyond = [one for one in claims if not isinstance(one.claim.says, known)]
    for name, views in (*groups, ("Of a kind unknown here", beyond)):
        if not views:
            continue
        paper.put()
        paper.put_heading(name)
        if name == _PROPERTIES["figure"]:
            _put_figures(told, views, language, ids=ids)
        else:
            put_views(told, sorted(views, key=_is_of_end), language, ids=ids)
        put_choices(choices, name)


def _is_of_end(view: ClaimView) -> bool:
    """Say whether a claim dates an end, which stands below its start."""
    return isinstance(view.claim.says, Dating) and view.claim.says.point == "end"


def put_views(
    told: Chronology, views: Iterable[ClaimView], language: str, *, ids: bool = False
) -> None:
    """Write claims, those that say the same below one another."""
    by_words: dict[str, list[ClaimView]] = {}
    for view in views:
        said = value_words(view.claim, told, language)
        by_words.setdefault(said, []).append(view)
    for said, saying in by_words.items():
        paper.put_wrapped(" · ".join((said, *_more_than_one(saying))), 2)
        for view in saying:
            _put_source_of_claim(view, 6, ids=ids)


def put_dispute(
    told: Chronology,
    dispute: Dispute,
    heading: str,
    language: str,
    *,
    ids: bool = False,
) -> None:
    """Write a dispute: its sides, what was judged of it, and what would settle it.

    Args:
        told: The chronology.
        dispute: The dispute.
        heading: What stands above it: its number, and what it is about.
        language: The language that names are wanted in.
        ids: Write the claims' ids too.
    """
    paper.put_heading(heading)
    paper.put_wrapped(about_words(dispute), 2)
    for said, views in sides(dispute.claims, told, language).items():
        counted = voices_words(views, dispute.unsteady)
        paper.put_wrapped(f"{said} · {counted}", 4)
        for view in views:
            _put_source_of_claim(view, 8, ids=ids)
    for said, views in sides(dispute.set_aside, told, language).items():
        paper.put_wrapped(f"{said} · set aside", 4)
        for view in views:
            _put_source_of_claim(view, 8, ids=ids)
    for judgement in dispute.judgements:
        paper.put_wrapped(f"judged: {judgement_words(judgement)}", 4)
    settling = settling_words(dispute)
    if settling:
        paper.put_wrapped(f"would settle it: {settling}", 4)


def _more_than_one(views: Sequence[ClaimView]) -> Iterator[str]:
    """Yield who speaks for a side, unless it is one source of its own."""
    counted = voices_words([it for it in views if it.rank != "deprecated"] or views)
    if counted != _ALONE and any(view.claim.citations for view in views):
        yield counted


def _put_figures(
    told: Chronology, views: Iterable[ClaimView], language: str, *, ids: bool
) -> None:
    """Write figures: of each thing counted the numbers of all sides in columns."""
    counted: dict[str, dict[str, list[ClaimView]]] = {}
    for view in views:
        figure = view.claim.says
        if isinstance(figure, Figure):
            name = figure_name(figure, told, language)
            row = _numbers(figure, view.claim)
            counted.setdefault(name, {}).setdefault(row, []).append(view)
    paper.put("  " + _columns("low", "best", "high"))
    for name, rows in counted.items():
        paper.put_wrapped(name, 2)
        for row, saying in rows.items():
            paper.put("  " + " · ".join((row, *_more_than_one(saying))))
            for view in saying:
                _put_source_of_claim(view, 6, ids=ids)


def _numbers(figure: Figure, claim: Claim) -> str:
    """Return the numbers of a figure in columns; what is about so has a tilde."""
    low, best, high = map(_number, (figure.low, figure.best, figure.high))
    row = _columns(low, f"~{best}" if figure.approx else best, high)
    if (figure.low, figure.best, figure.high) == (None, None, None):
        row = f"{'no number given':>{3 * _NUMBERS}}"
    return row if claim.mode == "asserted" else f"{row} · {claim.mode}"


def _columns(*cells: str) -> str:
    return "".join(f"{cell:>{_NUMBERS}}" for cell in cells)


def _number(number: Number | None) -> str:
    return "–" if number is None else str(number)


def _put_source_of_claim(view: ClaimView, indent: int, *, ids: bool) -> None:
    claim = view.claim
    marks = [] if view.rank == "normal" else [view.rank]
    marks += [] if claim.confidence == "medium" else [f"{claim.confidence} confidence"]
    marks += filter(None, (copied_words(view),))
    written = f" “{claim.as_written}”" if claim.as_written else ""
    marked = paper.bracketed(marks)
    paper.put_wrapped(f"{cited_words(claim)}{written}{marked}", indent)
    for why in filter(None, (claim.reason, view.rank_reason)):
        paper.put_wrapped(f"because: {why}", indent + 2)
    if ids:
        paper.put_dim(f"id: {claim.id}", indent + 2)
