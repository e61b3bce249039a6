"""Fuzz target of chips and seals: nothing read from one raises, hangs, or is vouched for unless a state has signed those bytes.

`python -m fuzz.traveldocs.chips CORPUS_FOLDER` runs it under atheris where that is installed; without atheris the target can be
imported and called on any bytes, which the tests do.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import cache
from importlib import import_module

from lakay.traveldocs.chips import Certificate, TrustStore, UnreadableList, Verdict, check_chip, read_trust_file
from lakay.traveldocs.chips.specimen import make_authority, make_crl, make_dg1, make_master_list, make_signer, make_sod
from lakay.traveldocs.seals import check_seal

START = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16")
GROUPS = {1: make_dg1(ZONE)}


@cache
def world() -> tuple[TrustStore, tuple[bytes, ...]]:
    """An invented state, and what it has signed: a chip, a list of itself, a revocation list."""
    authority = make_authority(not_before=START)
    signer = make_signer(authority, not_before=START)
    sod = make_sod(signer, GROUPS, signed_at=NOW)
    listed = make_master_list(signer, [authority.certificate], came_along=[authority.certificate], signed_at=NOW)
    crl = make_crl(authority, {9: NOW}, this_update=NOW)
    return TrustStore.of([Certificate(authority.certificate)]), (sod, listed, crl, authority.certificate)


def seeds() -> tuple[bytes, ...]:
    """Bytes that states sign, to spoil."""
    return world()[1]


def one_input(data: bytes) -> None:
    """Give the bytes to every reader, and hold the answers against what is promised of every answer."""
    store, signed = world()
    found = check_chip(data, {1: data}, store, NOW, printed=ZONE)
    if found.verdict is Verdict.VALID:
        raise AssertionError("data that no state has signed are vouched for")
    if (found.reason is None) or (found.step is None) or len(found.steps) != 10:
        raise AssertionError("an answer without a step and a reason")
    bare = check_chip(data, {}, store, NOW)
    if bare.verdict is Verdict.VALID and bare.signer is not None and not data.startswith(signed[0][:1]):
        raise AssertionError("something else than a security object is vouched for")
    if check_seal(data, store, NOW).verdict is Verdict.VALID:
        raise AssertionError("a seal that nobody has signed is vouched for")
    try:
        read_trust_file(data, store)
    except UnreadableList:
        return


def main() -> None:
    """Run under atheris until it is stopped or finds something."""
    atheris = import_module("atheris")  # not among the dependencies: needed here alone

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
