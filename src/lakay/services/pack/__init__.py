"""The kinds of service of the country pack: `packs/<country>/services/types.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import Fault, PackError, Row, read_table
from lakay.places.pack.records import Names
from lakay.services.rules import Pillar

LABELS = ("label_ht", "label_fr", "label_es", "label_en")
COLUMNS = ("code", "pillar", "hidden", "signals", *LABELS, "source", "unverified")


@dataclass(frozen=True, slots=True)
class ServiceType:
    """A kind of service. `hidden`: nobody learns from the directory where such a house stands. `signals`: for whom it is thought of
    first, as codes of the protection desk's table of priorities.
    """

    code: str
    pillar: Pillar
    hidden: bool
    signals: tuple[str, ...]
    labels: Names


@cache
def types() -> dict[str, ServiceType]:
    """The kinds of service of this node's pack, by code, in its order."""
    return read_types(find_pack())


def read_types(pack: Path) -> dict[str, ServiceType]:
    """Read the table of a pack. Raises PackError with every fault."""
    faults: list[Fault] = []
    found = [
        ServiceType(
            row.code("code"),
            _pillar(row),
            row.yes("hidden"),
            row.words("signals"),
            row.names("label"),
        )
        for row in read_table(pack / "services", "types.csv", COLUMNS, faults)
    ]
    if len({one.code for one in found}) != len(found):
        faults.append(Fault("services/types.csv", 0, "a code is there more than once"))
    if faults:
        raise PackError(faults)
    return {one.code: one for one in found}


def _pillar(row: Row) -> Pillar:
    said = row.one_of("pillar", tuple(Pillar))
    return Pillar(said) if said in set(Pillar) else Pillar.SUPPORT


def suggested(signals: frozenset[str]) -> list[str]:
    """The kinds to think of first for somebody of whom this is known, in the order of the pack."""
    return [one.code for one in types().values() if signals & set(one.signals)]
