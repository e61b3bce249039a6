"""A plugin of pytest that keeps one event of every action that the tests write: `pytest -p tests.sync.golden.collecting --golden FILE …`.

Used once for each release: an event in the file is never changed and never taken out, for posts run old releases for months and
journals are read for decades. What is there already stays as it is; only actions that have none get one.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

LONGEST = 40_000
found: dict[str, dict[str, Any]] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where they are kept."""
    parser.addoption("--golden", type=Path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Look at what a test wrote, while it is still there."""
    yield
    names = set(getattr(item, "fixturenames", ()))
    if (item.get_closest_marker("django_db") or names & {"db", "transactional_db"}) and not item.get_closest_marker("tampers"):
        collect()


def collect() -> None:
    """Keep an event of each action that has none yet; a short one that says much is not better than one that is there."""
    events = import_module("lakay.journal.models").Event.objects
    own = import_module("lakay.journal.models").Head.objects.values_list("node", flat=True).first()
    for row in events.filter(node=own or "").exclude(action__in=list(found)).order_by("seq"):
        if row.action not in found and len(bytes(row.body)) <= LONGEST and not row.action.startswith(("sample.", "tests.")):
            found[row.action] = golden(row)


def golden(row: Any) -> dict[str, Any]:
    """An event with all that is needed to read it without the keys of its subjects: which fields lie sealed in it."""
    raw = import_module("lakay.journal.keys").node_keys().public.public_bytes_raw()
    sealed = [
        {name: sorted(opened(row, change, name)) for name in change.sealed}
        for change in import_module("lakay.journal.core.events").from_body(bytes(row.body))[1]
    ]
    return {
        "body": bytes(row.body).decode(),
        "hash": bytes(row.hash).hex(),
        "signature": bytes(row.signature).hex(),
        "key": raw.hex(),
        "sealed": sealed,
    }


def opened(row: Any, change: Any, name: str) -> dict[str, Any]:
    """The values of one seal; none if their subject was erased."""
    keys, seal = import_module("lakay.journal.keys"), import_module("lakay.journal.core.seal")
    ring = keys.KeyRing(keys.node_keys())
    try:
        bound_to = seal.context(row.id, change.kind, change.record, name)
        values: dict[str, Any] = seal.unseal_any(ring.opening(change.owner or change.record, name), change.sealed[name], bound_to)
    except (seal.CannotOpen, LookupError):
        return {}
    return values


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Add what is new."""
    path: Path = session.config.getoption("--golden")
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**found, **kept}, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
