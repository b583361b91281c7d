-- What an owner says otherwise to readers, and what Akismet last said to the owner.

-- `form`: one of a sentence about a number, by its name; else empty.
CREATE TABLE own_text (
    site_id INTEGER NOT NULL REFERENCES site (id),
    lang    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    form    TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    PRIMARY KEY (site_id, lang, id, form)
) STRICT, WITHOUT ROWID;

-- `outcome`: what came of the last question about the key; the alert is Akismet's last word to the account's owner.
CREATE TABLE akismet_state (
    site_id       INTEGER NOT NULL PRIMARY KEY REFERENCES site (id),
    outcome       TEXT,
    asked         INTEGER,
    alert_code    TEXT,
    alert_message TEXT,
    alert_calls   TEXT,
    alert_limit   TEXT,
    alerted       INTEGER
) STRICT;

CREATE INDEX decision_settings ON decision (site_id, id) WHERE action = 'settings';
