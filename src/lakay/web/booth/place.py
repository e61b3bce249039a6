"""Where the booth stands: its post's day and country."""

from lakay.web.shell.place import Here, here

__all__ = ["Here", "here"]
