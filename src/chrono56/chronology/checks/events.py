"""Checks of events: what they are called, and what is said of them at all."""

from collections import Counter
from collections.abc import Iterable, Iterator

from chrono56.chronology.checks.survey import Survey, is_asserted
from chrono56.chronology.chronology import Chronology
from chrono56.chronology.numbers import Bound, bounds_of
from chrono56.errors import RecordError
from chrono56.findings import Finding
from chrono56.model import Dating, Figure, Occurrence, Ordering, Relation
from chrono56.model.kinds import check_kind

_Counted = tuple[str, str, str, str]
"""What figures must have in common to be compared: measure, group, scope, as of."""

_Bounds = tuple[Bound, Bound, tuple[str, ...]]
"""The least and the greatest number, and the ids of the claims that give them."""


def unattested(chronology: Chronology) -> Iterator[Finding]:
    """Find events of which nobody says that they happened, or when.

    A notice, if something else is said: that somebody took part implies it well enough.
    Also a notice, if all that is said is deprecated, for then somebody has judged it.
    """
    survey = chronology.survey
    for event_id in survey.events:
        heard = survey.claims_about(event_id)
        said = [one.claim.says for one in heard if one.counts]
        if any(isinstance(one, Occurrence | Dating | Ordering) for one in said):
            continue
        if any(isinstance(one, Relation) and one.kind == "part_of" for one in said):
            continue
        if said:
            text = "no claim says in so many words that it happened, or when"
        elif heard:
            text = "all that is claimed of it is deprecated"
        else:
            text = "nothing is claimed of it"
        yield Finding(
            "unattested",
            "notice" if heard else "warning",
            (event_id,),
            f"{survey.label(event_id)}: {text}",
            tuple(one.claim.id for one in heard),
        )


def missing_label(chronology: Chronology) -> Iterator[Finding]:
    """Find events without a name in a language in which most events have one.

    Also whatever has no name at all. Regional variants count as their language.
    """
    survey = chronology.survey
    named = {
        event_id: {tag.partition("-")[0] for tag in event.labels}
        for event_id, event in survey.events.items()
    }
    counts = Counter(tag for tags in named.values() for tag in tags)
    usual = {tag for tag, count in counts.items() if 2 * count > len(named)}
    for event_id, tags in named.items():
        lacking = sorted(usual - tags)
        if tags and lacking:
            text = f"{survey.label(event_id)} has no name in {', '.join(lacking)}"
            yield Finding("missing-label", "notice", (event_id,), text)
    nameless = [event_id for event_id, tags in named.items() if not tags]
    for things in (survey.agents, survey.places):
        nameless += [one.id for one in things.values() if not one.labels]
    for record_id in nameless:
        text = f"{record_id} has no name in any language"
        yield Finding("missing-label", "notice", (record_id,), text)


def unknown_kind(chronology: Chronology) -> Iterator[Finding]:
    """Find events of a kind that is known neither here nor to who opened the log."""
    survey = chronology.survey
    for event_id, event in survey.events.items():
        try:
            check_kind(event.kind, survey.more_kinds)
        except RecordError as error:
            text = f"{survey.label(event_id)}: {error.found}; {error.fine}"
            yield Finding("unknown-kind", "notice", (event_id,), text)


def figure_of_part(chronology: Chronology) -> Iterator[Finding]:
    """Find parts of which more people are counted than of the whole.

    Only figures of one measure, group, scope and date are compared, and only if every
    claim on the part is beyond every claim on the whole.
    """
    survey = chronology.survey
    for part, whole in survey.parts:
        of_part, of_whole = _figures(survey, part), _figures(survey, whole)
        for counted, (least, _, claims) in of_part.items():
            _, most, other_claims = of_whole.get(counted, (None, None, ()))
            if least is not None and most is not None and least > most:
                text = (
                    f"{counted[0]}: at least {least} in {survey.label(part)}, but at"
                    f" most {most} in {survey.label(whole)}, of which it is a part"
                )
                both = (*claims, *other_claims)
                yield Finding("figure-of-part", "warning", (part, whole), text, both)


def _figures(survey: Survey, event_id: str) -> dict[_Counted, _Bounds]:
    """Return the bounds of all that is claimed of the numbers of people in an event."""
    found: dict[_Counted, list[tuple[Bound, Bound, str]]] = {}
    for weighed in survey.claims_about(event_id):
        says = weighed.claim.says
        if isinstance(says, Figure) and says.unit == "person" and is_asserted(weighed):
            counted = (says.measure, says.group, says.scope, str(says.as_of or ""))
            bounds = (*bounds_of(says), weighed.claim.id)
            found.setdefault(counted, []).append(bounds)
    return {counted: _spanned(told) for counted, told in found.items()}


def _spanned(told: Iterable[tuple[Bound, Bound, str]]) -> _Bounds:
    """Return the least low and the greatest high; None, if one of them is open."""
    lows, highs, claims = zip(*told, strict=True)
    least = None if None in lows else min(lows)
    most = None if None in highs else max(highs)
    return least, most, claims
