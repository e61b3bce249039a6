"""A second opinion on check digits, written apart from the product: plain arithmetic over printed positions.

Positions count from 1 as in the tables of ICAO Doc 9303 parts 4 to 7. Nothing here imports the product.
"""

from __future__ import annotations

Positions = list[tuple[int, int, int]]  # row, first and last position

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# format: check digit -> (what it covers, where it stands)
_SECOND_ROW: dict[str, tuple[Positions, tuple[int, int]]] = {
    "document_number_cd": ([(2, 1, 9)], (2, 10)),
    "birth_date_cd": ([(2, 14, 19)], (2, 20)),
    "expiry_date_cd": ([(2, 22, 27)], (2, 28)),
}
DIGITS: dict[str, dict[str, tuple[Positions, tuple[int, int]]]] = {
    "TD1": {
        "document_number_cd": ([(1, 6, 14)], (1, 15)),
        "birth_date_cd": ([(2, 1, 6)], (2, 7)),
        "expiry_date_cd": ([(2, 9, 14)], (2, 15)),
        "composite_cd": ([(1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)], (2, 30)),
    },
    "TD2": _SECOND_ROW | {"composite_cd": ([(2, 1, 10), (2, 14, 20), (2, 22, 35)], (2, 36))},
    "TD3": _SECOND_ROW
    | {
        "optional1": ([(2, 29, 42)], (2, 43)),
        "composite_cd": ([(2, 1, 10), (2, 14, 20), (2, 22, 43)], (2, 44)),
    },
    "MRVA": _SECOND_ROW,
    "MRVB": _SECOND_ROW,
}


def digit(text: str) -> str:
    total = 0
    for position, character in enumerate(text):
        if character == "<":
            value = 0
        elif character in LETTERS:
            value = LETTERS.index(character) + 10
        else:
            value = int(character)
        total += value * [7, 3, 1][position % 3]
    return str(total % 10)


def covered(rows: tuple[str, ...], positions: Positions) -> str:
    return "".join(rows[row - 1][first - 1 : last] for row, first, last in positions)


def wrong_digits(kind: str, rows: tuple[str, ...]) -> set[str]:
    """The check digits that do not hold. Long document numbers are left to their own tests."""
    wrong = set()
    for name, (positions, (row, column)) in DIGITS[kind].items():
        printed = rows[row - 1][column - 1]
        if name == "document_number_cd" and printed == "<" and kind in {"TD1", "TD2"}:
            continue
        if name == "optional1" and printed == "<":
            printed = "0"
        if printed != digit(covered(rows, positions)):
            wrong.add(name)
    return wrong
