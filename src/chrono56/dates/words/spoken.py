"""Of which date a text speaks as it goes on: what its next expression leans on."""

from collections.abc import Sequence
from typing import Final

import attrs

from chrono56.dates.verdict import Verdict
from chrono56.dates.when import When
from chrono56.dates.words.bearings import night_of
from chrono56.dates.words.tokens import BREAK, Token

# What is spoken of gives others their year: what is wider has none to give.
_YEAR_DAYS: Final = 366
# A date is what a sentence is about if it has no more words before it; a month or year
# that comes after a day was spoken of, if it has no more than the other.
_TOPIC_WORDS: Final = 3
_WIDE_TOPIC_WORDS: Final = 1
_ABBREVIATION: Final = 2
_LOOK_AHEAD: Final = 3


@attrs.frozen
class Mention:
    """A date that was spoken of.

    Attributes:
        when: The date; None if there is none yet.
        at: Start and end of the expression; None of a context that was given.
        inferred: Whether no words say its day: it only follows a night.
    """

    when: When | None
    at: tuple[int, int] | None = None
    inferred: bool = attrs.field(default=False, kw_only=True)


class Spoken:
    """Follows a text from token to token, and knows of which date it speaks.

    There is a main date, and there are asides: what is in brackets, what goes back
    from the main date or leaves the context amid a sentence, and that for which
    something is only fixed. An aside is forgotten at the end of its sentence or
    bracket; and at the end of a row of a list, all but the date that heads it.
    """

    def __init__(self, tokens: Sequence[Token], context: When | None) -> None:
        self._tokens = tokens
        self._given = self._context = context
        self._main = Mention(context)
        self._asides: list[Mention | None] = [None]  # and one for each open bracket
        self._head: Mention | None = None
        self._words = 0

    @property
    def last(self) -> Mention:
        """The date on which an expression leans that stands here."""
        return self._asides[-1] or self._main

    def go_past(self, place: int, end: int) -> None:
        """Go on behind an expression, or a single token that is none."""
        for token in self._tokens[place:end]:
            self._words += token.text[-1].isalnum()
            if token.text == "(":
                self._asides.append(self._asides[-1])
            elif token.text == ")" and len(self._asides) > 1:
                self._asides.pop()
        if self._tokens[end - 1].text == BREAK:
            self._asides = [None]
            self._stay_in_context()
        if self._ends_sentence(end - 1):
            self._words = 0
            self._asides[-1] = None

    def go_to_next_line(self) -> None:
        """Go on in a new line: a row of a list, if it was one, is at its end."""
        if self._head is not None:
            self._main, self._head = self._head, None
            self._asides = [None]

    def begin_row(self) -> None:
        """Begin a row of a list: its date leans on nothing outside of the context."""
        self._asides = [None]
        self._words = 0
        self._stay_in_context()

    def begin_section(self, when: When) -> None:
        """Go on below a line that says nothing but a month or a year.

        Outside of the context that was given, such a line heads something else.
        """
        if when.width is None or when.width > _YEAR_DAYS:
            return
        if self._given is None or when.within(self._given) is Verdict.CERTAIN:
            self._context = when
            self._main, self._head = Mention(when), None

    def remember(self, mention: Mention, *, is_head: bool, is_target: bool) -> None:
        """Take a date for the one spoken of, unless it says less than that one.

        Args:
            mention: The date, and where it stands.
            is_head: Whether a row of a list begins with it.
            is_target: Whether something is only fixed for it.
        """
        when = mention.when
        if when is not None and when.is_extent and None in (when.earliest, when.latest):
            when = when.start if when.latest is None else when.end
            if when.day is None and self._words > _WIDE_TOPIC_WORDS:
                return
        if when is None or when.width is None or when.width > _YEAR_DAYS:
            return
        spoken = self.last.when
        is_night = night_of(when) is not None
        if is_night and mention.inferred:
            return  # one night may follow a day that is said, and no more
        is_wider = when.day is None and not is_night
        if is_wider and spoken is not None and _holds(when, spoken):
            return
        mention = attrs.evolve(mention, when=when)
        if len(self._asides) > 1 or is_target or self._is_aside(when):
            self._asides[-1] = mention
            return
        self._main, self._asides = mention, [None]
        if is_head:
            self._head = mention

    def _is_aside(self, when: When) -> bool:
        """Say whether a date is only mentioned: in passing, it goes back or far."""
        main = self._main
        if main.at is None or main.when is None:
            return False
        widens = when.day is None and main.when.day is not None
        if self._words <= (_WIDE_TOPIC_WORDS if widens else _TOPIC_WORDS):
            return False
        if when.before(main.when) is Verdict.CERTAIN:
            return True
        return self._is_in_context(main.when) and not self._is_in_context(when)

    def _stay_in_context(self) -> None:
        if self._main.when is not None and not self._is_in_context(self._main.when):
            self._main = Mention(self._context)

    def _is_in_context(self, when: When) -> bool:
        if self._context is None:
            return True
        return when.within(self._context) is Verdict.CERTAIN

    def _ends_sentence(self, place: int) -> bool:
        """Say whether a sentence ends with a token, and no abbreviation or ordinal."""
        text = self._tokens[place].text
        if text in {BREAK, "!", "?"}:
            return True
        if text != ".":
            return False
        before, number = (
            self._tokens[at].text if at >= 0 else BREAK for at in (place - 1, place - 2)
        )
        is_short = before.isalpha() and len(before) <= _ABBREVIATION
        if is_short and not number.isdecimal():
            return False
        for token in self._tokens[place + 1 : place + 1 + _LOOK_AHEAD]:
            if token.text[-1].isalnum():
                return token.capital or (token.text.isdecimal() and before.isalpha())
        return True


def _holds(when: When, spoken: When) -> bool:
    """Say whether the bounds of a date enclose those of the one spoken of."""
    if when.earliest is None or when.latest is None:
        return False
    if spoken.earliest is None or spoken.latest is None:
        return False
    return when.earliest <= spoken.earliest and spoken.latest <= when.latest
