"""Django's SQLite backend over SQLCipher: the same file, every page of it encrypted (ADR 0012)."""
