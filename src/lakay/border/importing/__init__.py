"""Bringing in past movements from a file of another system: what its columns hold, its rows one by one, and the work in the background."""
