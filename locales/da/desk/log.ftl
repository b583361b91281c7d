# The audit log and the figures.
