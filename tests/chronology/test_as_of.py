"""As of any point is what a log of just those entries comes to."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chronology.world import (
    HEADER,
    IDS,
    Line,
    histories,
    instant,
    linear,
    log_of,
    told,
)
from tests.log.world import write_entry

from chrono56.app import export
from chrono56.chronology import Chronology
from chrono56.errors import UnknownIdError
from chrono56.log.actions import Action
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

Batches = list[list[Action]]

slowly = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def everything(chronology: Chronology) -> dict[str, Any]:
    """Return all that a chronology tells and exports."""
    return {
        **told(chronology),
        "csv": _exported(chronology, "csv"),
        "markdown": _exported(chronology, "markdown"),
        "histories": {one: _history(chronology, one) for one in IDS},
        "blame": {one: _blame(chronology, one) for one in IDS},
        "october": [(it.id, it.verdict) for it in chronology.on("1956-10-23")],
    }


def merged(batches: Batches, draw: st.DataObject) -> list[Line]:
    """Write a history that branches and is merged, several times over."""
    lines = linear(batches[:1])
    heads = {lines[0][1]}
    for number, batch in enumerate(batches[1:], 1):
        ids = [entry_id for _, entry_id in lines]
        merges = len(heads) > 1 and draw.draw(st.booleans())
        parents = sorted(heads) if merges else [draw.draw(st.sampled_from(ids))]
        line, entry = write_entry(batch, at=instant(number), by="bela", parents=parents)
        heads = heads - set(parents) | {entry.id}
        lines.append((line, entry.id))
    return lines


@slowly
@given(histories(), st.data())
def test_as_of_any_number_id_day_and_instant(
    batches: Batches, data: st.DataObject
) -> None:
    lines = linear(batches)
    number = data.draw(st.integers(1, len(lines)))
    whole, part = log_of(lines), log_of(lines[:number])
    day = f"2024-03-{data.draw(st.integers(1, 3)):02}"

    for point in (f"#{number}", lines[number - 1][1][:12], instant(number - 1)):
        assert everything(as_of(whole, point)) == everything(as_of(part, point))
    assert everything(as_of(whole, day)) == everything(as_of(whole, day + "T23:59Z"))


@slowly
@given(histories(6), st.data())
def test_as_of_an_entry_of_a_merged_history_and_as_of_an_instant(
    batches: Batches, data: st.DataObject
) -> None:
    lines = merged(batches, data)
    parents = {entry.id: entry.parents for entry in log_of(lines).entries()}
    here = data.draw(st.sampled_from([entry_id for _, entry_id in lines]))
    number = data.draw(st.integers(1, len(lines)))
    known_then = _with_ancestors(here, parents)
    whole = log_of(data.draw(st.permutations(lines)))

    knew = log_of([line for line in lines if line[1] in known_then])
    assert everything(as_of(whole, here)) == everything(as_of(knew, here))
    moment = instant(number - 1)
    held = log_of(lines[:number])
    assert everything(as_of(whole, moment)) == everything(as_of(held, moment))


@slowly
@given(histories(4))
def test_a_log_that_grew_bit_by_bit_tells_the_same_of_its_past(
    tmp_path_factory: pytest.TempPathFactory, batches: Batches
) -> None:
    folder: Path = tmp_path_factory.mktemp("log")
    path = folder / "log.jsonl"
    path.write_bytes(HEADER + b"\n")
    log = Log(JsonlStore(path))
    lines = linear(batches)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHRONO56_CACHE", str(folder / "cache"))
        for line, _ in lines:
            with path.open("ab") as file:
                file.write(line + b"\n")
            Chronology.open(log).close()
        for number in range(1, len(lines) + 1):
            point = f"#{number}"
            with Chronology.open(log, as_of=point) as then:
                fresh = as_of(log_of(lines[:number]), point)
                assert everything(then) == everything(fresh)


def as_of(log: Log, point: str) -> Chronology:
    return Chronology.open(log, cache=False, as_of=point)


def _exported(chronology: Chronology, name: str) -> bytes:
    target = io.BytesIO()
    export(chronology, name, target)
    return target.getvalue()


def _history(chronology: Chronology, record_id: str) -> Any:
    try:
        return list(chronology.history(record_id))
    except UnknownIdError:
        return "unknown"


def _blame(chronology: Chronology, record_id: str) -> Any:
    try:
        return chronology.blame(record_id)
    except UnknownIdError:
        return "unknown"


def _with_ancestors(entry_id: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    ahead = [entry_id]
    while ahead:
        one = ahead.pop()
        if one in parents and one not in found:
            found.add(one)
            ahead += parents[one]
    return found
