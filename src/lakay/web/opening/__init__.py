"""The post itself: opening it in the morning, closing it, and giving it up."""
