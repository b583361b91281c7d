-- What the account has used of its month, why Akismet last gave no answer, and the queue that is asked about again.

-- `used_limit`: none where the plan has no limit. `trouble`: one word, as in the signals.
ALTER TABLE akismet_state ADD COLUMN used INTEGER;
ALTER TABLE akismet_state ADD COLUMN used_limit INTEGER;
ALTER TABLE akismet_state ADD COLUMN throttled INTEGER;
ALTER TABLE akismet_state ADD COLUMN used_asked INTEGER;
ALTER TABLE akismet_state ADD COLUMN trouble TEXT;
ALTER TABLE akismet_state ADD COLUMN troubled INTEGER;

-- Akismet names a comment by the identity that it gave its check.
CREATE INDEX check_request_guid ON check_request (site_id, guid) WHERE guid IS NOT NULL;

-- The last run through the queue of a site, its place in the queue and what came of it so far.
CREATE TABLE recheck (
    site_id       INTEGER NOT NULL PRIMARY KEY REFERENCES site (id),
    run           INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    moderator_id  INTEGER NOT NULL,
    started       INTEGER NOT NULL,
    ended         INTEGER,
    after_created INTEGER NOT NULL,
    after_id      INTEGER NOT NULL,
    total         INTEGER NOT NULL,
    done          INTEGER NOT NULL,
    spam          INTEGER NOT NULL,
    approved      INTEGER NOT NULL,
    not_asked     INTEGER NOT NULL,
    not_kept      INTEGER NOT NULL,
    trouble       TEXT
) STRICT;
