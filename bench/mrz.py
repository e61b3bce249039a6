"""How many machine-readable zones are checked in a second on one core: `python bench/mrz.py`.

Each round checks documents that differ in every field, so that nothing is answered from a memory of the last one. The
verdict covers all check digits, dates, codes and names. Then the same with every field and remark written out.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from lakay.traveldocs import Format, Mrz, generate, parse, read_lines

ROUNDS = 5
DOCUMENTS = 4_000
TODAY = date(2026, 11, 21)
_CODES = {"TD1": "ID", "TD2": "I", "TD3": "P", "MRVA": "V", "MRVB": "V"}
_STATES = ["HTI", "DOM", "USA", "CAN", "FRA", "D", "CHL", "BRA", "MEX", "CUB"]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Rows = tuple[str, ...]


def documents(kind: Format, count: int = DOCUMENTS) -> list[Rows]:
    """Invented documents, the same at every run."""
    chance = random.Random(kind)
    return [_document(kind, chance) for _ in range(count)]


def _word(chance: random.Random, shortest: int, longest: int) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.randint(shortest, longest)))


def _document(kind: Format, chance: random.Random) -> Rows:
    return generate(
        kind,
        document_code=_CODES[kind],
        issuing_state=chance.choice(_STATES),
        document_number="".join(chance.choices(_LETTERS + "0123456789", k=9)),
        surname=_word(chance, 3, 12),
        given_names=f"{_word(chance, 3, 8)} {_word(chance, 3, 8)}",
        nationality=chance.choice(_STATES),
        birth=TODAY - timedelta(days=chance.randint(0, 30_000)),
        sex=chance.choice("MF"),
        expiry=TODAY + timedelta(days=chance.randint(-900, 3_600)),
        optional1="".join(chance.choices("0123456789", k=7)),
    )


def rate(work: Callable[[Rows], object], given: Sequence[Rows]) -> float:
    """Calls a second of processor time, the best of some rounds: other programs on the machine only slow a round down."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(ROUNDS):
            started = time.process_time()
            for rows in given:
                work(rows)
            best = min(best, time.process_time() - started)
    finally:
        gc.enable()
    return len(given) / best


def _written_out(rows: Rows) -> tuple[object, ...]:
    found: Mrz = read_lines(rows, TODAY)
    return found.fields, found.notes


def measure() -> dict[str, dict[str, float]]:
    """Format -> {"parse": verdicts a second, "fields": verdict, fields and notes a second}."""
    return {
        str(kind): {"parse": rate(lambda rows: parse(rows, TODAY), given), "fields": rate(_written_out, given)}
        for kind in Format
        for given in [documents(kind)]
    }


def main() -> None:
    print(f"{'format':<8}{'verdicts a second':>20}{'with fields and notes':>24}")
    for kind, rates in measure().items():
        print(f"{kind:<8}{rates['parse']:>20,.0f}{rates['fields']:>24,.0f}")


if __name__ == "__main__":
    main()
