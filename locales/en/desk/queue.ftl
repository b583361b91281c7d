# The queue: cards, keys, waves.
