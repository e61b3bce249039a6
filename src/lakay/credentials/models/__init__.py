"""The tables of credentials."""

from lakay.credentials.models.passes import Issuer, Pass, Revocation
from lakay.credentials.models.trust import RevocationList, TrustAnchor

__all__ = [
    "Issuer",
    "Pass",
    "Revocation",
    "RevocationList",
    "TrustAnchor",
]
