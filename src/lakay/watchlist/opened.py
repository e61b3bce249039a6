"""Looking a traveller up in the alerts that lie open on this node: all of them at the hub, at a post those that it raised itself.

The list is laid out in memory as `lakay.names.index` does it; what came since lies beside it, in few parts of growing size. A long list is
also kept on disk (`published`), so that no process has to lay it out anew. Each look-up sees the list as it stands at that instant.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lakay.journal.models import Reference
from lakay.names.index.segment import Segment, beside
from lakay.watchlist import published
from lakay.watchlist.categories import categories
from lakay.watchlist.held import LIST, LOCKS, NOTHING, Mark, came, follows, mark_now
from lakay.watchlist.keys import document_token
from lakay.watchlist.models import Alert, Key
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.judging import Listed, Read
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import AlertStatus
from lakay.watchlist.rules.weighing import laid_out, names_of, odds_of, question_of, tells_of

COLUMNS = ("id", "category", "protective", "from_at", "until_at", "names", "documents", "birth", "sex", "nationalities")

Row = tuple[Any, ...]


@dataclass(slots=True)
class _Part:
    """Some of the list: laid out, how many names, the alerts if it is a part of those changed, and the keys of those changed since."""

    segment: Segment
    names: int
    alerts: set[UUID]
    hidden: set[bytes] = field(default_factory=set)


class OpenList:
    """The names of the alerts that lie open here, kept up with the store."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._parts: tuple[_Part, ...] = ()
        self._mark = NOTHING
        self.generation = ""
        """The name of the published list that it began with; "" where it was laid out from the tables."""

    def __len__(self) -> int:
        """Names on the list, or so: those changed since count twice."""
        return sum(part.names for part in self._parts)

    @property
    def changed(self) -> int:
        """Alerts that changed since the list was laid out."""
        return sum(len(part.alerts) for part in self._parts[1:])

    def is_due(self) -> bool:
        """Whether the list is to be laid out on the disk anew: it is long, and what lies there is missing, of another store or far behind; or
        short, and something lies there."""
        if not self._parts or len(self) < published.SHORT:
            return bool(published.current())
        return not self.generation or self.changed > max(published.SHORT, len(self) // 20)

    def odds(self, read: Read, mark: Mark) -> dict[UUID, float]:
        """Who of the list may be the traveller, by name: their log-odds."""
        self.keep_up(mark)
        parts, people = self._parts, len(self)
        if not parts or not (read.name.family or read.name.given):
            return {}
        question = question_of(read)
        found: dict[UUID, float] = {}
        for part in parts:
            found |= {UUID(key): odds for key, odds in odds_of(part.segment, question, part.hidden, people).items()}
        return found

    def tells(self, listed: Listed, mark: Mark) -> dict[str, int]:
        """What the words of some names tell on this list."""
        self.keep_up(mark)
        return tells_of(self._parts[0].segment, listed) if self._parts else {}

    def keep_up(self, mark: Mark) -> None:
        """Take in what the list became up to a mark of the store."""
        if mark != self._mark:
            with self._one_at_a_time:
                now = mark_now()  # another thread may have taken it in meanwhile, and more
                if now != self._mark:
                    self._catch_up(now)

    def begin_anew(self) -> None:
        """Take up the published list, if there is a newer one."""
        if published.current() != self.generation:
            with self._one_at_a_time:
                self._mark = NOTHING

    def _catch_up(self, now: Mark) -> None:
        if not follows(self._mark, now):
            self._begin(now)
        events = came(LIST, self._mark, now).exclude(action__startswith=LOCKS)
        if changed := set(Reference.objects.filter(event__in=events).values_list("ref", flat=True)):
            self._add(changed)
        self._mark = now

    def _begin(self, now: Mark) -> None:
        found = published.load(now)
        if found is not None:
            columns, self._mark, self.generation = found
        else:
            columns, self._mark, self.generation = laid_out(listed_names()), now, ""
        names = names_of(columns)
        self._parts = (_Part(Segment(columns), names, set()),) if names else ()

    def _add(self, changed: set[UUID]) -> None:
        """A part of its own for what changed; parts no larger than it are laid out together with it."""
        keys = {alert.hex.encode() for alert in changed}
        parts, alerts = list(self._parts), set(changed)
        while len(parts) > 1 and len(parts[-1].alerts) <= len(alerts):
            alerts |= parts.pop().alerts
        for part in parts:
            part.hidden |= keys
        columns = laid_out(listed_names(alerts))
        if names := names_of(columns):
            segment = beside(columns, parts[0].segment) if parts else Segment(columns)
            parts.append(_Part(segment, names, alerts))
        self._parts = tuple(parts)


def listed_names(some: set[UUID] | None = None) -> Iterator[tuple[str, Listed]]:
    """Everybody who is looked for by name, of all alerts or of some. Of a stolen document nobody is."""
    by_name = {code for code, category in categories().items() if category.about == "person"}
    others = set(categories()) - by_name
    standing = Alert.objects.filter(status=AlertStatus.ACTIVE).exclude(category__in=others)
    rows = (standing if some is None else standing.filter(pk__in=some)).values_list(*COLUMNS)
    for pk, _category, _protective, _from, _until, *said in rows.iterator(chunk_size=1_000):
        yield pk.hex, Listed.of(*said)


open_list = OpenList()


def rows_of(alerts: Iterable[UUID]) -> list[Row]:
    """The columns of some alerts that are on the list now."""
    wanted = list(alerts)
    return list(Alert.objects.filter(pk__in=wanted, status=AlertStatus.ACTIVE).values_list(*COLUMNS)) if wanted else []


def with_document(read: Read) -> set[UUID]:
    """The alerts about the traveller's document."""
    token = document_token(read.document) if read.document else None
    return (
        set(Key.objects.filter(token=token, basis=Basis.DOCUMENT).values_list("alert_id", flat=True))
        if token is not None
        else set()
    )


def listed_tells(contents: Contents) -> dict[str, int]:
    """What the words of an alert's names tell on the list of this node."""
    listed = Listed(contents.names, (), contents.birth, contents.sex, ())
    return open_list.tells(listed, mark_now())
