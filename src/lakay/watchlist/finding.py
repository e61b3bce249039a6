"""Whom a traveller may be: asked by the booth, the second line and the screening, one traveller at a time, without the list being read.

A node that holds alerts openly (the hub) weighs their names, and finds documents by digests; a post holds locked entries and opens those that
the traveller's data open.
Both are then judged in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.kernel.partial_dates import UNKNOWN, PartialDate
from lakay.places.pack.records import AlertCategory, Names
from lakay.watchlist.categories import SHORTEST, categories
from lakay.watchlist.closed import Opened, make_ready, opened_by
from lakay.watchlist.closed import count as locked_count
from lakay.watchlist.decoys import met
from lakay.watchlist.held import mark_now
from lakay.watchlist.keys import cleared_token
from lakay.watchlist.locking import TELLS
from lakay.watchlist.models import Alert, Cleared, Lock, Silence
from lakay.watchlist.models.alerts import reference_of
from lakay.watchlist.opened import COLUMNS, open_list, rows_of, with_document
from lakay.watchlist.rules.blocks import asked_keys, document_key
from lakay.watchlist.rules.contents import WantedDocument, WantedName, instant
from lakay.watchlist.rules.judging import NOBODY_BY_NAME, Judged, Line, Listed, Read, judge
from lakay.watchlist.rules.matching import Basis, document_text
from lakay.watchlist.rules.weighing import few, line

PROTECTIVE = "protective"
"""What a booth is told instead of the category of a protective alert: it must not learn why."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A traveller may be the one whom an alert means. All that a booth may know of it is here.

    `route` is the desk to call: `second-line` or `protection`. `stop` closes the way to admission until the officer has taken
    note. `label` and `todo` are the words to show, in the four languages; `category` is `protective` for every protective alert.
    `score` is how likely it is the person meant, in hundredths: 100 for the very document. `silent`: the booth is told nothing at all.
    """

    alert: UUID
    reference: str
    category: str
    protective: bool
    route: str
    stop: bool
    basis: Basis
    evidence: tuple[str, ...]
    label: Names
    todo: Names
    score: int = 100
    silent: bool = False


def hits(
    *,
    document: tuple[str, str, str] | None = None,
    surname: str = "",
    given_names: str = "",
    birth: PartialDate = UNKNOWN,
    sex: str = "",
    nationality: str = "",
    direction: str = "",
    at: datetime,
) -> list[Hit]:
    """The alerts that a traveller meets now, each once, documents first. `document` is (issuing state, number, type).

    A document is enough by itself. A name must sound alike, and the birth dates must not contradict. `direction` (entry,
    exit) leaves out alerts that are for the other way only. It reads the list as it stands at this instant; nothing is kept.
    """
    read = Read(WantedDocument(*document) if document else None, WantedName(surname, given_names), birth, sex, nationality)
    found: dict[UUID, Hit] = {}
    for candidate in _candidates(read, at):
        hit = _hit(candidate, read, direction, at)
        if hit is not None:
            found[hit.alert] = hit
    _leave_out_cleared(found, read)
    return sorted(found.values(), key=lambda hit: (hit.basis is not Basis.DOCUMENT, -hit.score, hit.alert))


def foresee(
    *, document: tuple[str, str, str] | None = None, surname: str = "", given_names: str = "", birth: PartialDate = UNKNOWN
) -> None:
    """Do what is slow about a look-up before the store is held for it: at a post, the keys of the traveller in front.

    Other booths of the post need not wait for it then. Nothing is read of the list, and nothing is kept but the keys.
    """
    read = Read(WantedDocument(*document) if document else None, WantedName(surname, given_names), birth, "", "")
    make_ready(_asked(read))


def warm() -> None:
    """Put the list in order before anybody is looked up: of a hundred thousand entries that takes seconds, if it does not lie on the disk."""
    mark = mark_now()
    open_list.begin_anew()
    open_list.keep_up(mark)
    opened_by((), mark)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alert that may mean the traveller, wherever it was found."""

    alert: UUID
    category: str
    protective: bool
    from_at: datetime
    until_at: datetime
    listed: Listed
    odds: float
    """The log-odds that the traveller is meant, by name."""
    least: Line


def _leave_out_cleared(found: dict[UUID, Hit], read: Read) -> None:
    """Forget hits by name on whom somebody has decided, with this very document, that it is another person; the entry is unchanged since."""
    by_name = [hit.alert for hit in found.values() if hit.basis is Basis.NAME]
    if not by_name or read.document is None:
        return
    tokens = {cleared_token(alert, read.document): alert for alert in by_name}
    for cleared in Cleared.objects.filter(token__in=[token for token in tokens if token is not None]):
        if not _changed_since(cleared):
            found.pop(tokens[cleared.token], None)


def _changed_since(cleared: Cleared) -> bool:
    changed = Alert.objects.filter(pk=cleared.alert, changed_at__gt=cleared.at)
    return changed.exists() or Lock.objects.filter(alert=cleared.alert, changed_at__gt=cleared.at).exists()


def _candidates(read: Read, at: datetime) -> list[Candidate]:
    """What lies open on this node, then what the traveller's data open of the rest."""
    mark = mark_now()
    odds = open_list.odds(read, mark)
    least = line(len(open_list))
    odds = {alert: found for alert, found in odds.items() if found >= least.by_names}
    odds |= {alert: odds.get(alert, NOBODY_BY_NAME) for alert in with_document(read)}
    here = [candidate_of(row, odds[row[0]], least) for row in rows_of(odds)]
    known = {one.alert for one in here}
    opened = [one for one in opened_by(_asked(read), mark) if one.alert not in known]
    return [*here, *_weighed(read, opened, at)]


def _asked(read: Read) -> list[str]:
    document = document_text(read.document) if read.document else ""
    return asked_keys(read.name, read.birth) + ([document_key(document)] if document else [])


def _weighed(read: Read, opened: list[Opened], at: datetime) -> list[Candidate]:
    """The entries that were opened, weighed; whoever is found to have asked about a decoy is noted."""
    if not opened:
        return []
    told = [(one.alert.hex, _listed(one), one.content.get(TELLS, {})) for one in opened]
    people = len(open_list) + locked_count()
    odds, least = few(read, told, people), line(people)
    found = [(one, _opened(one, odds.get(one.alert.hex, NOBODY_BY_NAME), least)) for one in opened]
    if decoys := [one.alert for one, found_one in found if one.post and _judged(read, found_one, by_name=True)]:
        met(decoys, at)
    return [candidate for one, candidate in found if not one.post]


def candidate_of(row: tuple[Any, ...], odds: float, least: Line) -> Candidate:
    """An alert, from its columns."""
    pk, category, protective, from_at, until_at, *said = row
    return Candidate(pk, category, protective, from_at, until_at, Listed.of(*said), odds, least)


def _listed(one: Opened) -> Listed:
    return Listed.of(*(one.content[name] for name in COLUMNS[5:]))


def _opened(one: Opened, odds: float, least: Line) -> Candidate:
    said = one.content
    times = instant(said["from_at"]), instant(said["until_at"])
    return Candidate(one.alert, said["category"], said["protective"], *times, _listed(one), odds, least)


def _judged(read: Read, candidate: Candidate, *, by_name: bool) -> Judged | None:
    return judge(read, candidate.listed, by_name=by_name, odds=candidate.odds, least=candidate.least)


def _hit(candidate: Candidate, read: Read, direction: str, at: datetime) -> Hit | None:
    category = _category(candidate)
    if not candidate.from_at <= at < candidate.until_at or (direction and category.direction not in {"both", direction}):
        return None
    judged = _judged(read, candidate, by_name=category.about != "document")
    if judged is None:
        return None
    silent = not category.protective and Silence.objects.standing(at).filter(category=candidate.category).exists()
    return Hit(
        alert=candidate.alert,
        reference=reference_of(candidate.alert.hex),
        category=PROTECTIVE if category.protective else candidate.category,
        protective=category.protective,
        route=category.route,
        stop=not silent,
        basis=judged.basis,
        evidence=judged.evidence,
        label=category.todo if category.protective else category.labels,
        todo=category.todo,
        score=judged.score,
        silent=silent,
    )


def _category(candidate: Candidate) -> AlertCategory:
    """The category of a hit. If the pack has lost it, the booth still stops and calls the desk that fits."""
    known = categories().get(candidate.category)
    if known is not None and known.protective == candidate.protective:
        return known
    same_desk = [category for category in categories().values() if category.protective == candidate.protective]
    words = same_desk[0] if same_desk else None
    named = Names(*[candidate.category] * 4)
    return AlertCategory(
        code=candidate.category,
        about="",
        protective=candidate.protective,
        route="protection" if candidate.protective else "second-line",
        direction="both",
        days=0,
        keep_days=0,
        minutes=SHORTEST,
        at_once=(),
        labels=named,
        todo=words.todo if words else named,
        source=(),
        unverified=(),
    )
