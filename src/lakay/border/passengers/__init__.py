"""Passenger lists at a post: taken in once, screened, held against who really passed, and erased in time."""
