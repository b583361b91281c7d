-- How the filter did: comments by the day on which they came (milliseconds UTC / 86400000), what the filter said and
-- what became of them. What each column counts stands in src/domain/health.rs.
CREATE TABLE health (
    site_id   INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    alone     INTEGER NOT NULL,
    agreed    INTEGER NOT NULL,
    rescued   INTEGER NOT NULL,
    held_spam INTEGER NOT NULL,
    held_ham  INTEGER NOT NULL,
    missed    INTEGER NOT NULL,
    passed    INTEGER NOT NULL,
    weighed   INTEGER NOT NULL,
    weight    INTEGER NOT NULL,
    squares   INTEGER NOT NULL,
    PRIMARY KEY (site_id, day)
) STRICT, WITHOUT ROWID;
INSERT INTO health (site_id, day, alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares)
    SELECT site_id, created / 86400000,
           SUM(opinion = 'spam' AND spam AND NOT (decided AND status = 'spam')),
           SUM(opinion = 'spam' AND decided AND status = 'spam'),
           SUM(opinion = 'spam' AND decided AND status = 'approved'),
           SUM(opinion = 'unsure' AND decided AND spam),
           SUM(opinion = 'unsure' AND decided AND status = 'approved'),
           SUM(opinion = 'ham' AND decided AND spam),
           SUM(opinion = 'ham' AND decided AND status = 'approved'),
           SUM(counts AND p IS NOT NULL), SUM(CASE WHEN counts AND p IS NOT NULL THEN p ELSE 0 END),
           SUM(CASE WHEN counts AND p IS NOT NULL THEN p * p ELSE 0 END)
    FROM (SELECT site_id, created, opinion, status, spam, decided, spam AND (opinion = 'spam' OR decided) AS counts, p
          FROM (SELECT c.site_id, c.created, c.opinion, c.status, c.decided AND NOT c.withdrawn AS decided,
                       c.status = 'spam' OR (c.status = 'trash' AND c.status_before IS 'spam') AS spam,
                       (SELECT CAST(ROUND(CAST(s.value ->> 'detail' AS REAL) * 10) AS INTEGER)
                        FROM json_each(c.signals) s WHERE s.value ->> 'code' = 'model' LIMIT 1) AS p
                FROM comment c) AS found) AS judged
    WHERE counts OR (decided AND status = 'approved') GROUP BY site_id, created / 86400000;
