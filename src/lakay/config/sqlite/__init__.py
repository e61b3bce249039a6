"""Django's SQLite backend over the SQLite that `pysqlite3` carries, instead of the system's (ADR 0003)."""
