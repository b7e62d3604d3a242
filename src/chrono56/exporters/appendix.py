"""The appendix of a Markdown export: its disputes, numbered."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chrono56.dates.words.phrases import phrase, rank_words
from chrono56.exporters.dispute_words import (
    about_words,
    copied_words,
    judgement_words,
    settling_words,
    voices_words,
)
from chrono56.exporters.footnotes import Footnotes
from chrono56.exporters.markdown_text import Markup, code, escaped
from chrono56.exporters.names import event_name, how_words, known_source
from chrono56.exporters.wording import sides

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, Dispute
    from chrono56.model import Source


class Appendix:
    """Number the disputes of a chronology.

    Args:
        chronology: The chronology.
        language: The BCP 47 tag of the language it is written in.
        notes: Where its citations are kept.
    """

    def __init__(
        self, chronology: "Chronology", language: str, notes: Footnotes
    ) -> None:
        self._chronology = chronology
        self._language = language
        self._notes = notes
        self._numbers: dict[str, list[int]] = {}
        for number, dispute in enumerate(chronology.disputes(), 1):
            for record_id in dispute.about:
                self._numbers.setdefault(record_id, []).append(number)

    def reference(self, event_id: str) -> str:
        """Return where the disputes about an event stand; empty for none."""
        numbers = ", ".join(map(str, self._numbers.get(event_id, ())))
        if not numbers:
            return ""
        said = phrase("see-appendix", self._language, numbers=numbers)
        return f"**{phrase('disputed', self._language)}**: {said}"

    def disputes(self) -> Iterator[str]:
        """Yield the disputes, one by one, below a heading."""
        for number, dispute in enumerate(self._chronology.disputes(), 1):
            if number == 1:
                yield f"\n## {phrase('appendix', self._language)}\n"
            about = "; ".join(map(self._name, dispute.about))
            said = escaped(about_words(dispute, self._chronology, self._language))
            yield f"\n### {number}. {about}\n\n{said}\n\n"
            yield from self._sides(dispute)

    def _sides(self, dispute: "Dispute") -> Iterator[str]:
        given = sides(dispute.claims, self._chronology, self._language)
        for value, views in given.items():
            counted = voices_words(views, dispute.unsteady, self._language)
            who = "; ".join(map(self._who, views))
            yield f"- **{escaped(value)}** ({escaped(counted)}): {who}\n"
        for judgement in dispute.judgements:
            said = escaped(judgement_words(judgement, self._language))
            yield f"- *{phrase('judged', self._language)}*: {said}\n"
        settling = settling_words(dispute, self._language)
        if settling:
            title = phrase("settles", self._language)
            yield f"- *{title}*: {escaped(settling)}\n"

    def _who(self, view: "ClaimView") -> str:
        claim = view.claim
        noted = [
            code(citation.source) + self._notes.mark(citation, claim.as_written)
            for citation in claim.citations
        ]
        inferred = inferred_words(view, self._language)
        ranked = view.rank != "normal"
        marks = [rank_words(view.rank, self._language)] if ranked else []
        marks.append(copied_words(view, self._language))
        marked = escaped(", ".join(filter(None, marks)))
        return ", ".join(noted or [inferred]) + (f" *({marked})*" if marked else "")

    def _name(self, record_id: str) -> Markup:
        source = known_source(self._chronology, record_id)
        if source is not None:
            return escaped(source.title)
        return escaped(event_name(self._chronology, record_id, self._language))


def inferred_words(view: "ClaimView", language: str) -> Markup:
    """Return who infers a claim that no source makes, and why."""
    return escaped(phrase("inferred", language, by=view.by, reason=view.claim.reason))


def lineage_words(source: "Source", language: str = "en") -> str:
    """Return what a source as a whole goes back to; empty for an original.

    >>> from chrono56.model import Derivation, Source
    >>> lineage_words(Source("essay", derived_from=[Derivation("diary", "draws_on")]))
    'draws on diary'
    """
    steps: Sequence[str] = [
        phrase("how", language, how=how_words(one.how, language), source=one.source)
        for one in source.derived_from
    ]
    return "; ".join(steps)
