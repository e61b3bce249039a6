"""Which tests run where: what is wide, what takes longest, and what runs again on another store."""

from __future__ import annotations

from pathlib import Path

import pytest

IN_BROWSER = ("tests/browser/", "tests/repo/test_browsing.py")


def listed(name: str) -> tuple[str, ...]:
    """The files and tests that a list beside this file names."""
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


WIDE = listed("wide.txt")
"""What `just test-fast` leaves out, as `tools/wide.py` found it: files whose tests take their time, and single functions."""

LONG_FIRST = tuple(f"tests/{path}" for path in listed("longest.txt"))
"""What takes longest: begun first and in this order, so that no worker is left alone with one at the end.

The slow ones stand first, then those in the browser: the pictures before the pages, so that the demo country is made while the others look
at pages that need none. A worker is told of two files at once: behind the four slow ones that take longest
stand four that take little.
"""


def turn(item: pytest.Item) -> int:
    """When a test begins."""
    name = item.nodeid
    return next((place for place, start in enumerate(LONG_FIRST) if name.startswith(start)), len(LONG_FIRST))


PAGES, EVERY_PAGE = "tests/web/", "tests/web/test_matrix.py"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test asks the database for anything."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def runs_again(item: pytest.Item) -> bool:
    """Say whether a test runs again on another store than the first: on PostgreSQL, and some of them on the encrypted one.

    Those do that ask the database, unless they are marked `once`. What stands on pages is looked at once: on the other store every
    page is asked by the matrix, and what the pages read and write by the tests of the modules below them. A test whose transactions
    are real (`transaction=True`) always runs again, wherever it stands.
    """
    if not uses_database(item) or item.get_closest_marker("once"):
        return False
    asks = item.get_closest_marker("django_db")
    on_pages = item.nodeid.startswith(PAGES) and not item.nodeid.startswith(EVERY_PAGE)
    return not on_pages or bool(asks and asks.kwargs.get("transaction"))
