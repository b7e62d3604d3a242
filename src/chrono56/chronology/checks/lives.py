"""Checks of lives: nobody dies before being born, or acts when dead.

Born is the only participant of a ``life.birth``. Those die who are victims of a
``life.death`` or a ``justice.execution``, or the only participant of a ``life.death``
without victims. Only persons live: groups and organisations don't.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Final

import attrs

from chrono56.chronology.checks.survey import Survey, is_asserted
from chrono56.chronology.chronology import Chronology
from chrono56.dates import Verdict, When
from chrono56.findings import Finding
from chrono56.model import Participation
from chrono56.model.kinds import is_kind_of

_TOLERANCE: Final = 2
"""Days after a death: bulletins lag, and offices are closed late."""


@attrs.frozen
class _Part:
    """A person in an event: the claim that says so, and in which role."""

    person: str
    event: str
    role: str
    claim: str


@attrs.frozen
class _Life:
    """What a person took part in, and which of that was the birth and the death."""

    parts: list[_Part] = attrs.field(factory=list)
    births: list[_Part] = attrs.field(factory=list)
    deaths: list[_Part] = attrs.field(factory=list)


@attrs.frozen
class _Lag:
    """How certainly, and how far, one date lies before another.

    Attributes:
        by_all: Whether all claims on the two have it so, not only some.
        days: The fewest days between them.
        words: The two dates, as far as they have it so.
        claims: The ids of the claims that date them.
    """

    by_all: bool
    days: int
    words: tuple[str, str]
    claims: tuple[str, ...]


def death_before_birth(chronology: Chronology) -> Iterator[Finding]:
    """Find people who died before they were born; a notice, if only by some claims."""
    survey = chronology.survey
    for person, life in _lives(survey).items():
        died = _dates(survey, life.deaths, "end")
        lag = _lag(died, _dates(survey, life.births, "start"))
        if lag is not None:
            name, (death, birth) = survey.label(person), lag.words
            text = f"{name} would have died ({death}) before being born ({birth})"
            parts = (*life.births, *life.deaths)
            yield _finding("death-before-birth", "error", text, parts, lag)


def action_after_death(chronology: Chronology) -> Iterator[Finding]:
    """Find people who act after their death.

    A warning, if it is but two days; a notice, if only some claims have it so. Roles in
    which one can be after death, and roles that are not known, are passed over.
    """
    survey = chronology.survey
    for person, life in _lives(survey).items():
        died = _dates(survey, life.deaths, "end")
        for part in life.parts if died else ():
            role = survey.role(part.role)
            if role is None or role.posthumous:
                continue
            lag = _lag(died, _dates(survey, [part], "start"))
            if lag is not None:
                death, action = lag.words
                text = (
                    f"{survey.label(person)} ({role.labels['en'].lower()}) had died"
                    f" ({death}) before {survey.label(part.event)} ({action})"
                )
                severity = "error" if lag.days > _TOLERANCE else "warning"
                parts = (part, *life.deaths)
                yield _finding("action-after-death", severity, text, parts, lag)


def _finding(
    rule: str, severity: str, text: str, parts: Sequence[_Part], lag: _Lag
) -> Finding:
    about = dict.fromkeys((parts[0].person, *(part.event for part in parts)))
    claims = dict.fromkeys((*(part.claim for part in parts), *lag.claims))
    if not lag.by_all:
        severity, text = "notice", f"by some of the dates: {text}"
    return Finding(rule, severity, tuple(about), text, tuple(claims))


def _lives(survey: Survey) -> Mapping[str, _Life]:
    """Return the lives of all persons, as far as they took part in what happened."""
    found: dict[str, _Life] = {}
    for event_id, event in survey.events.items():
        if event.occurrence != "asserted":
            continue
        parts = list(_parts(survey, event_id))
        for part in parts:
            found.setdefault(part.person, _Life()).parts.append(part)
        for part in parts if is_kind_of(event.kind, "life.birth") else ():
            if _is_alone(part, parts):
                found[part.person].births.append(part)
        for part in _dying(event.kind, parts):
            found[part.person].deaths.append(part)
    return found


def _parts(survey: Survey, event_id: str) -> Iterator[_Part]:
    for weighed in survey.claims_about(event_id):
        says = weighed.claim.says
        if isinstance(says, Participation) and is_asserted(weighed):
            agent = survey.agents.get(says.agent)
            if agent is not None and agent.kind == "person":
                yield _Part(agent.id, event_id, says.role, weighed.claim.id)


def _dying(kind: str, parts: Sequence[_Part]) -> list[_Part]:
    is_death = is_kind_of(kind, "life.death")
    if not (is_death or is_kind_of(kind, "justice.execution")):
        return []
    victims = [part for part in parts if part.role == "victim"]
    alone = [part for part in parts if is_death and _is_alone(part, parts)]
    return victims or alone


def _is_alone(part: _Part, parts: Sequence[_Part]) -> bool:
    taking_part = {one.person for one in parts if one.role == "participant"}
    return taking_part == {part.person} and part.role == "participant"


def _dates(survey: Survey, parts: Sequence[_Part], end: str) -> Mapping[str, When]:
    """Return the dates of events, by claim: of the wholes, or of this end of them."""
    events = dict.fromkeys(part.event for part in parts)
    found = (survey.dates(event, "whole", end).items() for event in events)
    return dict(chain.from_iterable(found))


def _lag(befores: Mapping[str, When], afters: Mapping[str, When]) -> _Lag | None:
    """Return how far the one lies before the other; None if no claims have it so."""
    pairs = list(product(befores.items(), afters.items()))
    certain = [
        ((one, before), (other, after))
        for (one, before), (other, after) in pairs
        if _is_before(before, after)
    ]
    if not certain:
        return None
    (_, before), (_, after) = certain[0]
    claims = dict.fromkeys(claim for pair in certain for claim, _ in pair)
    return _Lag(
        by_all=len(certain) == len(pairs),
        days=min(_days(one, other) for (_, one), (_, other) in certain),
        words=(before.describe(), after.describe()),
        claims=tuple(claims),
    )


def _is_before(one: When, other: When) -> bool:
    """Say whether one is certainly before the other, as far as "about" reaches."""
    return one.widened().before(other.widened()) is Verdict.CERTAIN


def _days(one: When, other: When) -> int:
    first, last = one.widened().latest, other.widened().earliest
    return last - first if first is not None and last is not None else 0
