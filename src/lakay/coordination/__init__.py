"""Work between the agencies at a post: incidents, tasks, patrols and rapid alerts."""
