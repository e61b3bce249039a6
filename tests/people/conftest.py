"""The staff of these tests, and a way to register somebody in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid5

import pytest

from lakay.access.policy import Permission
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.partial_dates import PartialDate
from lakay.people.actions import register_person
from lakay.people.models import Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
ALL = frozenset(code for code in Permission if code.startswith("people:"))

Register = Callable[..., Person]


def staff(name: str, may: frozenset[str] = ALL) -> Actor:
    """Somebody at work at the resource centre of Ouanaminthe."""
    return Actor(uuid5(system_actor("tests").id, name), agency="IBESR", post="OUA", permissions=may)


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


@pytest.fixture
def rose() -> Actor:
    """Rose Estimé, social worker."""
    return staff("rose")


@pytest.fixture
def wilner() -> Actor:
    """Wilner, her colleague at the next desk."""
    return staff("wilner")


@pytest.fixture
def stranger() -> Actor:
    """Somebody of another agency, without any permission here."""
    return staff("stranger", frozenset())


@pytest.fixture
def register(db: None, rose: Actor) -> Register:
    """Registers somebody and returns the person."""

    def one(
        given: str = "Marie José", family: str = "Pierre", birth: str = "", passport: str = "", sex: str = "", **more: object
    ) -> Person:
        particulars = Particulars(sex=sex, birth=PartialDate.parse(birth), **more)  # type: ignore[arg-type]
        documents = [DocumentGiven("passport", "HTI", passport)] if passport else []
        names = [NameGiven(NameKind.SPOKEN, family, given)]
        receipt = register_person(by=rose, at=NOW, names=names, particulars=particulars, documents=documents)
        return Person.objects.get(id=receipt.id_of(Person))

    return one
