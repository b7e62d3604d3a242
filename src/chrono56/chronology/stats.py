"""Counting what a chronology holds."""

from collections import Counter

from immutabledict import immutabledict

from chrono56.chronology.hearing import every_claim
from chrono56.chronology.state import State
from chrono56.chronology.tables.schema import BEYOND
from chrono56.chronology.views import Stats
from chrono56.days import civil_from_days, iso_day

_LISTED = "FROM event WHERE retracted = 0 AND occurrence = 'asserted' AND $held"


def stats(state: State) -> Stats:
    """Count what stood in the log at a state."""
    events, undated, disputed = state.rows(
        f"SELECT count(*), total(whenever = ''), total(dispute > 1) {_LISTED}"
    ).fetchone()
    (unlisted,) = state.rows(
        "SELECT count(*) FROM event WHERE retracted = 0"
        " AND occurrence NOT IN ('asserted', 'unheard') AND $held"
    ).fetchone()
    records = dict(
        state.rows(
            "SELECT type, count(*) FROM record WHERE type NOT IN ('claim', 'event')"
            " AND retracted = 0 AND $held GROUP BY type"
        ).fetchall()
    )
    (claims,) = state.rows(
        "SELECT count(*) FROM record WHERE about IS NOT NULL AND type = 'claim'"
        " AND retracted = 0 AND $held"
    ).fetchone()
    if state.filter is not None:
        claims = len(every_claim(state))
    kinds = state.rows(
        f"SELECT kind, count(*) {_LISTED} GROUP BY kind ORDER BY count(*) DESC, kind"
    )
    earliest, latest = state.rows(
        "SELECT min(CASE WHEN earliest > -:beyond THEN earliest END),"
        f" max(CASE WHEN latest < :beyond THEN latest END) {_LISTED}"
        " AND whenever != ''",
        beyond=BEYOND,
    ).fetchone()
    return Stats(
        entries=state.number,
        events=events,
        unlisted=unlisted,
        undated=int(undated),
        disputed=int(disputed),
        claims=claims,
        sources=records.get("source", 0),
        agents=records.get("agent", 0),
        places=records.get("place", 0),
        first=_day(earliest),
        last=_day(latest),
        kinds=immutabledict(kinds.fetchall()),
        years=_years(state),
    )


def _day(number: int | None) -> str:
    return iso_day(number) if number is not None and abs(number) < BEYOND else ""


def _years(state: State) -> immutabledict[int, int]:
    counted: Counter[int] = Counter()
    rows = state.rows(
        f"SELECT day, count(*) {_LISTED} AND whenever != '' GROUP BY day ORDER BY day"
    )
    for day, count in rows:
        if abs(day) < BEYOND:
            counted[civil_from_days(day)[0]] += count
    return immutabledict(counted)
