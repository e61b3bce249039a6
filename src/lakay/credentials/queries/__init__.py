"""Every look at credentials: `trust` (states), `passes` (our own)."""

from lakay.credentials.queries.trust import check_chip, check_seal, report_on, trust_store

__all__ = ["check_chip", "check_seal", "report_on", "trust_store"]
