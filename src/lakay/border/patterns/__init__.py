"""Patterns that protect: what many crossings together say and no single one shows. They call the protection desk, and only it."""
