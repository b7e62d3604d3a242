"""The tables of the read model.

Rows that can change carry the span of entries for which they held: from the entry
``n_from`` to before the entry ``n_to`` (NULL: they still hold). What stood after entry
``n`` is what ``n_from <= n AND (n_to IS NULL OR n_to > n)`` finds.

What few things name, an ordinary index finds. Sources, places and agents are named
again and again: a full-text index of ids takes a byte or two for each time.
"""

import re
from functools import lru_cache
from typing import Final

VERSION: Final = 14
"""Changes with the tables and with the rules that fill them; another one is rebuilt."""

APPLICATION: Final = 0x43683536
"""Stands in the file's header ("Ch56"): the tables are ours."""

BEYOND: Final = 1 << 62
"""Stands for "no bound"; every day that a date can name is nearer."""

UNDATED: Final = BEYOND + 1

YEAR: Final = 366

WIDTHS: Final = (1, 31, YEAR, 10 * YEAR, 100 * YEAR)
"""The greatest numbers of days of the classes of width; what lasts longer is one more.

So what touches a stretch of days is found in short ranges of an index, class by class,
however long some events last.
"""

UNDATED_WIDTH: Final = -1
"""The class of width of what has no date."""

HELD: Final = "n_from <= :n AND (n_to IS NULL OR n_to > :n)"
"""The condition on rows that stood after entry ``:n``."""

ADDRESSED: Final = (
    "substr(address, 1, 6) = substr(:address, 1, 6) AND address = :address"
)
"""The condition on an act of the address ``:address``, for the index on beginnings."""

_WITHIN: Final = str.maketrans("._-:", "\ue001\ue002\ue003\ue004")
_TOKEN: Final = re.compile(r"[a-z0-9._:-]+")

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    parents TEXT,              -- ids joined by blanks; NULL: the entry before
    heads TEXT,                -- after it, joined by commas; NULL: itself
    first_act INTEGER NOT NULL, -- its acts are numbered from here
    last_act INTEGER NOT NULL  -- to here; to before the first if it has none
);
CREATE TABLE act (
    seq INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    verb TEXT NOT NULL,
    target TEXT NOT NULL,
    type TEXT,                 -- of what it records; NULL: it records nothing
    about TEXT,                -- what that claim is about, or what contains that place
    undoes BLOB,               -- the address of an act; NULL: none
    address BLOB NOT NULL,
    body BLOB NOT NULL         -- canonical JSON: the record, or what the action says
);
CREATE INDEX act_undoes ON act (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE stretch (           -- when the record of an act held, if not ever since
    act INTEGER NOT NULL,
    n_from INTEGER NOT NULL,
    n_to INTEGER,              -- the same: not even then
    retracted INTEGER NOT NULL,
    PRIMARY KEY (act, n_from)
) WITHOUT ROWID;
CREATE VIEW record AS            -- what acts record, and when that held
    SELECT seq AS act, n, verb, target, type, about, address, body,
        coalesce(n_from, n) AS n_from, n_to, coalesce(retracted, 0) AS retracted
    FROM act LEFT JOIN stretch ON stretch.act = seq
    WHERE type IS NOT NULL AND n_to IS NOT coalesce(n_from, 0);
CREATE TABLE judgement (
    target TEXT NOT NULL,
    what TEXT NOT NULL,        -- rank, unite or title
    n_from INTEGER NOT NULL,
    n_to INTEGER,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (target, what, n_from)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE mention USING fts5 ( -- of an act's record, all ids it mentions
    held, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '-._:'"
);
CREATE TABLE tie (               -- an event, and the act of a claim that ties it
    event TEXT NOT NULL,
    act INTEGER NOT NULL,
    PRIMARY KEY (event, act)
) WITHOUT ROWID;
CREATE TABLE finding (
    n_from INTEGER NOT NULL,
    n_to INTEGER,              -- the entry that settled it
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    about TEXT NOT NULL,       -- ids joined by blanks
    what TEXT NOT NULL,        -- what settles it: judging anew its record, rank, …
    text TEXT NOT NULL
);
CREATE TABLE event (
    version INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    n_from INTEGER NOT NULL,
    n_to INTEGER,
    retracted INTEGER NOT NULL,
    kind TEXT NOT NULL,
    labels TEXT NOT NULL,      -- JSON
    whenever TEXT NOT NULL,    -- EDTF; empty: undated
    as_written TEXT NOT NULL,
    sources TEXT NOT NULL,     -- ids joined by blanks
    dispute INTEGER NOT NULL,  -- 0 none, 1 a copy differs, 2 disputed
    occurrence TEXT NOT NULL,
    place TEXT NOT NULL,
    revisions INTEGER NOT NULL,
    first INTEGER NOT NULL,    -- the entry after which it was first told
    digest BLOB NOT NULL,      -- of all that is known of it
    day INTEGER NOT NULL,      -- the parts of the date's sort key
    minute INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    latest_key INTEGER NOT NULL,
    width INTEGER NOT NULL,    -- the class of its days, see WIDTHS
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    year_from INTEGER NOT NULL, -- month * 100 + day: where in the year it may fall
    year_to INTEGER NOT NULL
);
CREATE VIRTUAL TABLE thing USING fts5 (   -- of an event's version, source=ID, place=ID
    named, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '-._:='"
);
CREATE VIRTUAL TABLE thing_term USING fts5vocab(thing, instance);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', columnsize=0, tokenize='unicode61'
);
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
"""
"""Empty, to be filled with much: words are gathered in 16 MiB, not in one as else."""

INDEXES_OF_ACTS: Final = """
CREATE INDEX act_target ON act (target);
CREATE INDEX act_address ON act (substr(address, 1, 6));
CREATE INDEX act_about ON act (about, type, n) WHERE about IS NOT NULL;
CREATE INDEX act_type ON act (type) WHERE type NOT IN ('claim', 'event');
INSERT INTO mention (mention) VALUES ('optimize');
"""
"""Made when the rows of all entries are in, while events are still told.

A row costs less so than if the indexes were there before.
"""

INDEXES: Final = """
CREATE INDEX judgement_value ON judgement (value) WHERE what = 'unite';
CREATE INDEX finding_open ON finding (about) WHERE n_to IS NULL;
CREATE INDEX event_id ON event (id, n_from);
CREATE INDEX event_since ON event (n_from);
CREATE INDEX event_until ON event (n_to) WHERE n_to IS NOT NULL;
CREATE INDEX event_order ON event (day);
CREATE INDEX event_days ON event (width, earliest, latest);
CREATE INDEX event_year ON event (year_from, year_to);
CREATE INDEX event_kind ON event (kind, day);
CREATE INDEX event_dispute ON event (dispute, day) WHERE dispute > 0;
INSERT INTO thing (thing) VALUES ('optimize');
"""
"""Made when all events are told.

Those in which few rows are come with their tables: all of these need not be read again.
"""

FILLED: Final = "INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)"
"""Run when all is filled in: from now on little comes at a time."""


def bound(day: int | None, otherwise: int) -> int:
    """Return a bound as a column holds it; *otherwise* stands for none.

    >>> bound(714356, BEYOND), bound(None, -BEYOND) == -BEYOND
    (714356, True)
    """
    return otherwise if day is None else day


def term(record_id: str, what: str = "") -> str:
    """Return the full-text expression that finds an id: none but it.

    Args:
        record_id: The id; whatever is none is not found.
        what: What is to have it, in ``thing``: ``source``, ``place`` or ``agent``.

    >>> term("nsa-2002", "source"), term("No id")
    ('"source=nsa-2002"', '""')
    """
    if not _TOKEN.fullmatch(record_id):
        return '""'
    return f'"{what}={record_id}"' if what else f'"{record_id}"'


@lru_cache(maxsize=1 << 12)
def sign(what: str, named: str) -> str:
    """Return the word that stands in ``words`` for a kind, or for what is counted.

    Nobody writes it: it is of letters for private use, so that it is found only by who
    looks for what it stands for.

    Args:
        what: ``kind`` or ``figure``.
        named: The id of the kind, or of the measure.
    """
    return f"\ue000{what}\ue000{named.translate(_WITHIN)}"
