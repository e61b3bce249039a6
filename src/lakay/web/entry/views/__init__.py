"""Views of the entry."""
