"""Visible digital seals of visas and emergency travel documents (ICAO Doc 9303-13). Plain Python, no Django, no network."""

from __future__ import annotations

from lakay.traveldocs.seals.checking import SealCheck, check_seal
from lakay.traveldocs.seals.kinds import KINDS, Kind
from lakay.traveldocs.seals.reading import Feature, NotASeal, Seal, read_seal
from lakay.traveldocs.seals.texts import payload_of

__all__ = ["KINDS", "Feature", "Kind", "NotASeal", "Seal", "SealCheck", "check_seal", "payload_of", "read_seal"]
