"""The tables of access: who works where, what proves who they are, and where they are logged in now."""

from lakay.access.models.credentials import Passkey, Password, RecoveryCode, Totp
from lakay.access.models.sessions import Attempts, Challenge, Session, UsedStep
from lakay.access.models.staff import Agency, Grant, Staff

__all__ = [
    "Agency",
    "Attempts",
    "Challenge",
    "Grant",
    "Passkey",
    "Password",
    "RecoveryCode",
    "Session",
    "Staff",
    "Totp",
    "UsedStep",
]
