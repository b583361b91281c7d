// The queue: keys, decisions shown at once, undo, live changes.
