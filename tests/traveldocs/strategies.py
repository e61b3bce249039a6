"""What Hypothesis draws: invented documents in all five formats."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from lakay.traveldocs import STATES, Format, StateKind, generate

CODES = {"TD1": "I", "TD2": "I", "TD3": "P", "MRVA": "V", "MRVB": "V"}
ROOM = {"TD1": 15, "TD2": 7, "TD3": 14, "MRVA": 16, "MRVB": 8}
STATE_CODES = sorted(state.code for state in STATES.values() if state.kind is StateKind.STATE)

_capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_names = st.text(alphabet=_capitals + "abcdéèçñüßÖ '-", min_size=1, max_size=30).filter(
    lambda text: any(character.isalpha() for character in text)
)
_numbers = st.text(alphabet=_capitals + "0123456789", min_size=1, max_size=9)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(Format)))
    longest = 22 if kind == "TD1" else 14 if kind == "TD2" else 9
    number = draw(st.text(alphabet=_capitals + "0123456789", min_size=1, max_size=longest))
    room = ROOM[kind] - (len(number) - 7 if len(number) > 9 else 0)
    return {
        "kind": kind,
        "document_code": CODES[kind],
        "issuing_state": draw(st.sampled_from(STATE_CODES)),
        "document_number": number,
        "surname": draw(_names),
        "given_names": draw(st.one_of(st.just(""), _names)),
        "nationality": draw(st.sampled_from(STATE_CODES)),
        "birth": draw(st.dates(date(1930, 1, 1), date(2026, 1, 1))),
        "sex": draw(st.sampled_from("MFX")),
        "expiry": draw(st.dates(date(2000, 1, 1), date(2049, 12, 31))),
        "optional1": draw(st.text(alphabet=_capitals + "0123456789", max_size=max(0, min(room, 12)))),
    }


def rows_of(document: dict[str, Any]) -> tuple[str, ...]:
    return generate(**document)
