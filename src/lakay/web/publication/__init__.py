"""Figures that everybody may read, and the desk where two people let them out."""
