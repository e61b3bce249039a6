"""What all desks share: the frame of a page, its components, who is asking, and what happens to every request."""
