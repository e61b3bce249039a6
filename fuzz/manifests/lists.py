"""Fuzz target of passenger lists: nothing given to the reader raises or hangs, the bytes stay as they came, and faults lie inside them.

`python -m fuzz.manifests.lists CORPUS_FOLDER` runs it under atheris where that is installed; without atheris the target can be
imported and called on any bytes, which the tests do.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from importlib import import_module
from json import dumps

from lakay.manifests import Code, Form, read
from lakay.manifests.dates import compact, written
from lakay.manifests.faults import MOST

TODAY = "2026-11-22"


def one_input(data: bytes) -> None:
    """Read the bytes and hold the answer against what is promised of every answer."""
    found = read(data, TODAY)
    if found.raw != data:
        raise AssertionError("the bytes are not those that came")
    if len(found.faults) > MOST + 1 or any(not 0 <= fault.offset <= len(data) for fault in found.faults):
        raise AssertionError("a fault lies outside the file")
    if not found.messages and not found.faults:
        raise AssertionError("nothing was read and nothing said")
    if (found.form is Form.UNKNOWN) and found.messages:
        raise AssertionError("messages of no form")
    for who in (who for message in found.messages for who in message.travellers):
        if who.birth and written(who.birth) != who.birth and not compact(who.birth.replace("-", "")):
            raise AssertionError("a birth that is no day")
        if who.sex not in {"", "F", "M", "X"}:
            raise AssertionError("a sex that is none")
        named = who.surname or who.given_names or who.full_name
        if not named and Code.NO_NAME not in {fault.code for fault in found.faults} and len(found.faults) <= MOST:
            raise AssertionError("somebody without a name, and nothing said")
    dumps([asdict(message) for message in found.messages])


def main() -> None:
    """Run under atheris until it is stopped or finds something."""
    atheris = import_module("atheris")  # not among the dependencies: needed here alone

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
