// The set-up: copying the snippet, the list that fills by itself.
