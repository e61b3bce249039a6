"""The desk of the immigration inspector: one screen, the cursor in the scan field, a decision by one key."""
