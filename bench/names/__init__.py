"""Figures of names: how well pairs are compared, people found and alerts told apart, on invented people."""
