"""The vault of a node: what must be there before its store can be read (ADR 0012). Plain Python; it stands below the journal.

An officer's stick and PIN give one half of the key, a release of the hub the other. `held` keeps the opened key in memory.
"""
