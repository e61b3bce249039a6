"""Answers of pure functions, kept while a country is simulated: fifty machines read, open and take apart the very same bytes.

Each function named here gives equal answers to equal arguments and nobody changes what it gives, so a run is the same with and
without (a test holds that). Nothing else is shared between the machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from lakay.journal.core import seal
from lakay.sync.core import accepting, parcels, sealing, values, wire

PURE: tuple[tuple[ModuleType, str], ...] = (
    (accepting, "from_body"),
    (sealing, "opens"),
    (seal, "unseal"),
    (seal, "mark"),
    (values, "derived_id"),
    (values, "microseconds"),
    (values, "instant"),
    (wire, "_taken_apart"),
)


@contextmanager
def kept_answers() -> Iterator[None]:
    """Keep the answers for as long as this lasts, and squeeze parcels with less effort."""
    before = [(module, name, getattr(module, name)) for module, name in PURE]
    large, parcels.LARGE = parcels.LARGE, 0
    for module, name, function in before:
        setattr(module, name, cache(function))
    try:
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)
        parcels.LARGE = large
