"""Lakay: one open platform for a country's border and migrant-protection work."""

__version__ = "0.1.0"
