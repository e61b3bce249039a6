"""Events of other nodes applied to the tables, many at once.

The rows of some hundreds of events go to the database together behind a savepoint. Where one of them is not accepted the events are
halved and tried again, until the guilty one stands alone and is refused; so one bad event never costs its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError, models, transaction
from django.db.models import QuerySet

from lakay.journal.again import Named, destroy_keys, make_again, records_of
from lakay.journal.batch import Batch
from lakay.journal.core.events import event_of
from lakay.journal.erasure import leave_no_trace
from lakay.journal.foreign.outcomes import APPLIED, REFUSED, WAITING, Entered, Outcome
from lakay.journal.foreign.rows import Files
from lakay.journal.foreign.works import AT_ONCE, Part, Work, in_order, read
from lakay.journal.inserting import Values, inserter
from lakay.journal.models import Unapplied
from lakay.journal.order import stand_again
from lakay.journal.registry import places

CHUNK = 1000
NOT_TAKEN = (IntegrityError, DataError, OverflowError, ValueError, TypeError)
"""What a database or its driver says of a row that it cannot hold."""


class Applying:
    """Applies events within one turn, and keeps what became of each."""

    def __init__(self, batch: Batch, at: datetime, *, again: bool = False) -> None:
        self._batch = batch
        self._at = at
        self._again = again
        self._waiting: dict[str, list[Entered]] = {}
        self._some_wait = Unapplied.objects.filter(state=Unapplied.WAITING).exists()
        self.outcomes: dict[UUID, Outcome] = {}
        self.had_unapplied: set[UUID] = set()
        self._erased: set[UUID] = set()
        self._again_later: set[Named] = set()

    def apply(self, events: Sequence[Entered]) -> None:
        """Apply events in the order given, and those that had waited for what they bring."""
        todo = [list(events[start : start + CHUNK]) for start in range(0, len(events), CHUNK)]
        while todo:
            made = self._chunk(todo.pop(0))
            released = self._released(made)
            if released:
                todo.insert(0, released)

    def _chunk(self, events: list[Entered]) -> list[str]:
        """Apply some; returns the records that were made, in hex digits."""
        owners = {change.owner or change.record for entered in events for change in entered.event.changes if change.sealed}
        self._batch.ring.load(owners)
        works = [read(entered, self._batch.ring) for entered in events]
        ready = in_order([work for work in works if work.outcome.state != REFUSED])
        for work in works:
            self.outcomes[work.entered.row] = work.outcome
            if work.outcome.state == WAITING and work.outcome.needs:
                self._waiting.setdefault(work.outcome.needs.hex, []).append(work.entered)
        return self._write(ready) if ready else []

    def _write(self, ready: list[Work]) -> list[str]:
        try:
            with transaction.atomic():
                self._rows(ready)
        except NOT_TAKEN as error:
            if len(ready) == 1:
                self.outcomes[ready[0].entered.row] = _refused(error)
                return []
            events, half = [work.entered for work in ready], len(ready) // 2
            return [*self._chunk(events[:half]), *self._chunk(events[half:])]
        self._erased.update(subject for work in ready for subject in work.erases)
        return [record for work in ready for _, record in work.makes]

    def _rows(self, ready: list[Work]) -> None:
        rows: dict[type[models.Model], list[Values]] = {}
        files = Files(self._batch)
        known = self._standing_facts(ready) if self._again else set()
        for work in ready:
            for part in work.parts:
                if part.table.is_file:
                    files.add(work, part)
                elif (part.table.kind, part.change.record) not in known:
                    rows.setdefault(part.table.model, []).append(part.row)
        files.fold(rows)
        for model in sorted(rows, key=places().__getitem__):
            inserter(model).send(self._batch.connection, rows[model])
        files.update()
        self._again_later |= known

    def _standing_facts(self, ready: list[Work]) -> set[Named]:
        """Facts that an older program has entered already, as far as it understood them."""
        wanted: dict[type[models.Model], list[Part]] = {}
        for work in ready:
            for part in work.parts:
                if not part.table.is_file:
                    wanted.setdefault(part.table.model, []).append(part)
        found: set[Named] = set()
        for model, parts in wanted.items():
            rows = model._default_manager.filter(pk__in=[part.change.record for part in parts]).values_list("pk", flat=True)
            found.update((parts[0].table.kind, key) for key in rows)
        return found

    def finish(self, readable: Collection[UUID] = ()) -> None:
        """Write down what has no effect; then destroy the keys of those who were erased, and make again what can be read otherwise now.

        Subjects of whom keys came are `readable`. (What is made again is made from the events in effect, so the list comes first.)
        """
        self._settle()
        subjects = {*readable, *self._erased}
        if self._erased:
            destroy_keys(self._batch, self._erased, self._at)
        make_again(self._batch, (records_of(subjects) if subjects else set()) | self._again_later)
        if self._erased:
            self._batch.after_commit.append(leave_no_trace)

    def _settle(self) -> None:
        """Enter the events that have no effect, or only part of it, and take off those that have it now.

        What has it now, or at least only waits for a record, can be passed on and is offered again.
        """
        left = {row: outcome for row, outcome in self.outcomes.items() if outcome.state != APPLIED}
        held = Unapplied.objects.filter(event__in=self.had_unapplied).order_by("event__position")
        before = {event: (tries, state) for event, tries, state in held.values_list("event", "tries", "state")}
        freed = [row for row in before if row in self.outcomes and row not in left]
        waits = {row for row, outcome in left.items() if outcome.state == WAITING and before.get(row, (0, WAITING))[1] != WAITING}
        Unapplied.objects.filter(event__in=freed).delete()
        stand_again(self._batch, [row for row in before if row in self.outcomes and (row in waits or row not in left)])
        for row in [row for row in left if row in before]:
            said = left.pop(row)
            values = {"state": said.state, "reason": said.reason, "detail": said.detail, "needs": said.needs}
            Unapplied.objects.filter(event=row).update(**values, tries=before[row][0] + 1)
        rows = [(row, said.state, said.reason, said.detail, said.needs, self._at, 1) for row, said in left.items()]
        if rows:
            inserter(Unapplied).insert(self._batch.connection, rows)

    def _released(self, made: list[str]) -> list[Entered]:
        """Events that waited for one of these records, in this turn or since an earlier one."""
        found = [entered for record in made for entered in self._waiting.pop(record, ())] if self._waiting else []
        if self._some_wait:
            for start in range(0, len(made), AT_ONCE):
                rows = Unapplied.objects.filter(state=Unapplied.WAITING, needs__in=made[start : start + AT_ONCE])
                earlier = [entered for entered in entered_of(rows) if entered.row not in self.had_unapplied]
                self.had_unapplied.update(entered.row for entered in earlier)
                found += earlier
        return found


def entered_of(rows: QuerySet[Unapplied]) -> list[Entered]:
    """The events of some unapplied rows, in the order in which they came."""
    held = rows.order_by("event__position").values_list("event", "event__body", "event__signature")
    return [Entered(event_of(bytes(body), bytes(signature)), row) for row, body, signature in held]


def _refused(error: Exception) -> Outcome:
    """Why the database did not take a row: `clash` with another row, a `constraint`, or a `value`. Only names are kept, no values."""
    cause = error.__cause__
    name = getattr(getattr(cause, "diag", None), "constraint_name", None)
    text = str(name or (error if isinstance(error, IntegrityError) else type(error).__name__))
    if not isinstance(error, IntegrityError):
        return Outcome(REFUSED, "value", type(error).__name__)
    clash = "UNIQUE" in text or type(cause).__name__ == "UniqueViolation"
    return Outcome(REFUSED, "clash" if clash else "constraint", text.rsplit(": ", 1)[-1][:200])
