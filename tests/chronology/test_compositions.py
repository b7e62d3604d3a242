"""Revise, retract, rank, unite and their undoing, composed; against a simple model."""

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chronology.world import new_log

from chrono56.chronology import Chronology
from chrono56.errors import Chrono56Error, UnknownIdError
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.log import Log
from chrono56.model import Citation, Claim, Dating, Event, Record, Source

EVENTS, CLAIMS = ("e1", "e2", "e3"), ("c1", "c2")
DAYS = ("1956-10-23", "1956-10-24", "1956-10-25")


@attrs.define
class Model:
    """Keep every act as it was done; look up by going through all of them."""

    acts: list[tuple[str, Action]] = attrs.field(factory=list)

    def in_force(self, address: str) -> bool:
        return not any(
            isinstance(act, Retracted) and act.action == address and self.in_force(own)
            for own, act in self.acts
        )

    def standing(
        self, kind: type | tuple[type, ...], name: str, target: str
    ) -> Action | None:
        return next(
            (
                act
                for address, act in reversed(self.acts)
                if isinstance(act, kind)
                and _target(act, name) == target
                and self.in_force(address)
            ),
            None,
        )

    def record(self, record_id: str) -> Record | None:
        if self.standing(Retracted, "target", record_id):
            return None
        return self.version(record_id)

    def version(self, record_id: str) -> Record | None:
        act = self.standing((Recorded, Revised), "record", record_id)
        return act.record if isinstance(act, (Recorded, Revised)) else None

    def rank(self, record_id: str) -> str:
        act = self.standing(Ranked, "target", record_id)
        return act.rank if isinstance(act, Ranked) else "normal"

    def root(self, record_id: str) -> str:
        seen = [record_id]
        while True:
            act = self.standing(United, "duplicate", seen[-1])
            if not isinstance(act, United):
                return seen[-1]
            if act.into in seen:
                return min(seen[seen.index(act.into) :])
            seen.append(act.into)

    def title(self) -> str:
        act = self.standing(Titled, "", "")
        return act.text if isinstance(act, Titled) else ""


def _target(act: Action, name: str) -> str:
    found = getattr(act, name) if name else ""
    return getattr(found, "id", found)


def acts(addresses: list[str]) -> st.SearchStrategy[Action]:
    """Return an act of any kind; one that takes an earlier one back, often."""
    claim = st.builds(
        lambda id, about, day: Claim(id, about, Dating(day), (Citation("s"),)),
        *map(st.sampled_from, (CLAIMS, EVENTS, DAYS)),
    )
    event = st.builds(
        Event, st.sampled_from(EVENTS), labels=st.sampled_from([{}, {"en": "x"}])
    )
    everything = st.sampled_from([*EVENTS, *CLAIMS])
    options = [
        st.one_of(claim, event).map(Revised),
        everything.map(Retracted),
        st.builds(Ranked, st.sampled_from(CLAIMS), st.sampled_from(RANKS)),
        st.builds(United, st.sampled_from(EVENTS), st.sampled_from(EVENTS)),
        st.sampled_from("ab").map(Titled),
    ]
    undo = st.sampled_from(addresses).map(lambda one: Retracted(action=one))
    return st.one_of(*options, undo, undo, undo)


RANKS = ("preferred", "normal", "deprecated")
BEGIN: list[Action] = [
    Recorded(Source("s")),
    *(Recorded(Event(one)) for one in EVENTS),
    *(
        Recorded(Claim(one, "e1", Dating("1956-10"), (Citation("s"),)))
        for one in CLAIMS
    ),
]


def told(chronology: Chronology) -> dict[str, object]:
    ranks: dict[str, str] = {}
    roots: dict[str, str] = {}
    for event_id in EVENTS:
        try:
            roots[event_id] = chronology.event(event_id).id
            views = chronology.claims(event_id)
        except UnknownIdError:  # its recording was taken back
            continue
        ranks |= {view.claim.id: view.rank for view in views}
    return {
        "title": chronology.title,
        "records": {one: _record(chronology, one) for one in (*EVENTS, *CLAIMS)},
        "ranks": ranks,
        "roots": roots,
    }


def _record(chronology: Chronology, record_id: str) -> Record | None:
    try:
        return chronology.record(record_id)
    except UnknownIdError:
        return None


def expected(model: Model) -> dict[str, object]:
    records = {one: model.record(one) for one in (*EVENTS, *CLAIMS)}
    roots = {one: model.root(one) for one in EVENTS}
    there = {one for one in EVENTS if model.version(one)}
    return {
        "title": model.title(),
        "records": records,
        "ranks": {
            one: model.rank(one)
            for one, record in records.items()
            if isinstance(record, Claim) and roots[record.about] in there
        },
        "roots": {one: root for one, root in roots.items() if root in there},
    }


def append(log: Log, model: Model, action: Action) -> None:
    """Append an action, and take it into the model as the log has kept it."""
    entry = log.append([action])
    if entry is not None:
        model.acts += zip(entry.addresses, entry.do, strict=True)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_whatever_is_judged_and_undone_stands_as_the_rules_say(
    data: st.DataObject,
) -> None:
    log, model = new_log(), Model()
    for action in BEGIN:
        append(log, model, action)
    for _ in range(data.draw(st.integers(0, 12))):
        action = data.draw(acts([address for address, _ in model.acts]))
        try:
            append(log, model, action)
        except Chrono56Error:
            continue  # the writer refuses what makes no sense; that is proven elsewhere

        assert told(Chronology.open(log, cache=False)) == expected(model)


def test_undoing_an_undoing_restores_and_so_on() -> None:
    log, model = new_log(), Model()
    for action in [*BEGIN, Retracted("e1", reason="a slip")]:
        append(log, model, action)
    for step in range(5):
        append(log, model, Retracted(action=model.acts[-1][0]))
        chronology = Chronology.open(log, cache=False)

        assert (_record(chronology, "e1") is None) == bool(step % 2)
        assert told(chronology) == expected(model)


def test_a_revision_of_what_was_deprecated_stays_deprecated() -> None:
    log, model = new_log(), Model()
    revised = Claim("c1", "e2", Dating("1956-11"), (Citation("s"),))
    for action in [*BEGIN, Ranked("c1", "deprecated", "no"), Revised(revised)]:
        append(log, model, action)

    (view,) = Chronology.open(log, cache=False).claims("e2")

    assert (view.claim, view.rank, view.rank_reason) == (revised, "deprecated", "no")
