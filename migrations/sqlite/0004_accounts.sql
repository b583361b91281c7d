-- Moderators' accounts: second factors, sessions with where they come from, invitations; and what was seen of a
-- site's pages while it was being set up.

-- `keys_off`: the desk's single-key shortcuts are off. `totp_sealed`: the secret of the second factor.
-- `totp_used`: the last time step whose code was taken, so that each code works once.
ALTER TABLE moderator ADD COLUMN keys_off INTEGER NOT NULL DEFAULT 0;
ALTER TABLE moderator ADD COLUMN totp_sealed BLOB;
ALTER TABLE moderator ADD COLUMN totp_used INTEGER;

CREATE TABLE recovery_code (
    moderator_id INTEGER NOT NULL REFERENCES moderator (id),
    code_hash    BLOB    NOT NULL,
    PRIMARY KEY (moderator_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Made anew: who was signed in signs in again. `fresh`: when the password was last asked for.
DROP TABLE session;
CREATE TABLE session (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash   BLOB    NOT NULL UNIQUE,
    moderator_id INTEGER NOT NULL REFERENCES moderator (id),
    csrf         BLOB    NOT NULL,
    created      INTEGER NOT NULL,
    seen         INTEGER NOT NULL,
    fresh        INTEGER NOT NULL,
    browser      TEXT    NOT NULL,
    network      TEXT    NOT NULL
) STRICT;
CREATE INDEX session_moderator ON session (moderator_id);

-- Failures of a browser from which an account was signed in to before; those of strangers count at the account.
CREATE TABLE known_device (
    moderator_id  INTEGER NOT NULL REFERENCES moderator (id),
    device        BLOB    NOT NULL,
    failures      INTEGER NOT NULL,
    blocked_until INTEGER,
    seen          INTEGER NOT NULL,
    PRIMARY KEY (moderator_id, device)
) STRICT, WITHOUT ROWID;

-- `token_hash` is null until the link is made, which the mail does.
CREATE TABLE invitation (
    site_id      INTEGER NOT NULL REFERENCES site (id),
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash   BLOB,
    role         TEXT    NOT NULL CHECK (role IN ('owner', 'editor', 'moderator')),
    email_sealed BLOB    NOT NULL,
    invited_by   INTEGER NOT NULL REFERENCES moderator (id),
    created      INTEGER NOT NULL,
    expires      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX invitation_token ON invitation (site_id, token_hash);

-- When the widget was first asked for by one of the site's pages, and when such a page first said its address.
CREATE TABLE embed_seen (
    site_id INTEGER NOT NULL PRIMARY KEY REFERENCES site (id),
    script  INTEGER NOT NULL,
    article INTEGER
) STRICT;
