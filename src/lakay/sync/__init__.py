"""The exchange between nodes (ADR 10)."""
