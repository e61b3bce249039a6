"""What leaves the register as facts, one file a module: each has `SOURCES`, the queries that return only the columns allowed."""
