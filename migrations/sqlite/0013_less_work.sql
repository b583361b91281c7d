-- What Akismet said to throw away goes after two days, other spam after more: every hour the one was looked for among
-- all of the other.
CREATE INDEX comment_blatant ON comment (site_id, status_changed)
    WHERE status = 'spam' AND NOT decided AND CAST(signals AS TEXT) LIKE '%akismet-discard%';

-- A full text is kept in pieces, one from each commit, of which SQLite puts four together at a time. Eight at a time
-- halve what a post has to write again of others; a search has a few more pieces to look into.
INSERT INTO comment_search (comment_search, rank) VALUES ('automerge', 8);
