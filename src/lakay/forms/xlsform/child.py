"""The process in which a stranger's workbook is converted: JSON in, JSON out. Whatever happens here, the one who started it goes on."""

from __future__ import annotations

import json
import logging
import resource
import sys

from pyxform.errors import PyXFormError

from lakay.forms.xlsform.converting import convert_here

ROOT = "data"
PROCESSOR_SECONDS = 20
MEMORY = 1_500_000_000
"""Bytes of address space for a conversion: the largest form in use takes a tenth of it."""


def main() -> None:
    """Read a workbook, write its XForm, or why there is none."""
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    try:
        converted = convert_here(json.load(sys.stdin), ROOT)
    except PyXFormError as refused:
        answer: dict[str, object] = {"refused": str(refused)}
    else:
        answer = {"xform": converted.xform, "warnings": list(converted.warnings)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
