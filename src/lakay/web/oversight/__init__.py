"""Who looked at whom and why, and whether the journal is whole. Looking here is itself a read on the record."""
