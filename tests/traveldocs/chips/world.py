"""An invented state, Utopia, that signs chips: made once, for no test changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from lakay.traveldocs.chips import ChipCheck, TrustStore, check_chip
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.crls import Crl
from lakay.traveldocs.chips.specimen import (
    Holder,
    make_authority,
    make_dg1,
    make_signer,
    make_sod,
    new_key,
)

START = datetime(2020, 1, 1, tzinfo=UTC)
SIGNED = datetime(2021, 6, 1, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16")
GROUPS = {1: make_dg1(ZONE), 2: b"\x75\x04face"}


@dataclass(frozen=True)
class State:
    """A state: its authority, a signer of documents, and a security object."""

    authority: Holder
    signer: Holder
    sod: bytes

    def trust(self, *crls: bytes) -> TrustStore:
        """A store that trusts this state alone."""
        return TrustStore.of([Certificate(self.authority.certificate)], [Crl(one) for one in crls])


@cache
def state(kind: str = "secp256r1", hash_name: str = "sha256", *, explicit: bool = False, pss: bool = False) -> State:
    """Utopia with keys of a kind."""
    style: dict[str, Any] = {"explicit": explicit, "hash_name": hash_name, "pss": pss}
    authority = make_authority(key=new_key(kind), not_before=START, **style)
    signer = make_signer(authority, new_key(kind), not_before=START, **style)
    return State(authority, signer, make_sod(signer, GROUPS, signed_at=SIGNED, hash_name=hash_name))


def check(sod: bytes, trust: TrustStore | None = None, groups: dict[int, bytes] | None = None, **more: Any) -> ChipCheck:
    """Check against Utopia, today."""
    return check_chip(sod, GROUPS if groups is None else groups, trust or state().trust(), more.pop("at", NOW), **more)


def told(found: ChipCheck) -> tuple[str, str | None, str | None]:
    """The answer in three words."""
    return (found.verdict.value, found.step and found.step.value, found.reason and found.reason.value)
