"""Which kind of office an agency is, in the words of HTCDS 2.0."""

from __future__ import annotations

from lakay.protection.rules.codes import Decider

_OFFICES = {
    "police": Decider.POLICE,
    "child-police": Decider.POLICE,
    "court": Decider.COURT,
    "prosecution": Decider.COURT,
    "ngo": Decider.NGO,
    "shelter": Decider.NGO,
    **dict.fromkeys(("ministry", "immigration", "migration", "child-welfare", "committee", "customs"), Decider.GOVERNMENT),
}


def decider_of(kind: str) -> Decider:
    """The kind of office of an agency by its kind in the pack; international organisations are other."""
    return _OFFICES.get(kind, Decider.OTHER)
