"""A release told in sentences: made of its published tables alone, so that nothing hidden can slip through. Plain Python."""
