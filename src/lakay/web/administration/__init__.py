"""Places and posts, accounts and roles, sessions, and the state of the machine. Never a record of a traveller."""
