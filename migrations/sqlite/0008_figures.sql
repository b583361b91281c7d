-- What the log is searched by, and what the figures are made from.

CREATE INDEX decision_site      ON decision (site_id, id);
CREATE INDEX decision_moderator ON decision (site_id, moderator_id, id) WHERE moderator_id IS NOT NULL;
CREATE INDEX decision_action    ON decision (site_id, action, id);

-- How long a comment had waited, in milliseconds, when a person first decided about it. The comment may be gone by
-- the time that somebody asks.
ALTER TABLE decision ADD COLUMN waited INTEGER;
UPDATE decision SET waited = (SELECT decision.at - c.created FROM comment c
                              WHERE c.site_id = decision.site_id AND c.id = decision.comment_id)
    WHERE actor = 'moderator' AND from_status = 'pending' AND to_status IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM decision e WHERE e.site_id = decision.site_id AND e.comment_id = decision.comment_id
        AND e.id < decision.id AND e.actor = 'moderator' AND e.to_status IS NOT NULL);
CREATE INDEX decision_waited ON decision (site_id, at, waited) WHERE waited IS NOT NULL;
CREATE INDEX decision_decided ON decision (site_id, at, step_id)
    WHERE actor = 'moderator' AND from_status IS NOT NULL AND to_status IS NOT NULL AND action <> 'undo';

-- Comments by the quarter of an hour in which they came (milliseconds UTC / 900000), which every zone's days are
-- made of: by the status that they have, or had when they were removed, and spam by each signal that spoke for it.
CREATE TABLE figure (
    site_id INTEGER NOT NULL,
    slot    INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    n       INTEGER NOT NULL,
    PRIMARY KEY (site_id, slot, name)
) STRICT, WITHOUT ROWID;
INSERT INTO figure (site_id, slot, name, n)
    SELECT site_id, created / 900000, status, COUNT(*) FROM comment GROUP BY site_id, created / 900000, status;
INSERT INTO figure (site_id, slot, name, n)
    SELECT c.site_id, c.created / 900000, 'signal ' || (s.value ->> 'code'), COUNT(*)
    FROM comment c, json_each(c.signals) s WHERE c.status = 'spam' AND (s.value ->> 'weight') > 0
    GROUP BY c.site_id, c.created / 900000, s.value ->> 'code';
INSERT INTO figure (site_id, slot, name, n)
    SELECT c.site_id, c.created / 900000, 'signal person', COUNT(*)
    FROM comment c WHERE c.status = 'spam'
    AND NOT EXISTS (SELECT 1 FROM json_each(c.signals) s WHERE (s.value ->> 'weight') > 0)
    GROUP BY c.site_id, c.created / 900000;
