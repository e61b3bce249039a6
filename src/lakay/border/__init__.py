"""Encounters at a post: who passed, in which direction, and what was decided."""
