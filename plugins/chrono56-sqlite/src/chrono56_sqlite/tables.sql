-- The tables. Days are Julian day numbers, which sort and subtract in any calendar and
-- any year, and which SQLite's own date functions take: date(2435782) is '1956-11-04'.
-- Dates are EDTF, with their first and last possible day beside them; empty is unknown.

-- What the database was made from; the first table, so that it stands first in the file.
CREATE TABLE provenance (made_from TEXT NOT NULL);

CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE losses (what TEXT PRIMARY KEY, how TEXT NOT NULL) WITHOUT ROWID;

-- All ids are one namespace. The type is empty where what a claim names is not recorded.
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    label TEXT NOT NULL
);
CREATE TABLE names (
    record TEXT NOT NULL REFERENCES records (id),
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (record, language)
);

CREATE TABLE kinds (
    id TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    label TEXT NOT NULL
);
CREATE TABLE sources (
    id TEXT PRIMARY KEY REFERENCES records (id),
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    issued TEXT NOT NULL,
    language TEXT NOT NULL,
    reliability TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    url TEXT NOT NULL,
    csl TEXT NOT NULL
);
CREATE TABLE derivations (
    source TEXT NOT NULL REFERENCES sources (id),
    original TEXT NOT NULL REFERENCES sources (id),
    how TEXT NOT NULL,
    PRIMARY KEY (source, original, how)
);
CREATE TABLE agents (
    id TEXT PRIMARY KEY REFERENCES records (id),
    kind TEXT NOT NULL,
    label TEXT NOT NULL
);
CREATE TABLE places (
    id TEXT PRIMARY KEY REFERENCES records (id),
    label TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    part_of TEXT REFERENCES places (id)
);

-- Events, as the reading has them, in order of time, the undated last.
CREATE TABLE events (
    id TEXT PRIMARY KEY REFERENCES records (id),
    position INTEGER NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES kinds (id),
    date TEXT,
    date_in_words TEXT,
    earliest TEXT,
    latest TEXT,
    first_day INTEGER,
    last_day INTEGER,
    lasted INTEGER NOT NULL,
    doubt TEXT NOT NULL,
    minute_from INTEGER,
    minute_to INTEGER,
    as_written TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    place TEXT REFERENCES places (id),
    revision INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX events_by_day ON events (first_day, last_day);
CREATE INDEX events_by_kind ON events (kind);
CREATE INDEX events_by_place ON events (place);

-- Claims: what somebody says. "said" is the value in short, "value" as the log has it.
CREATE TABLE claims (
    id TEXT PRIMARY KEY REFERENCES records (id),
    event TEXT REFERENCES events (id),
    about TEXT NOT NULL REFERENCES records (id),
    type TEXT NOT NULL,
    said TEXT NOT NULL,
    value TEXT NOT NULL,
    mode TEXT NOT NULL,
    as_written TEXT NOT NULL,
    confidence TEXT NOT NULL,
    reason TEXT NOT NULL,
    rank TEXT NOT NULL,
    rank_reason TEXT NOT NULL,
    entry INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    recorder TEXT NOT NULL
);
CREATE INDEX claims_by_event ON claims (event);
CREATE INDEX claims_by_about ON claims (about);
CREATE TABLE citations (
    id INTEGER PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claims (id),
    source TEXT NOT NULL REFERENCES sources (id),
    label TEXT NOT NULL,
    locator TEXT NOT NULL,
    quote TEXT NOT NULL
);
CREATE INDEX citations_by_claim ON citations (claim);
CREATE INDEX citations_by_source ON citations (source);
-- Whom the cited source credits for it, nearest first.
CREATE TABLE credits (
    citation INTEGER NOT NULL REFERENCES citations (id),
    step INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (citation, step)
);
CREATE TABLE premises (
    claim TEXT NOT NULL REFERENCES claims (id),
    premise TEXT NOT NULL REFERENCES records (id),
    PRIMARY KEY (claim, premise)
);

-- What claims say, by type; each row is a claim.
CREATE TABLE datings (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    point TEXT NOT NULL,
    date TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    first_day INTEGER,
    last_day INTEGER
);
CREATE TABLE orderings (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    point TEXT NOT NULL,
    other TEXT NOT NULL REFERENCES records (id),
    other_point TEXT NOT NULL,
    least TEXT,
    most TEXT
);
CREATE TABLE locations (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    place TEXT NOT NULL REFERENCES places (id)
);
CREATE TABLE participations (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    agent TEXT NOT NULL REFERENCES agents (id),
    role TEXT NOT NULL
);
CREATE INDEX participations_by_agent ON participations (agent);
CREATE TABLE figures (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    measure TEXT NOT NULL,
    low NUMERIC,
    best NUMERIC,
    high NUMERIC,
    approximate INTEGER NOT NULL,
    unit TEXT NOT NULL,
    counted TEXT REFERENCES agents (id),
    scope TEXT NOT NULL,
    as_of TEXT
);
CREATE TABLE relations (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    kind TEXT NOT NULL,
    other TEXT NOT NULL REFERENCES records (id)
);
CREATE TABLE statements (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    speaker TEXT REFERENCES agents (id),
    use TEXT NOT NULL,
    occasion TEXT REFERENCES records (id)
);

-- Disputes, and which claims are in them, the chosen one first.
CREATE TABLE disputes (
    id INTEGER PRIMARY KEY,
    property TEXT NOT NULL,
    class TEXT NOT NULL
);
CREATE TABLE dispute_about (
    dispute INTEGER NOT NULL REFERENCES disputes (id),
    record TEXT NOT NULL REFERENCES records (id),
    PRIMARY KEY (dispute, record)
);
CREATE TABLE dispute_claims (
    dispute INTEGER NOT NULL REFERENCES disputes (id),
    claim TEXT NOT NULL REFERENCES claims (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (dispute, claim)
);
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    dispute INTEGER NOT NULL REFERENCES disputes (id),
    target TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    judge TEXT NOT NULL,
    judged TEXT NOT NULL
);

-- The chronology: what happened, in order of time.
CREATE VIEW chronology AS
SELECT events.position, events.date_in_words AS "when", events.label AS what,
       places.label AS "where", events.kind, events.disputed, events.id,
       events.first_day, events.last_day
  FROM events LEFT JOIN places ON places.id = events.place
 WHERE events.occurrence = 'asserted'
 ORDER BY events.position;

-- Who says what of which event, a row a citation; inferences have no source.
CREATE VIEW testimony AS
SELECT claims.event, events.label AS what, claims.type, claims.said, claims.mode,
       claims.rank, claims.as_written, citations.source, sources.reliability,
       citations.label, citations.locator, claims.id AS claim
  FROM claims
  JOIN events ON events.id = claims.event
  LEFT JOIN citations ON citations.claim = claims.id
  LEFT JOIN sources ON sources.id = citations.source;

-- The sides of each dispute: a value, and the sources that give it.
CREATE VIEW sides AS
SELECT disputes.id AS dispute, disputes.class, disputes.property, claims.event,
       claims.said, group_concat(DISTINCT citations.source) AS sources,
       min(dispute_claims.position) = 1 AS chosen
  FROM disputes
  JOIN dispute_claims ON dispute_claims.dispute = disputes.id
  JOIN claims ON claims.id = dispute_claims.claim
  LEFT JOIN citations ON citations.claim = claims.id
 GROUP BY disputes.id, claims.event, claims.said;

-- Who was in what, in which role.
CREATE VIEW roles AS
SELECT agents.label AS who, participations.role, events.label AS what,
       events.date_in_words AS "when", claims.mode, agents.id AS agent,
       events.id AS event
  FROM participations
  JOIN claims ON claims.id = participations.claim
  JOIN agents ON agents.id = participations.agent
  JOIN events ON events.id = claims.event
 ORDER BY events.position;
