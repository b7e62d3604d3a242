"""Tables in files: what was kept is found again, and nothing else is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.world import write_over

from chrono56.log.table import DamagedTableError, Table, keep

KINDS = st.sampled_from(["entry", "record"])
VALUES = st.dictionaries(st.sampled_from("abc"), st.text(max_size=90), max_size=3)
ROWS = st.dictionaries(st.tuples(KINDS, st.text(max_size=5)), VALUES, max_size=40)


def kept(folder: Path, rows: dict[tuple[str, str], dict[str, Any]]) -> Path:
    path = folder / "a.table"
    keep(path, {"named": "a"}, ((*key, value) for key, value in rows.items()))
    return path


@given(rows=ROWS, asked=st.tuples(KINDS, st.text(max_size=5)))
def test_it_is_what_a_dict_is(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[tuple[str, str], dict[str, Any]],
    asked: tuple[str, str],
) -> None:
    table = Table(kept(tmp_path_factory.mktemp("table"), rows))

    for key in (*rows, asked):
        assert table.get(*key) == rows.get(key)
    for value in table.values():
        assert value in rows.values()
    assert all(value in list(table.values()) for value in rows.values())


def test_thousands_of_rows_are_all_found(tmp_path: Path) -> None:
    rows: dict[tuple[str, str], dict[str, Any]] = {
        ("entry", f"{n}"): {"n": n % 7} for n in range(20_000)
    }
    table = Table(kept(tmp_path, rows))

    assert [key for key in rows if table.get(*key) != rows[key]] == []
    assert table.get("entry", "20000") is None
    assert {value["n"] for value in table.values()} == set(range(7))


def test_a_value_of_many_rows_in_succession_is_written_once(tmp_path: Path) -> None:
    one = {"n": "x" * 1000}
    path = kept(tmp_path, {("entry", f"{n}"): one for n in range(9)})

    assert path.read_bytes().count(b"x" * 1000) == 1
    assert [Table(path).get("entry", f"{n}") for n in range(9)] == [one] * 9


def test_the_head_is_kept_beside_the_rows(tmp_path: Path) -> None:
    assert Table(kept(tmp_path, {})).head == {"named": "a"}


def test_a_part_of_a_table_is_refused_at_every_length(tmp_path: Path) -> None:
    path = kept(tmp_path, {("entry", "a"): {"a": "x"}})
    whole = path.read_bytes()

    for length in [*range(1, 120), *range(len(whole) - 60, len(whole))]:
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedTableError, match="is not a whole table"):
            Table(path)


def test_no_changed_byte_changes_an_answer(tmp_path: Path) -> None:
    rows: dict[tuple[str, str], dict[str, Any]] = {
        ("entry", f"{n}"): {"n": "x" * n} for n in range(6)
    }
    path = kept(tmp_path, rows)
    whole = path.read_bytes()
    ends = [*range(500), *range(len(whole) - 500, len(whole))]

    for place in [*ends, *range(0, len(whole), 997)]:
        write_over(path, place, whole[place] ^ 1)
        found = answers(path, [*rows, ("entry", "6")])
        write_over(path, place, whole[place])

        assert all(
            one in (right, "damaged")
            for one, right in zip(found, (*rows.values(), None), strict=True)
        )


def answers(path: Path, keys: list[tuple[str, str]]) -> list[object]:
    try:
        table = Table(path)
    except DamagedTableError:
        return ["damaged"] * len(keys)
    return [answer(table, key) for key in keys]


def answer(table: Table, key: tuple[str, str]) -> object:
    try:
        return table.get(*key)
    except DamagedTableError:
        return "damaged"


@pytest.mark.parametrize("text", [b"", b"\n", b"no table\n" * 9, b"{}\n{}\n"])
def test_another_file_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "x").write_bytes(text)

    with pytest.raises(ValueError, match="is not a whole table"):
        Table(tmp_path / "x")


def test_what_is_no_text_is_not_found(tmp_path: Path) -> None:
    assert Table(kept(tmp_path, {})).get("record", "\udcff") is None


def test_what_was_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str, str, dict[str, Any]]]:
        yield "entry", "a", {}
        raise KeyboardInterrupt

    path = kept(tmp_path, {("entry", "a"): {"n": "old"}})
    with pytest.raises(KeyboardInterrupt):
        keep(path, {}, rows())

    assert list(tmp_path.iterdir()) == [path]
    assert Table(path).get("entry", "a") == {"n": "old"}


def test_what_another_left_who_was_killed_is_removed(tmp_path: Path) -> None:
    (tmp_path / "a.table.123").write_bytes(b"the first part of")
    path = kept(tmp_path, {})

    assert list(tmp_path.iterdir()) == [path]


def test_what_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.table").mkdir()

    with pytest.raises(IsADirectoryError):
        kept(tmp_path, {})
    assert [one.name for one in tmp_path.iterdir()] == ["a.table"]
