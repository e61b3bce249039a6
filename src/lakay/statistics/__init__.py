"""Figures from the records: true, and harming no one."""
