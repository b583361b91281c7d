-- What moderators do, step by step: the audit log of comments, threads, people and the site, and what can be
-- taken back.

-- One press of a button. Everything that it did is in `decision`, and is taken back together.
CREATE TABLE step (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    moderator_id INTEGER NOT NULL,
    action       TEXT    NOT NULL,
    to_status    TEXT,
    size         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    undone       INTEGER
) STRICT;
CREATE INDEX step_moderator ON step (site_id, moderator_id, id);

-- A decision may be about a comment, a thread, a person (the keyed hash of an e-mail address) or the site alone.
-- SQLite cannot make a column nullable, so the table is made anew; the columns stand in PostgreSQL's order.
CREATE TABLE decision_new (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id   INTEGER,
    actor        TEXT    NOT NULL,
    moderator_id INTEGER,
    action       TEXT    NOT NULL,
    from_status  TEXT,
    to_status    TEXT,
    opinion      TEXT,
    at           INTEGER NOT NULL,
    step_id      INTEGER,
    thread_id    INTEGER,
    person       BLOB,
    before       TEXT,
    after        TEXT
) STRICT;
INSERT INTO decision_new (site_id, id, comment_id, actor, moderator_id, action, from_status, to_status, opinion, at)
    SELECT site_id, id, comment_id, actor, moderator_id, action, from_status, to_status, opinion, at FROM decision;
DROP TABLE decision;
ALTER TABLE decision_new RENAME TO decision;
CREATE INDEX decision_comment ON decision (site_id, comment_id, id) WHERE comment_id IS NOT NULL;
CREATE INDEX decision_thread  ON decision (site_id, thread_id, id) WHERE thread_id IS NOT NULL;
CREATE INDEX decision_person  ON decision (site_id, person, id) WHERE person IS NOT NULL;
CREATE INDEX decision_step    ON decision (site_id, step_id, id) WHERE step_id IS NOT NULL;
CREATE INDEX decision_at      ON decision (site_id, at, id);

-- Hosts that a comment links to, in its text or as its author's website.
CREATE TABLE link (
    site_id    INTEGER NOT NULL,
    host       TEXT    NOT NULL,
    comment_id INTEGER NOT NULL,
    PRIMARY KEY (site_id, host, comment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_comment ON link (site_id, comment_id);

-- Shown before all others of its thread; and: the text was changed by a moderator.
ALTER TABLE comment ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN staff_edited INTEGER NOT NULL DEFAULT 0;
CREATE INDEX comment_pinned ON comment (site_id, thread_id, created, id) WHERE pinned;

-- What near-copies of a text have in common; null: not made yet.
ALTER TABLE comment ADD COLUMN sketch BLOB;

-- A decision about comments that are near-copies of each other, and what later ones are known by until it ends.
CREATE TABLE wave (
    site_id   INTEGER NOT NULL,
    step_id   INTEGER NOT NULL,
    to_status TEXT    NOT NULL,
    sign      TEXT    NOT NULL,
    until     INTEGER NOT NULL,
    PRIMARY KEY (site_id, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_until ON wave (site_id, until);
