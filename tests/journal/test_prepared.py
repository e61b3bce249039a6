"""Prepared queries: the first requests of a server come at once, so any of them may compile a query, several at a time."""

import pytest

from lakay.access import sessions
from lakay.border.queries import encounters

PREPARED = {"the session of a request": sessions._SESSIONS, "the encounter of a decision": encounters._ENCOUNTER}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PREPARED)
def test_it_can_be_compiled_any_number_of_times(name):
    first, *others = [PREPARED[name]._compile()[0] for _ in range(3)]
    assert others == [first, first]
