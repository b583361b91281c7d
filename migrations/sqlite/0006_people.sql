-- People: who they are to the desk, what the team notes about them, and bans of more kinds.

-- A person is whoever writes with one e-mail address. `names`: every name used, folded, each on a line, for search.
-- The row goes with the person's last comment.
CREATE TABLE person (
    site_id    INTEGER NOT NULL,
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    email_hash BLOB    NOT NULL,
    name       TEXT    NOT NULL,
    names      TEXT    NOT NULL,
    created    INTEGER NOT NULL,
    trusted    INTEGER,
    trusted_by INTEGER,
    UNIQUE (site_id, email_hash)
) STRICT;
CREATE INDEX person_site    ON person (site_id, id);
CREATE INDEX person_trusted ON person (site_id, id) WHERE trusted IS NOT NULL;

-- Until somebody writes again, only ASCII letters of their names are folded.
INSERT INTO person (site_id, email_hash, name, names, created)
    SELECT c.site_id, c.email_hash, MAX(c.name), '
' || LOWER(MAX(c.name)) || '
', MIN(c.created)
    FROM comment c WHERE c.email_hash IS NOT NULL GROUP BY c.site_id, c.email_hash ORDER BY MIN(c.created);

-- The last comments of a site; PostgreSQL's key begins like that.
CREATE INDEX comment_site ON comment (site_id, id);

-- `deleted`: taken away by its author, who can still take that back for a day.
CREATE TABLE note (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id    INTEGER NOT NULL,
    moderator_id INTEGER NOT NULL,
    text         TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    deleted      INTEGER
) STRICT;
CREATE INDEX note_person ON note (site_id, person_id, id);

-- SQLite cannot change a check, so the table is made anew. `hash`: of an e-mail address, a client address or a range;
-- `word`: a name, a domain, a word, a pattern, or a range that a moderator typed.
CREATE TABLE ban_new (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT    NOT NULL CHECK (kind IN ('address', 'email', 'word', 'range', 'name', 'domain', 'pattern')),
    hash         BLOB,
    word         TEXT,
    label        TEXT    NOT NULL,
    moderator_id INTEGER,
    created      INTEGER NOT NULL,
    expires      INTEGER,
    effect       TEXT    NOT NULL CHECK (effect IN ('refuse', 'hold', 'spam')),
    reason       TEXT    NOT NULL,
    lifted       INTEGER
) STRICT;
INSERT INTO ban_new (site_id, id, kind, hash, word, label, moderator_id, created, expires, effect, reason)
    SELECT site_id, id, kind, hash, word, label, moderator_id, created, expires, 'refuse', '' FROM ban;
DROP TABLE ban;
ALTER TABLE ban_new RENAME TO ban;
CREATE INDEX ban_hash ON ban (site_id, kind, hash);
