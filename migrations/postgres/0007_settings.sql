-- What an owner says otherwise to readers, and what Akismet last said to the owner.

-- `form`: one of a sentence about a number, by its name; else empty.
CREATE TABLE own_text (
    site_id bigint NOT NULL REFERENCES site (id),
    lang    text   NOT NULL,
    id      text   NOT NULL,
    form    text   NOT NULL,
    text    text   NOT NULL,
    PRIMARY KEY (site_id, lang, id, form)
);

-- `outcome`: what came of the last question about the key; the alert is Akismet's last word to the account's owner.
CREATE TABLE akismet_state (
    site_id       bigint NOT NULL PRIMARY KEY REFERENCES site (id),
    outcome       text,
    asked         bigint,
    alert_code    text,
    alert_message text,
    alert_calls   text,
    alert_limit   text,
    alerted       bigint
);

CREATE INDEX decision_settings ON decision (site_id, id) WHERE action = 'settings';
