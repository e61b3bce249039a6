"""Countries as lists write them (two letters, three letters, English names), as they stand in a passport."""

from __future__ import annotations

from functools import cache

from lakay.names.folding import search_key
from lakay.traveldocs.chips.countries import SIGNERS
from lakay.traveldocs.states import STATES, StateKind, state_of

UNKNOWN_STATE = "XXX"


def state_code(said: str) -> str:
    """The code of a passport: `HTI` for HTI, ht and Haiti; "" for what no table knows."""
    plain = said.strip().upper()
    if len(plain) in {1, 3} and state_of(plain):
        return plain
    return _others().get(plain) or _others().get(search_key(said), "")


@cache
def _others() -> dict[str, str]:
    """Two letters and English names; of a territory that shares its country's two letters the country's own code counts."""
    found: dict[str, str] = {}
    states = [state for state in STATES.values() if state.kind is StateKind.STATE]
    for state in sorted(states, key=lambda state: (len(SIGNERS.get(state.code, ())), state.code)):
        found.setdefault(search_key(state.name), state.code)
        for two in sorted(SIGNERS.get(state.code, ())):
            found.setdefault(two, state.code)
    return found
