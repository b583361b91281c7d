-- Search: what comments say, what articles are called; and articles that move.

-- The folded words of comments (`domain::search`), with their places, without their text.
CREATE TABLE comment_search (
    site_id    BIGINT   NOT NULL,
    comment_id BIGINT   NOT NULL,
    words      TSVECTOR NOT NULL,
    PRIMARY KEY (site_id, comment_id)
);
CREATE INDEX comment_search_words ON comment_search USING GIN (words);

-- Negated, so that SQLite without statistics never prefers them to the narrower indexes of other questions.
CREATE INDEX comment_created ON comment (site_id, (-created), (-id));
CREATE INDEX comment_thread  ON comment (site_id, thread_id, (-created), (-id));
CREATE INDEX comment_waiting ON comment (site_id, thread_id) WHERE status = 'pending';
CREATE INDEX comment_prefix  ON comment (site_id, address_prefix, created, id) WHERE address_prefix IS NOT NULL;

-- `closes`: from this moment on nobody writes here; `words`: title and address, folded, for search; `active`: when
-- the newest comment that is no spam was written.
ALTER TABLE thread ADD COLUMN closes BIGINT;
ALTER TABLE thread ADD COLUMN words TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE thread ADD COLUMN active BIGINT NOT NULL DEFAULT 0;
UPDATE thread SET active = COALESCE((SELECT MAX(c.created) FROM comment c
    WHERE c.site_id = thread.site_id AND c.thread_id = thread.id AND c.status <> 'spam'), created);
CREATE INDEX thread_active ON thread (site_id, active, id);

-- A key under which a thread was known before it moved or was merged. Without a thread: a key that led somewhere
-- for a while; `version` is where a new thread of this key begins to count, so that no cache takes it for the other.
CREATE TABLE thread_alias (
    site_id   BIGINT NOT NULL,
    key       TEXT   COLLATE "C" NOT NULL,
    thread_id BIGINT,
    version   BIGINT NOT NULL,
    PRIMARY KEY (site_id, key)
);
CREATE INDEX thread_alias_thread ON thread_alias (site_id, thread_id) WHERE thread_id IS NOT NULL;

-- Which comments came with a merge (a row of `decision`), to part them again.
CREATE TABLE thread_merge (
    site_id     BIGINT NOT NULL,
    decision_id BIGINT NOT NULL,
    comment_id  BIGINT NOT NULL,
    PRIMARY KEY (site_id, decision_id, comment_id)
);

-- Comments that were there before are made searchable bit by bit.
INSERT INTO job (site_id, kind, payload, state, run_at, attempts, created)
    SELECT s.id, 'index', CAST('{}' AS JSONB), 'ready', 0, 0, 0 FROM site s
    WHERE EXISTS (SELECT 1 FROM thread t WHERE t.site_id = s.id);
