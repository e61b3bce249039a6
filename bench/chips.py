"""How long a chip takes: `python -m bench.chips`. Milliseconds of processor time for one passive authentication, by kind of key."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from lakay.traveldocs.chips import Certificate, TrustStore, check_chip
from lakay.traveldocs.chips.specimen import make_authority, make_dg1, make_signer, make_sod, new_key

START = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16")
GROUPS = {1: make_dg1(ZONE), 2: b"\x75\x82\x3a\x98" + bytes(15_000)}
KINDS = ("rsa", "secp256r1", "secp384r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1")
ROUNDS, CHECKS = 5, 40


def milliseconds(kind: str) -> float:
    """The best of some rounds: other programs on the machine only slow a round down."""
    explicit = kind != "rsa"
    authority = make_authority(key=new_key(kind), not_before=START, explicit=explicit)
    signer = make_signer(authority, new_key(kind), not_before=START, explicit=explicit)
    sod = make_sod(signer, GROUPS, signed_at=START)
    trust = TrustStore.of([Certificate(authority.certificate)])
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(CHECKS):
            check_chip(sod, GROUPS, trust, NOW)
        best = min(best, time.process_time() - started)
    return best / CHECKS * 1000


def main() -> None:
    for kind in KINDS:
        print(f"{kind:<18}{milliseconds(kind):>8.2f} ms")


if __name__ == "__main__":
    main()
