"""The desk of protection: who called, whose turn it is, what was found."""
