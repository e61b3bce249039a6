"""Fuzz target of the pass reader: nothing given to it raises, and nothing but the issuer's own bytes verifies.

`python -m fuzz.traveldocs.passes CORPUS_FOLDER` runs it under atheris where that is installed; without atheris the target
can be imported and called on any bytes, which the tests do.
"""

from __future__ import annotations

import sys
from binascii import crc_hqx
from datetime import date
from importlib import import_module

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.traveldocs.passes import (
    Birth,
    BorderTerms,
    Holder,
    IssuerKey,
    Kind,
    Leg,
    MinorTerms,
    Pass,
    Shown,
    Signed,
    SlipTerms,
    Verdict,
    issue,
    key_id,
    parse_number,
    public_of,
    read,
    verify,
)
from lakay.traveldocs.passes.letters import to_letters
from lakay.traveldocs.passes.packing import normal, pack
from lakay.traveldocs.passes.signing import PREFIX

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ID = key_id(public_of(KEY))
ISSUERS = {ID: IssuerKey(ID, public_of(KEY), "DIE", frozenset(Kind), date(2026, 1, 1), date(2026, 12, 31))}
ON = date(2026, 11, 21)
DAYS = (date(2026, 11, 1), date(2026, 11, 1), date(2027, 11, 1))
WHO = Holder("Saint-Vil", "Guerline Marie", Birth(1991, 3, 4), "F", "HTI")
COMPANION = MinorTerms("Dorcé", "Wilner", Shown("HTI", "RD1234567"), Leg.EXIT, "DOM")
PASSES = (
    Pass(Kind.BORDER, 1, ID, WHO, *DAYS, BorderTerms(("HT-OUA", "HT-BEL"), market_days_only=True)),
    Pass(Kind.MINOR, 2, ID, WHO, *DAYS, COMPANION),
    Pass(Kind.REFUSAL, 3, ID, WHO, *DAYS, SlipTerms("HT-OUA", Leg.ENTRY, "no-visa")),
)
SEEDS = tuple(issue(content, KEY).encode() for content in PASSES)
BODIES = frozenset(pack(normal(content)) for content in PASSES)


def one_input(data: bytes) -> None:
    """Read the bytes as a text, and as what stands inside one with a right check sum; hold both against what is promised."""
    text = data.decode("utf-8", errors="replace")
    parse_number(text)
    whole = data + bytes(66 - len(data)) if len(data) < 66 else data
    inside = PREFIX + to_letters(whole + crc_hqx(whole, 0xFFFF).to_bytes(2, "big"))
    for candidate in (text, inside):
        found = read(candidate)
        if isinstance(found, Signed):
            hold(found)


def hold(found: Signed) -> None:
    """What is read is spelled in one way only, and valid only if it was issued."""
    if pack(normal(found.content)) != found.body:
        raise AssertionError("two spellings of one pass")
    verdict = verify(found, ISSUERS, ON)
    if verdict not in {Verdict.FORGED, Verdict.UNKNOWN_ISSUER} and found.body not in BODIES:
        raise AssertionError(f"{verdict} for a pass that nobody issued")


def main() -> None:
    """Run under atheris until it is stopped or finds something."""
    atheris = import_module("atheris")  # not among the dependencies: needed here alone

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
