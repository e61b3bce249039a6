"""Every write about credentials, by name."""
