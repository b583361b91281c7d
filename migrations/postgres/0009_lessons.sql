-- What the local spam filter has learnt from people's decisions.

-- A comment that a person called spam or not, as the filter saw it: hashed features, no text. In the order of `seq` they make
-- the site's weights, on every node the same.
CREATE TABLE lesson (
    site_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    comment_id BIGINT NOT NULL,
    spam       BOOLEAN NOT NULL,
    share      DOUBLE PRECISION NOT NULL,
    features   BYTEA   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (site_id, seq)
);
CREATE UNIQUE INDEX lesson_comment ON lesson (site_id, comment_id);
CREATE INDEX lesson_at ON lesson (site_id, at);

-- `seq`: the last lesson. `epoch`: counted up when an earlier lesson is taken back. `weights`: what the lessons up to
-- `weights_seq` make, so that nobody need replay them all.
CREATE TABLE spam_model (
    site_id     BIGINT NOT NULL PRIMARY KEY REFERENCES site (id),
    seq         BIGINT NOT NULL,
    epoch       BIGINT NOT NULL,
    weights     BYTEA,
    weights_seq BIGINT NOT NULL
);
