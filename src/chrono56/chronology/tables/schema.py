"""The tables of the read model.

Rows that can change carry the span of entries for which they held: from the entry
``n_from`` to before the entry ``n_to`` (NULL: they still hold). What stood after entry
``n`` is what ``n_from <= n AND (n_to IS NULL OR n_to > n)`` finds.
"""

from typing import Final

VERSION: Final = 10
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
    address BLOB NOT NULL,
    verb TEXT NOT NULL,
    target TEXT NOT NULL,
    undoes BLOB,               -- the address of an act; NULL: none
    body BLOB NOT NULL         -- canonical JSON: the record, or what the action says
);
CREATE INDEX act_undoes ON act (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE record (            -- its id is the target of its act
    act INTEGER NOT NULL,
    n_from INTEGER NOT NULL,
    n_to INTEGER,
    type TEXT NOT NULL,
    about TEXT NOT NULL,       -- of a claim; of a place what contains it
    retracted INTEGER NOT NULL,
    PRIMARY KEY (act, n_from)
) WITHOUT ROWID;
CREATE INDEX record_type ON record (type) WHERE type NOT IN ('claim', 'event');
CREATE TABLE judgement (
    target TEXT NOT NULL,
    what TEXT NOT NULL,        -- rank, unite or title
    n_from INTEGER NOT NULL,
    n_to INTEGER,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (target, what, n_from)
) WITHOUT ROWID;
CREATE TABLE mention (           -- what was ever mentioned by the record of which act
    held TEXT NOT NULL,
    act INTEGER NOT NULL,
    PRIMARY KEY (held, act)
) WITHOUT ROWID;
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
    first TEXT NOT NULL,
    last TEXT NOT NULL,
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
CREATE TABLE facet (
    facet TEXT NOT NULL,       -- source, place or agent
    value TEXT NOT NULL,
    day INTEGER NOT NULL,      -- as the event has it
    version INTEGER NOT NULL,
    PRIMARY KEY (facet, value, day, version)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', columnsize=0, tokenize='unicode61'
);
"""

INDEXES: Final = """
CREATE INDEX act_target ON act (target);
CREATE INDEX act_address ON act (address);
CREATE INDEX record_about ON record (about) WHERE about != '';
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
"""
"""Made when the tables are filled for the first time: a row costs less so.

Those in which few rows are come with their tables: all of these need not be read again.
"""


def bound(day: int | None, otherwise: int) -> int:
    """Return a bound as a column holds it; *otherwise* stands for none.

    >>> bound(714356, BEYOND), bound(None, -BEYOND) == -BEYOND
    (714356, True)
    """
    return otherwise if day is None else day
