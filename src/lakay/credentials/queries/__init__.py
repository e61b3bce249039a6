"""Every look at credentials: `trust` (states), `passes` (our own)."""
