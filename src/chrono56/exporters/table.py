"""Tables for terminals and documents: the only door to tabulate.

tabulate left alone rewrites numbers in text, lets a line end in a cell start a row, and
its own wrapping fails for texts that look like numbers; so cells are made safe and are
wrapped before it sees them.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from chrono56.exporters.markdown_text import escaped
from chrono56.text import one_line

if TYPE_CHECKING:
    from tabulate import TableFormat

Style: TypeAlias = Literal["plain", "simple", "grid", "github"]

# How many columns the lines and gaps take: for each cell, and for the whole table.
_FRAME: Final[dict[str, tuple[int, int]]] = {
    "plain": (2, -2),
    "simple": (2, -2),
    "grid": (3, 1),
}
_NARROWEST: Final = 4
_LOOSE_JOINERS: Final = re.compile("\u200d+(?=\\s|$)")
_HEADER_PADDING: Final = 2  # a column is at least this much wider than its name


def table(
    rows: Iterable[Sequence[str]],
    headers: Sequence[str],
    *,
    style: Style = "plain",
    width: int | None = None,
) -> str:
    """Return rows of text as a table, without a line end after the last line.

    Columns are aligned by what a terminal shows, wide characters counted as two.
    Control characters can't reach the terminal; for ``github`` nothing in a cell can
    become markup, unless it is ``Markup`` already.

    Args:
        rows: The cells; each row is as long as the headers.
        headers: The names of the columns.
        style: How it looks; ``github`` is Markdown and is never wrapped.
        width: The columns of the terminal, which long cells are wrapped to fit; None
            leaves them as they are.

    >>> print(table([["1e5", "匈牙利"], ["12", "Budapest"]], ["id", "where"]))
    id    where
    1e5   匈牙利
    12    Budapest
    """
    from tabulate import tabulate

    safe = escaped if style == "github" else _cell
    names = [safe(name) for name in headers]
    cells = [[safe(cell) for cell in row] for row in rows]
    if style == "github":
        return tabulate(cells, names, tablefmt=_github(), disable_numparse=True)
    if width is not None:
        widths = _fitted(names, cells, style, width)
        names = _wrapped_row(names, [most - _HEADER_PADDING for most in widths])
        cells = [_wrapped_row(row, widths) for row in cells]
    return tabulate(cells, names, tablefmt=style, disable_numparse=True)


def _cell(text: str) -> str:
    """Return a text in one line, without joiners that join nothing.

    Whatever stands behind a joiner is measured as joined: here, the table's blanks.
    """
    return _LOOSE_JOINERS.sub("", one_line(text))


def _github() -> "TableFormat":
    """Give what tabulate 0.9 and 0.10 call github; later versions may not."""
    from tabulate import DataRow, Line, TableFormat

    return TableFormat(
        lineabove=None,
        linebelowheader=Line("|", "-", "|", "|"),
        linebetweenrows=None,
        linebelow=None,
        headerrow=DataRow("|", "|", "|"),
        datarow=DataRow("|", "|", "|"),
        padding=1,
        with_header_hide=None,
    )


def _fitted(
    names: Sequence[str], rows: Iterable[Sequence[str]], style: str, width: int
) -> list[int]:
    """Return the width of each column; the widest give way first."""
    natural = [shown_width(name) + _HEADER_PADDING for name in names]
    for row in rows:
        natural = list(map(max, natural, map(shown_width, row)))
    each, whole = _FRAME[style]
    room = width - each * len(natural) - whole
    most = max(natural, default=0)
    while most > _NARROWEST and sum(min(one, most) for one in natural) > room:
        most -= 1
    return [min(one, most) for one in natural]


def shown_width(text: str) -> int:
    """Return how many columns of a terminal a line of text takes.

    >>> shown_width("匈牙利"), shown_width("é")
    (6, 1)
    """
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _wrapped_row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [_wrapped(cell, most) for cell, most in zip(row, widths, strict=True)]


def _wrapped(text: str, width: int) -> str:
    """Break a line between words, and words that are too long between characters."""
    if shown_width(text) <= width:
        return text
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if shown_width(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = pieces(word, width)
        lines += whole
    return "\n".join([*lines, line])


def pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that are no wider than *width*.

    >>> pieces("匈牙利革命", 5)
    ['匈牙', '利革', '命']
    """
    found = [""]
    for character in word:
        # A combining mark adds no width, so it stays with the letter it belongs to.
        if found[-1] and shown_width(found[-1] + character) > width:
            found.append("")
        found[-1] += character
    return found
