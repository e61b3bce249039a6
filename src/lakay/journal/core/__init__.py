"""The pure heart of the journal: append, verify, merge, seal. Clock, keys, disk and randomness are handed in."""
