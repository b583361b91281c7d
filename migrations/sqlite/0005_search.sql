-- Search: what comments say, what articles are called; and articles that move.

-- The folded words of comments (`domain::search`), without their text: `rowid` is the comment, and the two first
-- columns, which stand here for the sake of PostgreSQL's table, are never filled. The tokenizer cuts at spaces
-- only: words are cut and folded before they come here.
CREATE VIRTUAL TABLE comment_search USING fts5(
    site_id UNINDEXED, comment_id UNINDEXED, words,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

-- Negated, so that SQLite without statistics never prefers them to the narrower indexes of other questions.
CREATE INDEX comment_created ON comment (site_id, (-created), (-id));
CREATE INDEX comment_thread  ON comment (site_id, thread_id, (-created), (-id));
CREATE INDEX comment_waiting ON comment (site_id, thread_id) WHERE status = 'pending';
CREATE INDEX comment_prefix  ON comment (site_id, address_prefix, created, id) WHERE address_prefix IS NOT NULL;

-- `closes`: from this moment on nobody writes here; `words`: title and address, folded, for search; `active`: when
-- the newest comment that is no spam was written.
ALTER TABLE thread ADD COLUMN closes INTEGER;
ALTER TABLE thread ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE thread ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
UPDATE thread SET active = COALESCE((SELECT MAX(c.created) FROM comment c
    WHERE c.site_id = thread.site_id AND c.thread_id = thread.id AND c.status <> 'spam'), created);
CREATE INDEX thread_active ON thread (site_id, active, id);

-- A key under which a thread was known before it moved or was merged. Without a thread: a key that led somewhere
-- for a while; `version` is where a new thread of this key begins to count, so that no cache takes it for the other.
CREATE TABLE thread_alias (
    site_id   INTEGER NOT NULL,
    key       TEXT    NOT NULL,
    thread_id INTEGER,
    version   INTEGER NOT NULL,
    PRIMARY KEY (site_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_alias_thread ON thread_alias (site_id, thread_id) WHERE thread_id IS NOT NULL;

-- Which comments came with a merge (a row of `decision`), to part them again.
CREATE TABLE thread_merge (
    site_id     INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    comment_id  INTEGER NOT NULL,
    PRIMARY KEY (site_id, decision_id, comment_id)
) STRICT, WITHOUT ROWID;

-- Comments that were there before are made searchable bit by bit.
INSERT INTO job (site_id, kind, payload, state, run_at, attempts, created)
    SELECT s.id, 'index', '{}', 'ready', 0, 0, 0 FROM site s
    WHERE EXISTS (SELECT 1 FROM thread t WHERE t.site_id = s.id);
