"""Named people at two posts and in two agencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from lakay.access import actions, passwords
from lakay.access.models import Agency, Grant, Staff
from lakay.access.policy import Permission
from lakay.access.sessions import actor_for
from lakay.journal.keys import make_node_keys, node_keys
from lakay.kernel.actors import Actor, system_actor

MORNING = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
PASSWORD = "three quiet goats at noon"
INSTALLER = system_actor("tests", frozenset(Permission))


@pytest.fixture(scope="session", autouse=True)
def keys() -> None:
    """Keys of the node that the tests run on."""
    make_node_keys()
    node_keys.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hashes that cost nothing to speak of: these tests ask what is let in, not how long a thief would work."""
    dear, passwords._hasher = passwords._hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._nobodys.cache_clear()
    yield
    passwords._hasher = dear
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of the password that everyone in the tests has."""
    return passwords.hashed(PASSWORD)


def agency(code: str, kind: str = "immigration") -> Agency:
    """An agency by its code."""
    actions.declare_agency(by=INSTALLER, at=MORNING, code=code, kind=kind, name_ht=code, name_fr=code, name_es=code, name_en=code)
    return Agency.objects.get(code=code)


def person(
    username: str, full_name: str, of: Agency, password_hash: str, *held: tuple[str, str], own_password: bool = True
) -> Staff:
    """A member of staff with roles (code, post), who has chosen a password."""
    receipt = actions.add_staff(
        by=INSTALLER, at=MORNING, username=username, full_name=full_name, agency=of, password_hash=password_hash
    )
    staff = Staff.objects.select_related("agency").get(id=receipt.id_of(Staff))
    for role, post in held:
        actions.grant_role(by=INSTALLER, at=MORNING, staff=staff, role=role, post=post)
    if own_password:
        own = Actor(staff.id, permissions=frozenset({Permission.SELF_MANAGE}))
        actions.set_password(by=own, at=MORNING, staff=staff.id, password_hash=password_hash)
    return staff


@dataclass
class Office:
    """Who is there: Marie and Jean at Ouanaminthe, Rose who administers them, Paul of another agency, Claire who oversees."""

    marie: Staff
    jean: Staff
    rose: Staff
    paul: Staff
    claire: Staff

    def as_actor(self, name: str, post: str = "HT-WAN") -> Actor:
        """One of them at work at a post."""
        return actor_for(getattr(self, name), MORNING, post)

    def grant(self, name: str) -> Grant:
        """The one role of a person."""
        return Grant.objects.get(staff=getattr(self, name), ended_at=None)


@pytest.fixture
def office(db: None, password_hash: str) -> Iterator[Office]:
    """The named people of the tests."""
    die, police, inspectorate = agency("DIE"), agency("POLIFRONT", "police"), agency("MICT", "ministry")
    yield Office(
        marie=person("marie", "Marie Desir", die, password_hash, ("inspector", "HT-WAN")),
        jean=person("jean", "Jean Baptiste", die, password_hash, ("inspector", "HT-WAN")),
        rose=person("rose", "Rose Altidor", die, password_hash, ("administrator", "")),
        paul=person("paul", "Paul Etienne", police, password_hash, ("border_police", "HT-BEL")),
        claire=person("claire", "Claire Moise", inspectorate, password_hash, ("data_protection_officer", "")),
    )
