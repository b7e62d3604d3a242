"""Judging what is at hand: ranks, retractions, revisions, and what takes these back.

What comes of it is what the `Builder` would find in the tables, by the same rules.
"""

from operator import attrgetter
from typing import Final, TypeGuard

from chrono56.chronology import fold
from chrono56.chronology.fold import Act, Known
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.fresh import Fresh
from chrono56.chronology.tables.passing import AtHand, Judged, Passing
from chrono56.log.actions import Action, Ranked, Retracted, Revised
from chrono56.log.canonical import dumps
from chrono56.log.codec import record_to_json
from chrono56.model import Claim, Event, Record, Relation

_IN_ORDER: Final = attrgetter("act")


class Judging:
    """Judge what is at hand, entry by entry.

    Args:
        fresh: Knows what is at hand.
        rows: Collects the rows.
    """

    def __init__(self, fresh: Fresh, rows: Rows) -> None:
        self._fresh = fresh
        self._hand = fresh.hand
        self._rows = rows.of
        # What stands or is ranked anew from the entry on that is read, by its id.
        self._shown: dict[str, Judged] = {}
        self._ranked: dict[str, Judged] = {}

    def take(self, action: Action, act: Act) -> list[AtHand]:
        """Take an action in that judges something at hand.

        Returns:
            The events on which it bears; none, if the action has to wait.
        """
        target = act.target or self._hand.target(act.undoes)
        reached = self._hand.reached(target)
        events = [event for event in reached if event is not None]
        concerned = {target, *self._hand.concerned(target)}
        if len(events) < len(reached) or concerned & self._fresh.doubtful:
            return []
        # What is taken back must not hide that its source, say, waits to be judged.
        if self._is_odd(action) or not all(map(self._fresh.stands_alone, events)):
            return []
        version = rank = None
        match action:
            case Revised(record) if self._may_become(record):
                version = _version(record, act)
            case Ranked(_, value, reason):
                rank = (value, reason)
            case Retracted():
                pass
            case _:
                return []
        before = self._hand.judged(target) or Judged.recorded(
            self._hand.passing(target)
        )
        after = before.after(act, version, rank)
        if after is None:
            return []
        self._hand.judge(target, act, after)
        self._end(target, before, after)
        self._show(target, after)
        return events

    def write(self) -> None:
        """Collect the rows of what stands anew from the entry on that was read."""
        number = self._fresh.number
        for judged in self._shown.values():
            shown, retracted = judged.shown
            self._rows["stretch"] += [
                (act, number, number, 0)
                for act, version in judged.versions.items()
                if version.number == number and act != shown
            ]
            self._rows["stretch"].append((shown, number, None, int(retracted)))
        for target, judged in self._ranked.items():
            rank, reason = judged.rank
            if rank:
                self._rows["judgement"].append((target, "rank", number, rank, reason))
        self._shown.clear()
        self._ranked.clear()

    def _is_odd(self, action: Action) -> bool:
        return bool(
            fold.oddities(
                action,
                self._known,
                lambda record: dumps(record_to_json(record)),
                lambda address: bool(self._hand.target(address)),
            )
        )

    def _known(self, record_id: str) -> Known:
        judged = self._hand.judged(record_id)
        retracted = judged is not None and judged.is_retracted
        return Known(type=self._kind_and_about(record_id)[0], retracted=retracted)

    def _kind_and_about(self, target: str) -> tuple[str, str]:
        home = self._hand.home(target)
        if home is not None:
            return "claim", home.id
        stated = self._hand.contradiction(target)
        return ("claim", stated.rivals[0]) if stated is not None else ("event", "")

    def _may_become(self, record: Record) -> TypeGuard[Claim | Event]:
        """Say whether it is at hand all that a revised record would bear on."""
        match record:
            case Event():
                return self._hand.event(record.id) is not None
            case Claim(says=Relation(kind="contradicts")) | Claim(premises=(_, *_)):
                return False
            case Claim():
                home = self._hand.home(record.id)
                return home is not None and home.id == record.about
            case _:
                return False

    def _end(self, target: str, before: Judged, after: Judged) -> None:
        """Let what stood before an act stand no longer, if it does not."""
        number = self._fresh.number
        if after.shown != before.shown:
            if before.since < number or target not in self._shown:
                act, retracted = before.shown
                held = (act, before.since, number, int(retracted))
                self._rows["stretch"].append(held)
            self._shown[target] = after
        if after.rank != before.rank:
            if any(before.rank) and before.ranked < number:
                row = (number, target, "rank", before.ranked)
                self._rows["outranked"].append(row)
            self._ranked[target] = after

    def _show(self, target: str, judged: Judged) -> None:
        """Let be at hand what stands after an act."""
        version = judged.version
        home = self._hand.home(target)
        if home is not None:
            home.claims = [one for one in home.claims if one.id != target]
            if not judged.is_retracted:
                claim = version._replace(first=judged.first)
                home.claims = sorted([*home.claims, claim], key=_IN_ORDER)
            ranks = {**home.ranks, target: judged.rank}
            home.ranks = {one: rank for one, rank in ranks.items() if any(rank)}
            return
        event = self._hand.event(target)
        if event is not None:
            event.act, event.address = version.act, version.address
            event.number, event.body = version.number, version.body
            event.record = version.record
            event.is_plain = False


def _version(record: Claim | Event, act: Act) -> Passing:
    body = dumps(record_to_json(record))
    if isinstance(record, Claim):
        return Passing.claim(record, act, body)
    return Passing.event(record, act, body)
