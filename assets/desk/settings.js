// Settings: a preview of the look while it is chosen.
