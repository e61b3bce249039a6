"""Chips of passports and identity cards: passive authentication (ICAO Doc 9303-11 §5.1). Plain Python, no Django, no network."""

from __future__ import annotations

from lakay.traveldocs.chips.answers import ChipCheck, Outcome, Reason, Signer, Step, StepResult, Stop, Verdict
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.checking import check_chip
from lakay.traveldocs.chips.crls import Crl
from lakay.traveldocs.chips.groups import NotAZone, dg1_matches, zone_of
from lakay.traveldocs.chips.lists import TrustFile, UnreadableList, read_trust_file
from lakay.traveldocs.chips.trust import Anchor, TrustStore

__all__ = [
    "Anchor",
    "Certificate",
    "ChipCheck",
    "Crl",
    "NotAZone",
    "Outcome",
    "Reason",
    "Signer",
    "Step",
    "StepResult",
    "Stop",
    "TrustFile",
    "TrustStore",
    "UnreadableList",
    "Verdict",
    "check_chip",
    "dg1_matches",
    "read_trust_file",
    "zone_of",
]
