-- What the account has used of its month, why Akismet last gave no answer, and the queue that is asked about again.

-- `used_limit`: none where the plan has no limit. `trouble`: one word, as in the signals.
ALTER TABLE akismet_state ADD COLUMN used BIGINT;
ALTER TABLE akismet_state ADD COLUMN used_limit BIGINT;
ALTER TABLE akismet_state ADD COLUMN throttled BOOLEAN;
ALTER TABLE akismet_state ADD COLUMN used_asked BIGINT;
ALTER TABLE akismet_state ADD COLUMN trouble TEXT;
ALTER TABLE akismet_state ADD COLUMN troubled BIGINT;

-- Akismet names a comment by the identity that it gave its check.
CREATE INDEX check_request_guid ON check_request (site_id, guid) WHERE guid IS NOT NULL;

-- The last run through the queue of a site, its place in the queue and what came of it so far.
CREATE TABLE recheck (
    site_id       BIGINT NOT NULL PRIMARY KEY REFERENCES site (id),
    run           BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    moderator_id  BIGINT NOT NULL,
    started       BIGINT NOT NULL,
    ended         BIGINT,
    after_created BIGINT NOT NULL,
    after_id      BIGINT NOT NULL,
    total         BIGINT NOT NULL,
    done          BIGINT NOT NULL,
    spam          BIGINT NOT NULL,
    approved      BIGINT NOT NULL,
    not_asked     BIGINT NOT NULL,
    not_kept      BIGINT NOT NULL,
    trouble       TEXT
);
