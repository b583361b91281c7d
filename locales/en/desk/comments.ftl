# Search, articles and what is done to them.
