"""Work that goes on while nobody waits for it: files of past movements are tried out and read (ADR 0009)."""
