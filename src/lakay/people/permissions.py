"""Who may change what is known about people. The roles that hold these permissions stand in the table of `access`."""

from __future__ import annotations

from uuid import UUID

from lakay.kernel.actors import Actor

EDIT = "people:person:edit"
RECORD_CONSENT = "people:consent:record"
PROPOSE_MERGE = "people:merge:propose"
DECIDE_MERGE = "people:merge:decide"


class NotAllowed(PermissionError):
    """The person's roles do not hold what this needs. `permission` says what."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class OwnRequest(PermissionError):
    """Two people must agree to this, and this person is the first of them."""


def check_may(by: Actor, permission: str) -> None:
    """Raise NotAllowed without the permission."""
    if not by.may(permission):
        raise NotAllowed(permission)


def check_is_another(by: Actor, first: UUID) -> None:
    """Raise OwnRequest if the one who acts is the one who acted first."""
    if by.id == first:
        raise OwnRequest
