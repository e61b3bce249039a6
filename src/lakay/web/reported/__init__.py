"""Figures of others: shown with their source, entered by hand or from a file."""
