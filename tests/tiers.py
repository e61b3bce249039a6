"""Which tests run where: what is wide, what takes longest, and what runs again on another store."""

from __future__ import annotations

from pathlib import Path

import pytest

IN_BROWSER = ("tests/browser/", "tests/repo/test_browsing.py")

WIDE = tuple(Path(__file__).with_name("wide.txt").read_text(encoding="utf-8").split())
"""What `just test-fast` leaves out, as `tools/wide.py` found it: files whose tests take their time, and single functions."""


LONG_FIRST = tuple(
    f"tests/{path}"
    for path in (
        *("prove/test_crash.py", "web/test_canaries.py", "browser/test_wanted.py", "sync/test_protection_travels.py"),
        *(
            "install/test_stick.py",
            "backup/test_restoring.py",
            "cli/test_over_tls.py",
            "cli/test_node.py",
            "browser/test_replacing.py",
        ),
        *("prove/test_idle.py", "prove/test_theft.py", "cli/test_vault.py", "journal/test_writer.py"),
        *("config/test_schema.py", "access/test_visibility.py::test_every_guard", "demo/test_build.py"),
    )
)
"""What takes longest: begun first and in this order, so that no worker is left alone with one at the end."""

EACH_FOR_ITSELF = ("tests/prove/test_crash.py", "tests/prove/test_converge.py")
"""Slow tests that share nothing with the others of their file: any worker may take any of them."""


def turn(item: pytest.Item) -> int:
    """When a test begins."""
    return next((place for place, start in enumerate(LONG_FIRST) if item.nodeid.startswith(start)), len(LONG_FIRST))


def group(item: pytest.Item) -> str:
    """With which slow tests it goes to one worker: those of its file, which may share what is dear to make."""
    return item.name if item.nodeid.startswith(EACH_FOR_ITSELF) else item.path.stem


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
