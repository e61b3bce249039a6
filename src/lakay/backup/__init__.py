"""Copies of a node that count only once they were restored: taking, verifying, rotating, restoring (ADR 0011)."""
