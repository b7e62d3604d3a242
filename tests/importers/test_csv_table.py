"""Reading tables: the dialects there are, and faults told by row."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exporters.world import HOSTILE

from chrono56.formats import ImportFailedError
from chrono56.importers.context import ImportContext
from chrono56.importers.csv_table import ENCODINGS, Row, read_rows

NAME = "letters.csv"


def rows(
    data: bytes, *, delimiter: str = "auto", encoding: str = "utf-8"
) -> tuple[tuple[str, ...], list[Row]]:
    context = ImportContext(format="csv", name=NAME)
    header, found = read_rows(data, context, delimiter=delimiter, encoding=encoding)
    return header, list(found)


@pytest.mark.parametrize(
    ("data", "how"),
    [
        ("a,b\r\n1,ő\r\n", {}),
        ("a;b\n1;ő", {}),
        ("a\tb\r1\tő\r", {}),
        ('"a"\t"b"\n"1"\t"ő"\n', {}),
        ("\ufeffa;b\n1;ő\n", {}),
        ("a,b,,\n1,ő,,\n", {}),
        ("a,b\n\n,\n1,ő\n,\n", {}),
        ("a;b\n1;ő\n", {"encoding": "cp1250"}),
        ("a;b\n1;ő\n", {"encoding": "iso-8859-2"}),
        ("a;b\n1;ő\n", {"encoding": "utf-16"}),
        ("a;b\n1;ő\n", {"delimiter": "semicolon"}),
        ("sep=;\r\na;b\r\n1;ő\r\n", {}),
        ('\ufeff"sep=,"\ra,b\r1,ő\r', {}),
        ("sep=\t\na,b\n1,ő\n", {"delimiter": "comma"}),
    ],
)
def test_tables_of_all_dialects_are_read(data: str, how: dict[str, str]) -> None:
    header, (row,) = rows(data.encode(how.get("encoding", "utf-8")), **how)

    assert header == ("a", "b")
    assert row.cells == {"a": "1", "b": "ő"}


def test_rows_are_counted_as_spreadsheets_do() -> None:
    _, found = rows(b'a,b\n"two\nlines",x\n\n3,y\n')

    assert [row.number for row in found] == [2, 4]


@given(
    st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4),
    st.sampled_from([",", ";", "\t"]),
)
def test_whatever_a_cell_holds_is_read_back(
    given_rows: list[tuple[str, str]], delimiter: str
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows([("a", "b"), *given_rows])
    _, found = rows(buffer.getvalue().encode())
    told = [pair for pair in given_rows if any(pair)]

    assert [(row.cells["a"], row.cells["b"]) for row in found] == told


def test_a_cell_may_be_longer_than_python_likes_and_the_limit_stays() -> None:
    limit = csv.field_size_limit()
    _, (row,) = rows(b"a,b\n1," + b"x" * (limit + 1) + b"\n")

    assert len(row.cells["b"]) == limit + 1
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("data", "how", "place", "why"),
    [
        (b"", {}, "row 1", "no header"),
        (b"\n\na,b\n", {}, "row 1", "no header"),
        (b"sep=;\r\n", {}, "row 1", "no header"),
        (b",,\n1,2\n", {}, "row 1", "no header"),
        (b"a\0,\0b\0\n", {}, "row 1", "a NUL character in the header; UTF-16 needs"),
        (b'sep=;\na;b\n1;"2', {}, ":3", "no CSV: unexpected end of data"),
        (b"", {"delimiter": "comma"}, "row 1", "no header"),
        (b"\na,b\n", {"delimiter": "comma"}, "row 1", "no header"),
        (b"alone\n1\n", {}, "row 1", "no delimiter in the header"),
        (b"a,b;c\n", {}, "row 1", "in the header (comma, semicolon); say"),
        (b"a,a\n", {}, "row 1", "two columns 'a'"),
        (b"a,,b,,c\n", {}, "row 1", "a column without a name"),
        (b'a,b\n"1,2\n', {}, ":2", "no CSV: unexpected end of data"),
        (b'a,b\n"1"x,2\n', {}, ":2", "no CSV: ',' expected after '\"'"),
        (b"a,b\n1,\xf5\n", {}, ":2", "the byte 0xf5, which utf-8 does not have"),
        (b"\xff\xfe\0\0a\0\0\0", {}, "", "it is UTF-32; save it as UTF-8"),
        (b"\xff\xfea\0,\0b\0", {}, "", "it is UTF-16; say so with -O encoding=utf-16"),
        (b"a,b\n", {"encoding": "utf-16"}, "", "no byte order mark"),
        (b"\xff\xfea\0,", {"encoding": "utf-16"}, ":1", "which utf-16 does not have"),
        (b"a,\x81\n", {"encoding": "cp1250"}, ":1", "-O encoding=… (utf-8, utf-16"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(
    data: bytes, how: dict[str, str], place: str, why: str
) -> None:
    with pytest.raises(ImportFailedError) as caught:
        rows(data, **how)

    assert why in caught.value.why
    assert caught.value.where == NAME + (f", {place}" if "row" in place else place)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1", "1 cells where the header has 2"),
        ("1,2,3", "3 cells where the header has 2"),
        ("1,2,,", ""),
    ],
)
def test_a_row_that_does_not_fit_says_so_itself(row: str, said: str) -> None:
    _, (found,) = rows(f"a,b\n{row}\n".encode())

    assert found.fault == said


def test_a_header_of_very_many_columns_is_checked_in_no_time() -> None:
    names = tuple(f"c{number}" for number in range(50_000))
    header, _ = rows(",".join(names).encode())

    assert header == names


def test_a_huge_header_is_looked_through_but_once() -> None:
    with pytest.raises(ImportFailedError, match="no delimiter"):
        rows(b'"' + b"x" * 5_000_000)


@pytest.mark.parametrize("name", ENCODINGS.values())
def test_python_has_every_encoding(name: str) -> None:
    assert "Budapest".encode(name).decode(name) == "Budapest"
