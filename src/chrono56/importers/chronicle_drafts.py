"""Draft records of a chronicle: how its events and claims are made and named.

That they are a draft is said in the log's own terms: every claim has low confidence,
and what was not on its line has a reason, and a premise where another date gave it.
"""

import attrs

from chrono56.dates import When
from chrono56.importers.chronicle_text import on_one_line
from chrono56.importers.context import ImportContext
from chrono56.model import Claim, Dating, Event, Statement, Value


@attrs.frozen
class Drafts:
    """Makes records whose ids follow from the line in which they stand.

    Attributes:
        context: What the import was asked for; it is told what was understood.
        prefix: What all ids begin with.
    """

    context: ImportContext
    prefix: str

    def id_of(self, number: int, part: int = 0) -> str:
        """Return the id of the event of a line, or of a part of it, counted from 1."""
        return f"{self.prefix}l{number}" + (f".{part}" if part else "")

    def event(self, event_id: str, label: str, kind: str = "other") -> Event:
        """Return an event, named in the language of the page."""
        return Event(event_id, kind, {self.context.language: label} if label else {})

    def claim(
        self,
        name: str,
        about: str,
        says: Value,
        number: int,
        *,
        as_written: str = "",
        premises: tuple[str, ...] = (),
        reason: str = "",
    ) -> Claim:
        """Return a claim about an event, which cites its line.

        Args:
            name: What it is called, after the id of the event.
            about: The id of the event.
            says: The value.
            number: The line.
            as_written: The words of the line for that.
            premises: The ids of the claims that it was carried from.
            reason: What was not on the line itself, and why it is held.
        """
        return Claim(
            f"{about}.{name}",
            about,
            says,
            self.context.cite(number),
            premises=premises,
            as_written=as_written,
            confidence="low",
            reason=reason,
        )

    def statement(self, about: str, text: str, number: int) -> Claim:
        """Return the claim that holds the words of the page themselves."""
        words = on_one_line(text)
        return self.claim(
            "text", about, Statement(words, self.context.language), number
        )

    def dating(
        self,
        about: str,
        when: When,
        number: int,
        words: str,
        *,
        name: str = "when",
        reason: str = "",
        premises: tuple[str, ...] = (),
    ) -> Claim:
        """Return the claim of a date; the arguments are as of a claim."""
        return self.claim(
            name,
            about,
            Dating(when),
            number,
            as_written=words,
            premises=premises,
            reason=reason,
        )

    def note(
        self, number: int, words: str, when: When | None, because: str, label: str
    ) -> None:
        """Note what was understood of a line."""
        self.context.understand(number, words, when, because=because, label=label)
