-- Svar's first schema, SQLite. Every table but the installation's own (meta, moderator, session)
-- begins with the site. Times are milliseconds UTC. Never edited after release.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE site (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    key                TEXT    NOT NULL UNIQUE,
    name               TEXT    NOT NULL,
    origins            TEXT    NOT NULL,
    policy             TEXT    NOT NULL,
    akismet_key_sealed BLOB,
    created            INTEGER NOT NULL,
    version            INTEGER NOT NULL
) STRICT;

-- How many comments of each status a site has; the row is also what writers of a site lock first.
CREATE TABLE tally (
    site_id  INTEGER NOT NULL PRIMARY KEY REFERENCES site (id),
    pending  INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    spam     INTEGER NOT NULL,
    trash    INTEGER NOT NULL
) STRICT;

CREATE TABLE thread (
    site_id INTEGER NOT NULL REFERENCES site (id),
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT    NOT NULL,
    url     TEXT,
    title   TEXT,
    created INTEGER NOT NULL,
    closed  INTEGER,
    count   INTEGER NOT NULL,
    top     INTEGER NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (site_id, key)
) STRICT;

CREATE TABLE comment (
    site_id         INTEGER NOT NULL,
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id       INTEGER NOT NULL REFERENCES thread (id),
    parent_id       INTEGER,
    root_id         INTEGER,
    depth           INTEGER NOT NULL,
    status          TEXT    NOT NULL CHECK (status IN ('pending', 'approved', 'spam', 'trash')),
    status_before   TEXT,
    status_changed  INTEGER NOT NULL,
    decided         INTEGER NOT NULL,
    withdrawn       INTEGER NOT NULL,
    visible         INTEGER NOT NULL,
    author_kind     TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    website         TEXT,
    email_sealed    BLOB,
    email_hash      BLOB,
    email_confirmed INTEGER NOT NULL,
    notify          INTEGER NOT NULL,
    address_hash    BLOB,
    address_prefix  TEXT,
    source          TEXT    NOT NULL,
    html            TEXT    NOT NULL,
    renderer        INTEGER NOT NULL,
    text_hash       BLOB    NOT NULL,
    opinion         TEXT    NOT NULL,
    score           REAL    NOT NULL,
    signals         TEXT    NOT NULL,
    receipt_hash    BLOB,
    article_title   TEXT,
    picked          INTEGER NOT NULL,
    votes           INTEGER NOT NULL,
    replies         INTEGER NOT NULL,
    created         INTEGER NOT NULL,
    edited          INTEGER,
    version         INTEGER NOT NULL
) STRICT;

-- `parent_id` is always null in the two for top-level comments. It stands there because SQLite, as long as it has
-- no statistics, prefers the index that answers most conditions, and would else read the replies as well.
CREATE INDEX comment_top     ON comment (site_id, thread_id, parent_id, created, id)
    WHERE visible AND parent_id IS NULL;
CREATE INDEX comment_top_votes ON comment (site_id, thread_id, parent_id, (-votes), created, id)
    WHERE visible AND parent_id IS NULL;
CREATE INDEX comment_branch  ON comment (site_id, root_id, created, id) WHERE visible AND root_id IS NOT NULL;
CREATE INDEX comment_parent  ON comment (site_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_status  ON comment (site_id, status, created, id);
CREATE INDEX comment_flat    ON comment (site_id, thread_id, created, id) WHERE visible;
CREATE INDEX comment_flat_votes ON comment (site_id, thread_id, (-votes), created, id) WHERE visible;
CREATE INDEX comment_email   ON comment (site_id, email_hash, created) WHERE email_hash IS NOT NULL;
CREATE INDEX comment_address ON comment (site_id, address_hash, created) WHERE address_hash IS NOT NULL;
CREATE INDEX comment_text    ON comment (site_id, thread_id, text_hash);
CREATE UNIQUE INDEX comment_receipt ON comment (site_id, receipt_hash) WHERE receipt_hash IS NOT NULL;

-- What was sent to Akismet, sealed: feedback needs it word for word, for 15 days at most.
CREATE TABLE check_request (
    site_id    INTEGER NOT NULL,
    comment_id INTEGER NOT NULL,
    sealed     BLOB    NOT NULL,
    guid       TEXT,
    answer     TEXT,
    reported   TEXT,
    created    INTEGER NOT NULL,
    PRIMARY KEY (site_id, comment_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    site_id       INTEGER NOT NULL,
    key           TEXT    NOT NULL,
    body_hash     BLOB    NOT NULL,
    answer_sealed BLOB    NOT NULL,
    comment_id    INTEGER NOT NULL,
    created       INTEGER NOT NULL,
    PRIMARY KEY (site_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created);

CREATE TABLE job (
    site_id       INTEGER NOT NULL,
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT    NOT NULL,
    comment_id    INTEGER,
    payload       TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('ready', 'dead')),
    run_at        INTEGER NOT NULL,
    claimed_until INTEGER,
    attempts      INTEGER NOT NULL,
    last_error    TEXT,
    created       INTEGER NOT NULL
) STRICT;
CREATE INDEX job_ready ON job (state, run_at, id);
CREATE INDEX job_comment ON job (site_id, comment_id, kind);

-- Every decision a person or the system took: the audit log.
CREATE TABLE decision (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id   INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    moderator_id INTEGER,
    action       TEXT    NOT NULL,
    from_status  TEXT,
    to_status    TEXT,
    opinion      TEXT,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_comment ON decision (site_id, comment_id, id);

CREATE TABLE ban (
    site_id      INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT    NOT NULL CHECK (kind IN ('address', 'email', 'word')),
    hash         BLOB,
    word         TEXT,
    label        TEXT    NOT NULL,
    moderator_id INTEGER,
    created      INTEGER NOT NULL,
    expires      INTEGER
) STRICT;
CREATE INDEX ban_hash ON ban (site_id, kind, hash);

-- Links in mails: one purpose each, only the hash is kept.
CREATE TABLE mail_token (
    site_id    INTEGER NOT NULL,
    token_hash BLOB    NOT NULL,
    purpose    TEXT    NOT NULL,
    comment_id INTEGER NOT NULL,
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    used       INTEGER,
    PRIMARY KEY (site_id, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE moderator (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL,
    email_sealed  BLOB    NOT NULL,
    email_hash    BLOB    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    disabled      INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    blocked_until INTEGER,
    created       INTEGER NOT NULL
) STRICT;

CREATE TABLE role (
    site_id      INTEGER NOT NULL REFERENCES site (id),
    moderator_id INTEGER NOT NULL REFERENCES moderator (id),
    role         TEXT    NOT NULL CHECK (role IN ('owner', 'editor', 'moderator')),
    PRIMARY KEY (site_id, moderator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_moderator ON role (moderator_id);

CREATE TABLE session (
    token_hash   BLOB    NOT NULL PRIMARY KEY,
    moderator_id INTEGER NOT NULL REFERENCES moderator (id),
    csrf         BLOB    NOT NULL,
    created      INTEGER NOT NULL,
    seen         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_moderator ON session (moderator_id);

CREATE TABLE api_token (
    site_id      INTEGER NOT NULL REFERENCES site (id),
    token_hash   BLOB    NOT NULL,
    moderator_id INTEGER NOT NULL REFERENCES moderator (id),
    scope        TEXT    NOT NULL CHECK (scope IN ('read', 'moderate')),
    created      INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    PRIMARY KEY (site_id, token_hash)
) STRICT, WITHOUT ROWID;
