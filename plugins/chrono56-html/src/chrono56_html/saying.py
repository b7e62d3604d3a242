"""What claims say, in the words of the page."""

import re
from typing import Final

from chrono56 import (
    Claim,
    Dating,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Relation,
    Statement,
)
from chrono56_html.markup import Html, own, text
from chrono56_html.names import Names
from chrono56_html.words import Words

_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")
_DURATION: Final = re.compile(
    r"(?P<sign>-?)P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?"
    r"(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
_Distance = tuple[int, str]
"""A sign (-1, 0, 1), and the words without it."""


class Sayings:
    """Say what claims say.

    Args:
        words: The words of the page.
        names: What the ids in claims stand for.
    """

    def __init__(self, words: Words, names: Names) -> None:
        self._words = words
        self._names = names

    def claim(self, claim: Claim) -> Html:
        """Return what a claim says, with its mode where that is not plain assertion."""
        said = self._value(claim)
        if claim.mode == "asserted":
            return said
        mode = text(self._words.say("page", claim.mode))
        return self._say("in_mode", mode=mode, text=said)

    def _value(self, claim: Claim) -> Html:
        says = claim.says
        match says:
            case Occurrence():
                return self._say("happened")
            case Dating(when=when, point=point):
                told = text(self._words.date(when))
                known = point in ("start", "end")
                return self._say(point, text=told) if known else told
            case Location(place=place):
                return self._names.place(place)
            case Participation(agent=agent, role=role):
                return Html(f"{self._names.agent(agent)} ({self._names.role(role)})")
            case Figure():
                return self._figure(says)
            case Ordering():
                return self._ordering(says, claim.about)
            case Relation(kind=kind, other=other):
                named = self._names.event(other)
                if kind in self._words.tables["relation"]:
                    return Html(self._words.say("relation", kind, other=named))
                return Html(f"{text(kind)}: {named}")
            case Statement():
                return self._statement(says)
            case _:  # of a type that this version does not know
                return text(says.type)

    def _say(self, key: str, **values: Html) -> Html:
        return Html(self._words.say("value", key, **values))

    def _statement(self, says: Statement) -> Html:
        tag = text(says.language)
        words = Html(f'<q lang="{tag}" dir="auto">{text(says.text)}</q>')
        if says.use == "name":
            return self._say("called", text=words)
        if not says.speaker:
            return self._say("said", text=words)
        return self._say("said_by", text=words, who=self._names.agent(says.speaker))

    def _figure(self, figure: Figure) -> Html:
        given = [
            self._say(key, text=text(str(number)))
            for key, number in (("at_least", figure.low), ("at_most", figure.high))
            if number is not None
        ]
        if figure.best is not None:
            best = text(str(figure.best))
            best = self._say("about", text=best) if figure.approx else best
            given = [Html(f"{best} ({', '.join(given)})") if given else best]
        number = Html(", ".join(given)) or self._say("no_number")
        counted = [self._names.measure(figure.measure)]
        if figure.group:
            counted.append(self._names.agent(figure.group))
        if figure.unit != "person":
            counted.append(text(figure.unit))
        if figure.scope:
            counted.append(text(figure.scope.replace("-", " ")))
        if figure.as_of is not None:
            told = text(self._words.date(figure.as_of))
            counted.append(self._say("as_of", text=told))
        return self._say("figure", what=Html(", ".join(counted)), number=number)

    def _ordering(self, ordering: Ordering, about: str) -> Html:
        least, most = (
            None if bound is None else self._distance(bound)
            for bound in (ordering.least, ordering.most)
        )
        if about == ordering.other and ordering.point == "end":
            return self._say("lasted", text=self._length(least, most))
        other = self._names.event(ordering.other)
        if ordering.other_point != "whole":
            other = self._say(f"the_{ordering.other_point}_of", other=other)
        same_day = ordering.least == "P0D" == ordering.most
        placed = self._placed(least, most, other, same_day=same_day)
        if ordering.point == "whole":
            return placed
        return self._say(ordering.point, text=placed)

    def _placed(
        self,
        least: _Distance | None,
        most: _Distance | None,
        other: Html,
        *,
        same_day: bool,
    ) -> Html:
        if least is None or most is None:
            return self._one_sided(least, most, other)
        if least[0] == most[0] == 0:
            return self._say("same_day" if same_day else "same_time", other=other)
        if least[0] < 0 < most[0]:
            bounds = {"least": text(least[1]), "most": text(most[1])}
            return self._say("around", other=other, **bounds)
        after = most[0] > 0
        near, far = (least, most) if after else (most, least)
        placed = self._say("after" if after else "before", other=other)
        length = self._length(near, far)
        return self._say("distance", placed=placed, text=length)

    def _one_sided(
        self, least: _Distance | None, most: _Distance | None, other: Html
    ) -> Html:
        side, beyond = (
            ("after", "or_before") if most is None else ("before", "or_after")
        )
        sign, words = (least if most is None else most) or (0, "")
        sign = sign if most is None else -sign
        if sign < 0:
            return self._say(beyond, other=other, text=text(words))
        placed = self._say(side, other=other)
        if sign == 0:
            return placed
        return self._say(
            "distance", placed=placed, text=self._say("at_least", text=text(words))
        )

    def _length(self, least: _Distance | None, most: _Distance | None) -> Html:
        if least == most and least is not None:
            return text(least[1])
        if least is not None and most is not None and least[0]:
            return self._say("from_to", least=text(least[1]), most=text(most[1]))
        bounds = (("at_least", least), ("at_most", most))
        told = [
            self._say(key, text=text(bound[1]))
            for key, bound in bounds
            if bound and bound[0]
        ]
        return Html(", ".join(told))

    def _distance(self, duration: str) -> _Distance:
        found = _DURATION.fullmatch(duration)
        if found is None:  # what chrono56 reads and this page does not: as it stands
            return 1, duration
        told = [
            self._words.count(int(found[unit]), unit)
            for unit in _UNITS
            if found[unit] and int(found[unit])
        ]
        sign = -1 if found["sign"] else 1
        return (sign, " ".join(told)) if told else (0, self._words.count(0, "day"))


def locator(words: Words, label: str, place: str) -> Html:
    """Return where in a source something stands; empty for the whole of it."""
    if not place:
        return Html("")
    if label in words.tables["locator"]:
        return Html(words.say("locator", label, text=own(place)))
    return Html(f"{text(label.replace('-', ' '))} {own(place)}")
