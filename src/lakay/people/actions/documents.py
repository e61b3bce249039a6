"""Documents, and what is reported about them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.actions.persons import new_document
from lakay.people.models import Document, DocumentStatusChange, Person
from lakay.people.permissions import check_can_edit
from lakay.people.rules.documents import DOCUMENT_STATES, DocumentStatus
from lakay.people.rules.given import DocumentGiven


@action("people.document.add", Purpose.ADMINISTRATION)
def add_document(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    document: DocumentGiven,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Another document of a person. That another person already stands under it is no reason to refuse: a merge may be due."""
    check_can_edit(by)
    new_document(act, person, document)


@action("people.document.change_status", Purpose.ADMINISTRATION)
def change_document_status(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    document: Document,
    status: DocumentStatus,
    reason: str = "",
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A document was lost, stolen, cancelled, came under doubt, or is in order again. Raises CannotMove."""
    check_can_edit(by)
    now = Document.objects.select_for_update().get(pk=document.pk)
    DOCUMENT_STATES.check_can_move(DocumentStatus(now.status), status)
    values = {"status": status.value, "at": at, "reason": reason}
    act.create(DocumentStatusChange, document=now, person_id=now.person_id, **values)
    act.update(document, status=status.value)
