"""A key of the immigration service, and papers of every kind signed with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fuzz.traveldocs.passes import ID, ISSUERS, KEY, PASSES
from lakay.traveldocs.passes import IssuerKey, Pass, Signed, issue, read

ON = date(2026, 11, 21)
BORDER, MINOR, REFUSAL = PASSES


def signed(content: Pass = BORDER, **changes: Any) -> Signed:
    """A paper, issued and read."""
    found = read(issue(replace(content, **changes), KEY))
    assert isinstance(found, Signed)
    return found


def keys(**changes: Any) -> dict[str, IssuerKey]:
    """The keys that a node knows, with changes to the one."""
    return {ID: replace(ISSUERS[ID], **changes)}


@pytest.fixture(params=PASSES, ids=lambda content: content.kind.name.lower())
def content(request: pytest.FixtureRequest) -> Pass:
    """A paper of each kind."""
    found: Pass = request.param
    return found
