"""The desk of the post: incidents, tasks, patrols and rapid alerts between the agencies."""
