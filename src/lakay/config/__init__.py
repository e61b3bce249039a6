"""Settings and root URLs. It imports everything and is imported by nothing."""
