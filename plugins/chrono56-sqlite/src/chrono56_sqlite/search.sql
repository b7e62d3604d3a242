-- Full text over the events; Datasette shows a search box where it finds such a table.
BEGIN;
CREATE VIRTUAL TABLE events_search USING fts5 (
    label, date_in_words, as_written,
    content = 'events', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO events_search (events_search) VALUES ('rebuild');
INSERT INTO events_search (events_search) VALUES ('optimize');
COMMIT;
