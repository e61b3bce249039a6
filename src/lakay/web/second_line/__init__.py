"""The desk of the second line: who waits, what was seen of them, the decision, and the notice of a refusal."""
