"""Invariants over the whole tree, and the tools that keep it."""
