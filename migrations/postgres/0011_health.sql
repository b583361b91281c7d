-- How the filter did: comments by the day on which they came (milliseconds UTC / 86400000), what the filter said and
-- what became of them. What each column counts stands in src/domain/health.rs.
CREATE TABLE health (
    site_id   BIGINT NOT NULL,
    day       BIGINT NOT NULL,
    alone     BIGINT NOT NULL,
    agreed    BIGINT NOT NULL,
    rescued   BIGINT NOT NULL,
    held_spam BIGINT NOT NULL,
    held_ham  BIGINT NOT NULL,
    missed    BIGINT NOT NULL,
    passed    BIGINT NOT NULL,
    weighed   BIGINT NOT NULL,
    weight    BIGINT NOT NULL,
    squares   BIGINT NOT NULL,
    PRIMARY KEY (site_id, day)
);
INSERT INTO health (site_id, day, alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares)
    SELECT site_id, created / 86400000,
           COUNT(*) FILTER (WHERE opinion = 'spam' AND spam AND NOT (decided AND status = 'spam')),
           COUNT(*) FILTER (WHERE opinion = 'spam' AND decided AND status = 'spam'),
           COUNT(*) FILTER (WHERE opinion = 'spam' AND decided AND status = 'approved'),
           COUNT(*) FILTER (WHERE opinion = 'unsure' AND decided AND spam),
           COUNT(*) FILTER (WHERE opinion = 'unsure' AND decided AND status = 'approved'),
           COUNT(*) FILTER (WHERE opinion = 'ham' AND decided AND spam),
           COUNT(*) FILTER (WHERE opinion = 'ham' AND decided AND status = 'approved'),
           COUNT(p) FILTER (WHERE counts), COALESCE(SUM(p) FILTER (WHERE counts), 0),
           COALESCE(SUM(p * p) FILTER (WHERE counts), 0)
    FROM (SELECT site_id, created, opinion, status, spam, decided, spam AND (opinion = 'spam' OR decided) AS counts, p
          FROM (SELECT c.site_id, c.created, c.opinion, c.status, c.decided AND NOT c.withdrawn AS decided,
                       c.status = 'spam' OR (c.status = 'trash' AND c.status_before IS NOT DISTINCT FROM 'spam') AS spam,
                       (SELECT CAST(ROUND(CAST(s.value ->> 'detail' AS NUMERIC) * 10) AS BIGINT)
                        FROM jsonb_array_elements(c.signals) s WHERE s.value ->> 'code' = 'model' LIMIT 1) AS p
                FROM comment c) AS found) AS judged
    WHERE counts OR (decided AND status = 'approved') GROUP BY site_id, created / 86400000;
