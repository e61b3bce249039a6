"""The tables of credentials."""

from lakay.credentials.models.trust import RevocationList, TrustAnchor

__all__ = [
    "RevocationList",
    "TrustAnchor",
]
