"""The desk of figures: views, limits and alarms."""
