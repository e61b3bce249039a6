"""Fuzz target of the zone reader: nothing given to it raises, hangs or contradicts itself.

`python -m fuzz.traveldocs.mrz CORPUS_FOLDER` runs it under atheris where that is installed; without atheris the target
can be imported and called on any bytes, which the tests do.
"""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module

from lakay.traveldocs import FIELD_NAMES, Verdict, parse, read, repairs

TODAY = date(2026, 11, 21)
SEEDS = (
    b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    b"I<UTOD23145890<7349<<<<<<<<<<<\r3407127M9507122UTO<<<<<<<<<<<2\rSTEVENSON<<PETER<JOHN<<<<<<<<<",
    b"]L0IDBEL000590240<6013<<<<<<<<<<<8512017F1311048BEL851201002007REINARTZ<<ULRIKE<KATIA<E<<<<<<",
    b"v;utoeriksson;;anna;maria;;;;;;;;;;;\tl8988901c4xxx4009078f9612109;;;;;;;;",
)


def one_input(data: bytes) -> None:
    """Read the bytes and hold the answer against what is promised of every answer."""
    found = read(data, TODAY)
    if set(found.fields) != set(FIELD_NAMES) or not set(found.failed) <= set(FIELD_NAMES):
        raise AssertionError("the fields are not those of the manual")
    if (found.format is None) != (found.verdict is Verdict.REJECT):
        raise AssertionError("a rejected zone has no format, every other has one")
    if found.verdict is Verdict.VALID and parse(found.lines, TODAY).verdict is not Verdict.VALID:
        raise AssertionError("what was read as valid does not parse as valid")
    if any(proposal.mrz.verdict is not Verdict.VALID for proposal in repairs(found)):
        raise AssertionError("a proposal does not hold")
    str([found.birth, found.expiry, found.name, found.number, found.notes])


def main() -> None:
    """Run under atheris until it is stopped or finds something."""
    atheris = import_module("atheris")  # not among the dependencies: needed here alone

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
