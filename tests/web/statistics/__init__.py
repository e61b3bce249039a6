"""The desk of figures."""
