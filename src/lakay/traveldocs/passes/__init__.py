"""Passes that Lakay signs itself: a text for a QR code, checked on any node without a network. Plain Python, no Django."""

from __future__ import annotations

from lakay.traveldocs.passes.bits import Unpackable, plain
from lakay.traveldocs.passes.kinds import (
    Birth,
    BorderTerms,
    Holder,
    Kind,
    Leg,
    MinorTerms,
    Pass,
    Shown,
    SlipTerms,
    Terms,
)
from lakay.traveldocs.passes.numbers import parse_number, written
from lakay.traveldocs.passes.signing import Fault, Signed, issue, key_id, looks_like_pass, public_of, read
from lakay.traveldocs.passes.verifying import IssuerKey, Verdict, verify

__all__ = [
    "Birth",
    "BorderTerms",
    "Fault",
    "Holder",
    "IssuerKey",
    "Kind",
    "Leg",
    "MinorTerms",
    "Pass",
    "Shown",
    "Signed",
    "SlipTerms",
    "Terms",
    "Unpackable",
    "Verdict",
    "issue",
    "key_id",
    "looks_like_pass",
    "parse_number",
    "plain",
    "public_of",
    "read",
    "verify",
    "written",
]
