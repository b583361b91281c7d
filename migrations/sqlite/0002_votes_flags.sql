-- What readers do about others' comments: recommend them, and report them to the editors.

-- A voter is a keyed hash of this comment and a client address, so that no two votes of one reader are alike.
CREATE TABLE vote (
    site_id    INTEGER NOT NULL,
    comment_id INTEGER NOT NULL,
    voter      BLOB    NOT NULL,
    created    INTEGER NOT NULL,
    PRIMARY KEY (site_id, comment_id, voter)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_created ON vote (site_id, created);

-- `settled`: when a moderator decided about the comment. It is kept: for the 30 days that
-- `reporter` is, the same reader cannot report anew; after that the row says what was decided about.
CREATE TABLE flag (
    site_id        INTEGER NOT NULL,
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id     INTEGER NOT NULL,
    reporter       BLOB,
    reason         TEXT    NOT NULL CHECK (reason IN ('spam', 'attack', 'threat', 'illegal', 'other')),
    note           TEXT    NOT NULL,
    contact_sealed BLOB,
    email_hash     BLOB,
    created        INTEGER NOT NULL,
    settled        INTEGER
) STRICT;
CREATE UNIQUE INDEX flag_reporter ON flag (site_id, comment_id, reporter);
CREATE INDEX flag_email ON flag (site_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX flag_created ON flag (site_id, created);

-- Reports that no moderator has settled, of a comment; comments that have any, of a site.
ALTER TABLE comment ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
CREATE INDEX comment_flagged ON comment (site_id, created, id) WHERE flags > 0;
