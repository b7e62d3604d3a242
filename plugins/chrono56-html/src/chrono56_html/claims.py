"""Who says what, side by side: the values of a property, each with all who claim it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from chrono56 import Citation, ClaimView, Dispute, Judgement, Ordering, Relation
from chrono56.plugins import tally
from chrono56_html.markup import Html, own, text
from chrono56_html.names import Names, cited
from chrono56_html.saying import Sayings, locator
from chrono56_html.words import Words

_IN_DOUBT: Final = frozenset({"conflicting", "self-contradictory", "copying"})
# What leaves a reader without one answer; a copy's slip does not.
_DISPUTED: Final = frozenset({"conflicting", "self-contradictory"})
_ORDER: Final = (
    *("date", "start", "end", "start and end", "place", "role", "figure"),
    *("occurrence", "quote", "relation", "order", "contradiction", "other"),
    *("issued", "covers"),
)

Sides = dict[Html, list[ClaimView]]
"""The values that are claimed, each with the claims that say so."""


class Claims:
    """Write claims.

    Args:
        chronology: The chronology.
        words: The words of the page.
        names: What the ids in claims stand for.
    """

    def __init__(self, chronology: Any, words: Words, names: Names) -> None:
        self._chronology = chronology
        self._words = words
        self._names = names
        self._sayings = Sayings(words, names)

    def sections(self, event_id: str, claims: Iterable[ClaimView]) -> Iterator[Html]:
        """Yield what is disputed of an event, property by property; then all else.

        Args:
            event_id: The event.
            claims: All claims about it; some can't be compared with any other.
        """
        told: set[str] = set()
        rest: dict[str, Sides] = {}
        compared = self._chronology.disputes(
            event_id, everything=True, settled=True, related=False
        )
        for dispute in sorted(compared, key=lambda one: not _is_in_doubt(one)):
            views = [*dispute.claims, *dispute.set_aside]
            if _is_in_doubt(dispute):
                yield self._disputed(dispute, self._sides(views, {}))
            else:
                views = [view for view in views if view.claim.id not in told]
                self._sides(views, rest.setdefault(_title(dispute), {}))
            told |= {view.claim.id for view in views}
        for view in claims:
            if view.claim.id not in told:
                is_tie = isinstance(view.claim.says, Relation | Ordering)
                title = "relation" if is_tie else "other"
                self._sides([view], rest.setdefault(title, {}))
        for title in sorted(rest, key=_ORDER.index):
            if sides := rest[title]:
                yield self._section(self._words.say("property", title), sides)

    def dispute(self, dispute: Dispute) -> Html:
        """Return a dispute that is not about a property of one event alone."""
        sides: Sides = {}
        for view in dispute.claims:
            about = view.claim.about
            named = self._names.source(about) or self._names.event(about)
            said = Html(f"{named}: {self._sayings.claim(view.claim)}")
            sides.setdefault(said, []).append(view)
        return Html(f"<li>{self._disputed(dispute, sides)}</li>\n")

    def _sides(self, views: Iterable[ClaimView], sides: Sides) -> Sides:
        for view in views:
            sides.setdefault(self._sayings.claim(view.claim), []).append(view)
        return sides

    def _disputed(self, dispute: Dispute, sides: Sides) -> Html:
        title = self._words.say("property", _title(dispute))
        class_ = self._words.say("class", dispute.class_)
        sign = "≠ " if dispute.class_ in _DISPUTED else ""
        notes = [self._judged(one) for one in dispute.judgements]
        if dispute.unsteady:
            sources = Html(", ".join(map(cited, dispute.unsteady)))
            notes.append(Html(self._words.say("text", "says_both", sources=sources)))
        after = "".join(f'<p class="note">{note}</p>' for note in notes)
        shown = "".join(
            self._side(said, views, self._voices(views, dispute.unsteady))
            for said, views in sides.items()
        )
        return Html(
            f'<section class="doubt"><h4>{text(f"{title}: {sign}{class_}")}</h4>'
            f'<div class="sides">{shown}</div>{after}</section>'
        )

    def _section(self, title: str, sides: Sides) -> Html:
        shown = "".join(self._side(said, views) for said, views in sides.items())
        return Html(
            f'<section><h4>{text(title)}</h4><div class="sides">{shown}</div></section>'
        )

    def _side(self, said: Html, views: list[ClaimView], voices: str = "") -> Html:
        who = "".join(f"<li>{self._who(view)}</li>" for view in views)
        return Html(
            f'<div class="side"><p class="said">{said}</p>{voices}<ul>{who}</ul></div>'
        )

    def _voices(self, views: list[ClaimView], unsteady: Collection[str]) -> Html:
        """Return how many speak for a side; who says both counts for none."""
        speaking, _ = tally(
            it for view in views for it in view.witnesses if it.source not in unsteady
        )
        said = text(self._words.say("text", "independent", n=speaking))
        return Html(f'<p class="voices">{said}</p>')

    def _who(self, view: ClaimView) -> Html:
        """Return who makes a claim, in which words, and how far it is to be trusted."""
        claim = view.claim
        parts: list[Html] = [self._cited(one) for one in claim.citations]
        if not claim.citations:
            parts.append(Html(self._words.say("text", "inferred", by=own(view.by))))
        if claim.as_written:
            parts.append(Html(f"<q>{own(claim.as_written)}</q>"))
        marks = [self._words.say("text", view.rank)] if view.rank != "normal" else []
        if claim.confidence != "medium":
            marks.append(self._words.say("text", f"confidence_{claim.confidence}"))
        copied = {
            one
            for it in view.witnesses
            if it.source not in it.origins
            for one in it.origins
        }
        if copied:
            marks.append(
                self._words.say("text", "copy", sources=", ".join(sorted(copied)))
            )
        parts += [Html(f"<b>{text(mark)}</b>") for mark in marks]
        reasons = dict.fromkeys(filter(None, (claim.reason, view.rank_reason)))
        parts += [Html(f'<span class="why">{own(reason)}</span>') for reason in reasons]
        return Html(", ".join(parts))

    def _cited(self, citation: Citation) -> Html:
        told = [cited(citation.source)]
        where = locator(self._words, citation.label, citation.locator)
        told += [where] if where else []
        if citation.via:
            chain = Html(", ".join(map(cited, citation.via)))
            told.append(Html(self._words.say("text", "after_chain", sources=chain)))
        if citation.quote:
            told.append(Html(f"<q>{own(citation.quote)}</q>"))
        return Html(f"<cite>{', '.join(told)}</cite>")

    def _judged(self, judgement: Judgement) -> Html:
        source = self._names.source(judgement.target)
        told = self._words.say(
            "text",
            "judged",
            # The id of a claim says nothing to a reader, and its rank stands with it.
            target=f"{source}: " if source else "",
            verdict=text(self._words.say("text", judgement.verdict)),
            by=own(judgement.by),
            day=text(judgement.at.partition("T")[0]),
        )
        why = f": {own(judgement.reason)}" if judgement.reason else ""
        return Html(told + why)


def _is_in_doubt(dispute: Dispute) -> bool:
    return dispute.class_ in _IN_DOUBT or bool(dispute.judgements)


def _title(dispute: Dispute) -> str:
    """Return the key of what a dispute is about: its property without its particulars.

    ``role actor of crowd`` and ``figure killed`` are of many particulars.
    """
    name = dispute.property
    family = name.partition(" ")[0]
    return name if name in _ORDER else family if family in _ORDER else "other"
