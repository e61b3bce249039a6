"""The invented people of the demonstration, as the log-in shows them."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.access import sessions
from lakay.access.policy import ROLES
from lakay.kernel.clock import SystemClock


@dataclass(frozen=True, slots=True)
class DemoChoice:
    """A person to sit down as, and what they do."""

    username: str
    full_name: str
    agency: str
    roles: str


def demo_choices() -> list[DemoChoice]:
    """Everybody of the demonstration, with their roles in the language of the screen."""
    people = sessions.demo_people(SystemClock().now())
    return [DemoChoice(person.username, person.full_name, person.agency, role_names(person.roles)) for person in people]


def role_names(codes: object) -> str:
    """The names of roles, in the order of the table."""
    held = set(codes) if isinstance(codes, (list, tuple, set, frozenset)) else set()
    return ", ".join(str(role.name) for code, role in ROLES.items() if code in held)
