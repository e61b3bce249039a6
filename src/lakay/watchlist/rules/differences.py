"""What the newest state of another's list changes on ours: what is new, what it says otherwise, what is gone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.kernel.partial_dates import PartialDate
from lakay.places.pack.records import AlertCategory
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName, latest_end
from lakay.watchlist.rules.sources.entry import Entry

Said = tuple[tuple[WantedName, ...], tuple[WantedDocument, ...], PartialDate, str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground all entries of a list stand, as its owner says."""

    category: AlertCategory
    legal_basis: str
    legal_reference: str
    authority: str
    instruction: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Entries to put on the list; alerts to take off it, because they are gone or are put on anew; how many stay as they are."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    gone: tuple[UUID, ...]
    replaced: tuple[UUID, ...]
    same: int

    @property
    def ends(self) -> list[str]:
        """The alerts that are ended when two people have agreed, as an event says them."""
        return [one.hex for one in (*self.gone, *self.replaced)]


def differences(entries: Iterable[Entry], standing: Mapping[str, tuple[UUID, Said]]) -> Differences:
    """`standing`: by its name in the list, each alert that came from it, with what it says."""
    new, changed, replaced, met = [], [], [], set()
    for one in entries:
        met.add(one.origin)
        known = standing.get(one.origin)
        if known is None:
            new.append(one)
        elif known[1] != said_by(one):
            changed.append(one)
            replaced.append(known[0])
    gone = [alert for origin, (alert, _) in standing.items() if origin not in met]
    return Differences(tuple(new), tuple(changed), tuple(gone), tuple(replaced), len(met) - len(new) - len(changed))


def said_by(one: Entry) -> Said:
    """What an entry says of whom it means."""
    return one.names, one.documents, one.birth, one.sex, one.nationalities, one.note


def contents_from(one: Entry, ground: Ground, at: datetime) -> Contents:
    """The alert of an entry: from now to the latest day that its category allows, on the ground of its list."""
    return Contents(
        category=ground.category.code,
        from_at=at,
        until_at=latest_end(ground.category, at),
        names=one.names,
        documents=one.documents,
        birth=one.birth,
        sex=one.sex,
        nationalities=one.nationalities,
        legal_basis=ground.legal_basis,
        legal_reference=ground.legal_reference,
        authority=ground.authority,
        note=one.note,
    )
