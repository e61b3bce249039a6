"""The tables of credentials."""

from lakay.credentials.models.passes import Issuer, Pass, Revocation
from lakay.credentials.models.trust import AnchorStatus, AnchorUse, RevocationList, TrustAnchor, Upload

__all__ = [
    "AnchorStatus",
    "AnchorUse",
    "Issuer",
    "Pass",
    "Revocation",
    "RevocationList",
    "TrustAnchor",
    "Upload",
]
