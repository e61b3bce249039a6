"""Who acts. Resolved once for each request or command, and handed to every action and check as `by`."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

_SYSTEM = UUID("6c616b61-7900-7000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, or the program itself where no person decided."""

    id: UUID
    agency: str = ""
    post: str = ""
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        """Whether a permission (`module:record:verb`) is among those of this actor's roles."""
        return permission in self.permissions


def system_actor(name: str, permissions: frozenset[str] = frozenset()) -> Actor:
    """The program acting under a stable name: `install`, `demo`, `retention`."""
    return Actor(id=uuid5(_SYSTEM, name), roles=frozenset({"system"}), permissions=permissions)
