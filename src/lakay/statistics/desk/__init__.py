"""The desk of figures: views that are kept under a name, and limits that somebody is told of."""
