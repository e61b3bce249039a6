"""The desk of arrivals: which voyages are expected at a post, who is on them, who came; and the senders of lists."""
