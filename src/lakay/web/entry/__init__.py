"""The door: logging in and out, locking the screen, choosing the post, and one's own account."""
