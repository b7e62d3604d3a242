"""Questions to a log whose read model is there: each a process of its own, cold.

An answer may be as great as the log, so what counts is when it begins: a line of it is
read, and then the process is hung up on.

Peers are the shell of SQLite on the same tables, with what one would write there (it
prints rows, and gives no verdict on uncertain dates), and bean-query on a ledger with
as many transactions, or 20,000 if there are more.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Final

import attrs
from benchmarks.growth import Law
from benchmarks.measuring import Cost, Effort, Peer, Row, cpu_of, peer_of, python
from benchmarks.worlds import SHELL, Worlds, shell_of

LARGEST_LEDGER: Final = 20_000
DAY: Final = date(1950, 11, 4).toordinal()
FROM_1900: Final = date(1900, 1, 1).toordinal()
UNTIL_1950: Final = date(1950, 12, 31).toordinal()
ALL: Final = "SELECT * FROM event WHERE n_to IS NULL"
TOUCHING: Final = f"earliest <= {DAY} AND latest >= {DAY} ORDER BY day"
ON: Final = f"{ALL} AND {TOUCHING}"
YEARLY: Final = f"{ALL} AND year_from <= 1104 AND year_to >= 1104 ORDER BY day"
BETWEEN: Final = f"{ALL} AND earliest <= {DAY + 2} AND latest >= {DAY}"
BETWEEN_YEARS: Final = f"{ALL} AND earliest <= {UNTIL_1950} AND latest >= {FROM_1900}"
BQL: Final = "SELECT date, narration WHERE"
BQL_BETWEEN: Final = f"{BQL} date >= 1950-11-04 AND date <= 1950-11-06"
BQL_BETWEEN_YEARS: Final = f"{BQL} date >= 1900-01-01 AND date <= 1950-12-31"
PERIOD: Final = ("between", "1950-11-04", "1950-11-06")
HALF_CENTURY: Final = ("between", "1900", "1950")
PERIODS: Final = (
    (PERIOD, BETWEEN, BQL_BETWEEN),
    (HALF_CENTURY, BETWEEN_YEARS, BQL_BETWEEN_YEARS),
)
SEARCH: Final = (
    "SELECT event.* FROM words JOIN event ON version = words.rowid WHERE words MATCH"
)
BEFORE: Final = (
    "SELECT * FROM event WHERE n_from <= {n} AND (n_to IS NULL OR n_to > {n})"
)


@attrs.frozen
class Question:
    """A question, as it is put to each.

    Attributes:
        ours: The verb and its arguments.
        sql: For the tables; an entry's number in it is "{n}", an event's id "{event}".
        bql: For a ledger; empty if it has nothing of the sort.
    """

    ours: tuple[str, ...]
    sql: str
    bql: str = ""

    def __str__(self) -> str:
        """Return what is shown of it."""
        return " ".join(self.ours).format(n="N", event="EVENT")


QUESTIONS: Final = (
    Question(("on", "1950-11-04"), ON, f"{BQL} date = 1950-11-04"),
    Question(("on", "11-04"), YEARLY, f"{BQL} month(date) = 11 AND day(date) = 4"),
    Question(PERIOD, f"{BETWEEN} ORDER BY day", BQL_BETWEEN),
    *(
        Question(
            (*period, "--kind", "politics"),
            f"{sql} AND kind LIKE 'politics.%' ORDER BY day",
            f"{bql} AND 'kind-3' IN tags",
        )
        for period, sql, bql in PERIODS
    ),
    *(
        Question(
            (*period, "--source", "source-0"),
            f"{sql} AND ' ' || sources || ' ' LIKE '% source-0 %' ORDER BY day",
            f"{bql} AND ANY_META('source') = 'source-3'",
        )
        for period, sql, bql in PERIODS
    ),
    *(
        Question(
            (*HALF_CENTURY, *how), f"{BETWEEN_YEARS} ORDER BY day", BQL_BETWEEN_YEARS
        )
        for how in ((), ("--json",))
    ),
    Question(("on", "1950-11-04", "--as-of", "#{n}"), f"{BEFORE} AND {TOUCHING}"),
    Question((*HALF_CENTURY, "--as-of", "#2"), "SELECT * FROM event WHERE n_from <= 2"),
    Question(
        ("search", "strike", "prison", "uprising"),
        f"{SEARCH} 'strike prison uprising' AND n_to IS NULL ORDER BY day",
        f"{BQL} narration ~ 'strike' AND narration ~ 'prison'",
    ),
    Question(
        ("search", "treaty"),
        f"{SEARCH} 'treaty' AND n_to IS NULL ORDER BY day",
        f"{BQL} narration ~ 'treaty'",
    ),
    Question(("show", "{event}"), "SELECT * FROM act WHERE target = '{event}'"),
)


class Costs:
    """What questions cost, each a process.

    Args:
        worlds: Where logs and tables are made.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        self._known: dict[int, tuple[int, str]] = {}

    def ours(self, question: Question) -> Cost:
        """Return what a question costs us."""

        def cost(size: int) -> float:
            asked = [self._filled(one, size) for one in question.ours]
            log = ("--log", str(self.worlds.log(size)))
            command = python("-m", "chrono56", *asked, *log)
            # Nothing that matches, in a small log, is an answer as well.
            return cpu_of(command, first_line=True, expected=(0, 1))

        return cost

    def sql(self, question: Question) -> Cost:
        """Return what it costs the shell of SQLite."""

        def cost(size: int) -> float:
            sql = self._filled(question.sql, size)
            command = [SHELL, "-readonly", str(self.worlds.place(size)), sql]
            return cpu_of(command, first_line=True)

        return cost

    def bql(self, question: Question) -> Cost:
        """Return what it costs bean-query, which keeps what it loaded in a cache."""

        def cost(size: int) -> float:
            ledger = self.worlds.ledger(min(size, LARGEST_LEDGER))
            command = python("-m", "beanquery", str(ledger), question.bql)
            return cpu_of(command, first_line=True)

        return cost

    def _filled(self, text: str, size: int) -> str:
        """Put an entry's number and an event's id, both from the middle, in a text."""
        if size not in self._known:
            with closing(sqlite3.connect(self.worlds.tables(size))) as tables:
                (n,) = tables.execute("SELECT max(n) / 2 FROM entry").fetchone()
                offset = "SELECT id FROM event WHERE n_to IS NULL LIMIT 1 OFFSET ?"
                (event,) = tables.execute(offset, (size // 2,)).fetchone()
            self._known[size] = n, event
        number, identity = self._known[size]
        return text.format(n=number, event=identity)


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    costs = Costs(Worlds(effort.folder))
    for question in QUESTIONS:
        for peer in peers_of(question, costs):
            yield Row(
                what=f"{question}, the first line: {{n}} events",
                ours=costs.ours(question),
                sizes=effort.event_sizes(),
                peer=peer,
                most=0.200,
                law=Law.LOG,
                runs=effort.runs(5),
            )


def peers_of(question: Question, costs: Costs) -> Iterator[Peer]:
    """Yield whom else one could ask."""
    yield shell_of(costs.sql(question))
    if question.bql:
        yield peer_of("beanquery", lambda: costs.bql(question))
