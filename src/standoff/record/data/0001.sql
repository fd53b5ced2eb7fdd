-- What was read, and what was made of it: immutable, or append-only. Everything below "derived" can be made again
-- from it (record/index.py).
CREATE TABLE runs (
    number INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, command TEXT NOT NULL,
    code TEXT NOT NULL, model TEXT NOT NULL, ontology TEXT NOT NULL, settings TEXT NOT NULL
);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, source TEXT, byline TEXT, url TEXT,
    language TEXT NOT NULL, published TEXT, origin TEXT, retrieved TEXT,
    run INTEGER NOT NULL REFERENCES runs, text TEXT NOT NULL, bigrams TEXT NOT NULL
);
CREATE INDEX documents_url ON documents (url) WHERE url IS NOT NULL;
CREATE INDEX documents_published ON documents (published);
CREATE TABLE codings (
    document INTEGER PRIMARY KEY REFERENCES documents, run INTEGER NOT NULL REFERENCES runs, body BLOB NOT NULL
);
CREATE TABLE rejected (
    origin TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs,
    PRIMARY KEY (origin, reason, detail)
) WITHOUT ROWID;
CREATE TABLE imports (
    number INTEGER PRIMARY KEY, dataset TEXT NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs,
    body TEXT NOT NULL, UNIQUE (dataset, id)
);
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, verdict TEXT NOT NULL, field TEXT, value TEXT,
    coder TEXT NOT NULL, made TEXT NOT NULL, note TEXT
);
CREATE INDEX corrections_item ON corrections (item);
CREATE TABLE feeds (url TEXT PRIMARY KEY, state TEXT NOT NULL);

CREATE TRIGGER documents_stay BEFORE UPDATE ON documents BEGIN SELECT raise(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER codings_stay BEFORE UPDATE ON codings BEGIN SELECT raise(ABORT, 'the machine''s record never changes'); END;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT raise(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER documents_remain BEFORE DELETE ON documents BEGIN SELECT raise(ABORT, 'a snapshot is never deleted'); END;
CREATE TRIGGER codings_remain BEFORE DELETE ON codings BEGIN SELECT raise(ABORT, 'the machine''s record is never deleted'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN SELECT raise(ABORT, 'corrections are append-only'); END;

-- Derived: columns to search and count by, corrections applied.
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES documents,
    kind TEXT NOT NULL, cue_class TEXT, sourcing TEXT NOT NULL, day TEXT, wrong INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_day ON statements (day);
CREATE TABLE events (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER REFERENCES documents, dataset TEXT NOT NULL,
    type TEXT, mode TEXT, quad TEXT, status TEXT NOT NULL, intensity REAL, confidence REAL,
    day TEXT, until TEXT, dated INTEGER NOT NULL, outlet TEXT, mentions INTEGER NOT NULL DEFAULT 1,
    wrong INTEGER NOT NULL DEFAULT 0, occurrence INTEGER REFERENCES occurrences
);
CREATE INDEX events_document ON events (document);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_status ON events (status, day);
CREATE INDEX events_confidence ON events (confidence) WHERE document IS NOT NULL;
CREATE INDEX events_occurrence ON events (occurrence);
CREATE TABLE parties (
    item INTEGER NOT NULL, event INTEGER NOT NULL, role TEXT NOT NULL, actor TEXT NOT NULL, side TEXT NOT NULL,
    sectors TEXT NOT NULL, reciprocal INTEGER NOT NULL DEFAULT 0, day TEXT NOT NULL,
    PRIMARY KEY (event, item, role, actor)
) WITHOUT ROWID;
CREATE INDEX parties_actor ON parties (actor, event, day, item);
CREATE INDEX parties_side ON parties (side, event, day, item);
CREATE INDEX parties_day ON parties (event, day, actor, role);
CREATE TABLE actors (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT, country TEXT, side TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE occurrences (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT, quad TEXT, status TEXT NOT NULL, intensity REAL,
    day TEXT, until TEXT, dataset TEXT NOT NULL, mentions INTEGER NOT NULL, documents INTEGER NOT NULL,
    reports INTEGER NOT NULL, outlets INTEGER NOT NULL
);
CREATE TABLE directions (
    source TEXT NOT NULL, recipient TEXT NOT NULL, day TEXT NOT NULL, occurrence INTEGER NOT NULL,
    quad TEXT, status TEXT NOT NULL, intensity REAL, dataset TEXT NOT NULL,
    PRIMARY KEY (source, recipient, day, occurrence)
) WITHOUT ROWID;
CREATE INDEX directions_occurrence ON directions (occurrence);
CREATE TABLE utterances (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, speaker TEXT, day TEXT);
CREATE TABLE renderings (
    utterance INTEGER NOT NULL REFERENCES utterances, statement INTEGER NOT NULL REFERENCES statements,
    PRIMARY KEY (utterance, statement)
) WITHOUT ROWID;
CREATE INDEX renderings_statement ON renderings (statement);
CREATE TABLE copies (
    document INTEGER NOT NULL REFERENCES documents, other INTEGER NOT NULL REFERENCES documents,
    kind TEXT NOT NULL, likeness REAL NOT NULL, PRIMARY KEY (document, other)
) WITHOUT ROWID;
CREATE TABLE stories (document INTEGER PRIMARY KEY REFERENCES documents, story INTEGER NOT NULL);
CREATE INDEX stories_story ON stories (story);
CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Words of whole articles, and of the evidence of single items (rowid: 2 * number, + 1 for an event).
CREATE VIRTUAL TABLE articles USING fts5 (
    title, text, bigrams, content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE evidence USING fts5 (words, bigrams, content='', tokenize='unicode61 remove_diacritics 2');
