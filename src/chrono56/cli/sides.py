"""Claims side by side: each value, who speaks for it, what would settle a dispute."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chrono56.chronology import Choice, Chronology, ClaimView, Dispute
from chrono56.chronology.naming import figure_name
from chrono56.cli import paper
from chrono56.cli.choosing import put_choices
from chrono56.dates.words.phrases import (
    counted,
    known_phrase,
    mode_words,
    number_words,
    phrase,
    rank_words,
)
from chrono56.exporters.dispute_words import (
    about_words,
    copied_words,
    judgement_words,
    settling_words,
    voices_words,
)
from chrono56.exporters.wording import (
    cited_words,
    sides,
    value_words,
    written_words,
)
from chrono56.model import Claim, Dating, Figure
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.rules import Number

# The order in which a card tells what is said, by the types of values.
_TYPES: Final = (
    *("occurrence", "dating", "ordering", "location", "participation"),
    *("figure", "relation", "statement"),
)
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
        (kind, [one for one in claims if type(one.claim.says) is VALUE_TYPES[kind]])
        for kind in _TYPES
    ]
    beyond = [one for one in claims if not isinstance(one.claim.says, known)]
    for kind, views in (*groups, ("unknown", beyond)):
        if not views:
            continue
        paper.put()
        paper.put_heading(phrase(f"heading-{kind}", language))
        if kind == "figure":
            _put_figures(told, views, language, ids=ids)
        else:
            put_views(told, sorted(views, key=_is_of_end), language, ids=ids)
        put_choices(told, choices, kind, views, language)


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
        paper.put_wrapped(" · ".join((said, *_more_than_one(saying, language))), 2)
        for view in saying:
            _put_source_of_claim(view, 6, language, ids=ids)


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
    paper.put_wrapped(about_words(dispute, told, language), 2)
    for said, views in sides(dispute.claims, told, language).items():
        voices = voices_words(views, dispute.unsteady, language)
        paper.put_wrapped(f"{said} · {voices}", 4)
        for view in views:
            _put_source_of_claim(view, 8, language, ids=ids)
    for said, views in sides(dispute.set_aside, told, language).items():
        paper.put_wrapped(f"{said} · {phrase('set-aside', language)}", 4)
        for view in views:
            _put_source_of_claim(view, 8, language, ids=ids)
    for judgement in dispute.judgements:
        how = judgement_words(judgement, language)
        paper.put_wrapped(phrase("was-judged", language, how=how), 4)
    settling = settling_words(dispute, language)
    if settling:
        paper.put_wrapped(phrase("would-settle", language, what=settling), 4)


def _more_than_one(views: Sequence[ClaimView], language: str) -> Iterator[str]:
    """Yield who speaks for a side, unless it is one source of its own."""
    standing = [it for it in views if it.rank != "deprecated"] or views
    voices = voices_words(standing, language=language)
    # One alone is what most claims have, so that it goes without saying.
    is_alone = voices == counted("independent", 1, language)
    if not is_alone and any(view.claim.citations for view in views):
        yield voices


def _put_figures(
    told: Chronology, views: Iterable[ClaimView], language: str, *, ids: bool
) -> None:
    """Write figures: of each thing counted the numbers of all sides in columns."""
    by_name: dict[str, dict[str, list[ClaimView]]] = {}
    for view in views:
        figure = view.claim.says
        if isinstance(figure, Figure):
            name = figure_name(figure, told, language)
            row = _numbers(figure, view.claim, language)
            by_name.setdefault(name, {}).setdefault(row, []).append(view)
    heads = (phrase(f"number-{bound}", language) for bound in ("low", "best", "high"))
    paper.put("  " + _columns(*heads))
    for name, rows in by_name.items():
        paper.put_wrapped(name, 2)
        for row, saying in rows.items():
            paper.put("  " + " · ".join((row, *_more_than_one(saying, language))))
            for view in saying:
                _put_source_of_claim(view, 6, language, ids=ids)


def _numbers(figure: Figure, claim: Claim, language: str) -> str:
    """Return the numbers of a figure in columns; what is about so has a tilde."""
    about = "~" if figure.approx else ""
    bound = about if figure.best is None else ""
    row = _columns(
        _number(figure.low, bound, language),
        _number(figure.best, about, language),
        _number(figure.high, bound, language),
    )
    if (figure.low, figure.best, figure.high) == (None, None, None):
        row = f"{phrase('no-number', language):>{3 * _NUMBERS}}"
    is_plain = claim.mode == "asserted"
    return row if is_plain else f"{row} · {mode_words(claim.mode, language)}"


def _columns(*cells: str) -> str:
    return "".join(f"{cell:>{_NUMBERS}}" for cell in cells)


def _number(number: Number | None, about: str, language: str) -> str:
    return "–" if number is None else about + number_words(number, language)


def _put_source_of_claim(
    view: ClaimView, indent: int, language: str, *, ids: bool
) -> None:
    claim = view.claim
    marks = [] if view.rank == "normal" else [rank_words(view.rank, language)]
    if claim.confidence != "medium":
        plain = f"{claim.confidence} confidence"
        marks.append(known_phrase(f"confidence-{claim.confidence}", plain, language))
    marks += filter(None, (copied_words(view, language),))
    said = cited_words(claim, language) + written_words(claim, language)
    paper.put_wrapped(said + paper.bracketed(marks), indent)
    for why in filter(None, (claim.reason, view.rank_reason)):
        paper.put_wrapped(phrase("because", language, why=why), indent + 2)
    if ids:
        paper.put_dim(f"{phrase('field-id', language)}: {claim.id}", indent + 2)
