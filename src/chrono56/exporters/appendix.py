"""The appendix of a Markdown export: numbered disputes, citations in footnotes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chrono56.exporters.dispute_words import (
    about_words,
    copied_words,
    judgement_words,
    settling_words,
    voices_words,
)
from chrono56.exporters.markdown_text import Markup, code, escaped, link
from chrono56.exporters.names import event_name, known_source
from chrono56.exporters.wording import locator_words, sides

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, Dispute
    from chrono56.model import Citation, Source


class Appendix:
    """Number the disputes of a chronology, and keep their citations for footnotes.

    Args:
        chronology: The chronology.
        language: The BCP 47 tag of the language that names are wanted in.
    """

    def __init__(self, chronology: "Chronology", language: str) -> None:
        self._chronology = chronology
        self._language = language
        self._notes: dict[tuple[Citation, str], int] = {}
        self._numbers: dict[str, list[int]] = {}
        for number, dispute in enumerate(chronology.disputes(), 1):
            for record_id in dispute.about:
                self._numbers.setdefault(record_id, []).append(number)

    def reference(self, event_id: str) -> str:
        """Return a line that leads from an event to its disputes; empty for none."""
        numbers = ", ".join(map(str, self._numbers.get(event_id, ())))
        return f"  - **Disputed**: see {numbers} in the appendix\n" if numbers else ""

    def disputes(self) -> Iterator[str]:
        """Yield the disputes, one by one, below a heading."""
        for number, dispute in enumerate(self._chronology.disputes(), 1):
            yield "\n## Appendix: disputes\n" if number == 1 else ""
            about = "; ".join(map(self._name, dispute.about))
            yield f"\n### {number}. {about}\n\n{escaped(about_words(dispute))}\n\n"
            yield from self._sides(dispute)

    def footnotes(self) -> str:
        """Return what the footnotes of the disputes yielded so far refer to."""
        lines = [
            f"[^{number}]: {self._cited(citation, written)}\n"
            for (citation, written), number in self._notes.items()
        ]
        return "".join(["\n", *lines]) if lines else ""

    def _sides(self, dispute: "Dispute") -> Iterator[str]:
        given = sides(dispute.claims, self._chronology, self._language)
        for said, views in given.items():
            counted = voices_words(views, dispute.unsteady)
            who = "; ".join(map(self._who, views))
            yield f"- **{escaped(said)}** ({escaped(counted)}): {who}\n"
        for judgement in dispute.judgements:
            yield f"- *Judged*: {escaped(judgement_words(judgement))}\n"
        settling = settling_words(dispute)
        if settling:
            yield f"- *Would settle it*: {escaped(settling)}\n"

    def _who(self, view: "ClaimView") -> str:
        claim = view.claim
        noted = [
            f"{code(citation.source)}[^{self._note(citation, claim.as_written)}]"
            for citation in claim.citations
        ]
        inferred = f"inferred by {escaped(view.by)}, {escaped(claim.reason)}"
        marks = [mark for mark in (view.rank, copied_words(view)) if mark != "normal"]
        marked = escaped(", ".join(filter(None, marks)))
        return ", ".join(noted or [inferred]) + (f" *({marked})*" if marked else "")

    def _note(self, citation: "Citation", written: str) -> int:
        return self._notes.setdefault((citation, written), len(self._notes) + 1)

    def _cited(self, citation: "Citation", written: str) -> str:
        source = known_source(self._chronology, citation.source)
        title = source.title if source else citation.source
        url = str(source.csl.get("URL", "")) if source else ""
        words: list[str] = [link(title, url), escaped(locator_words(citation))]
        words += [f" “{escaped(text)}”" for text in (written, citation.quote) if text]
        return "".join(words)

    def _name(self, record_id: str) -> Markup:
        source = known_source(self._chronology, record_id)
        if source is not None:
            return escaped(source.title)
        return escaped(event_name(self._chronology, record_id, self._language))


def lineage_words(source: "Source") -> str:
    """Return what a source as a whole goes back to; empty for an original.

    >>> from chrono56.model import Derivation, Source
    >>> lineage_words(Source("essay", derived_from=[Derivation("diary", "draws_on")]))
    'draws on diary'
    """
    steps: Sequence[str] = [
        f"{one.how.replace('_', ' ')} {one.source}" for one in source.derived_from
    ]
    return "; ".join(steps)
