"""Harnesses that try to break a node: they start the real server, kill it, cut its power, and count what is left."""
