"""The people who decide whose signatures are trusted."""

from datetime import UTC, datetime

import pytest

from lakay.access.policy import Permission
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from tests.credentials.office import border, die_key, ibesr_key, minor, pack  # noqa: F401  (fixtures)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


@pytest.fixture
def frantz() -> Actor:
    """Administrator at the immigration office."""
    return Actor(id=new_id(), agency="DIE", permissions=frozenset({Permission.TRUST_VIEW, Permission.TRUST_EDIT}))


@pytest.fixture
def solange() -> Actor:
    """Administrator at the child-welfare office."""
    return Actor(id=new_id(), agency="IBESR", permissions=frozenset({Permission.TRUST_VIEW, Permission.TRUST_EDIT}))


@pytest.fixture
def claudette() -> Actor:
    """Auditor: she looks and changes nothing."""
    return Actor(id=new_id(), agency="MICT", permissions=frozenset({Permission.TRUST_VIEW}))
