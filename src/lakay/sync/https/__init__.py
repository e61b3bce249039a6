"""Parcels over HTTPS: one is posted, one comes back on the same connection."""

from __future__ import annotations

PATH = "/sync/parcel"
ENROL = "/sync/enrol"
RELEASE = "/sync/release"
CARD = "/sync/card"


class Refused(ConnectionError):
    """The peer does not know us, or knows us no more."""


class TooBusy(ConnectionError):
    """The peer cannot take parcels now."""
