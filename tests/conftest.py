"""What every test shares: the settings of the test mode, a data folder of its own, and which tests need what."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import catalogues
import django
import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from lakay.vault import held

hypothesis.settings.register_profile("lakay", deadline=None)  # a busy machine is not a failure
hypothesis.settings.load_profile("lakay")

# The hundreds of programs that the tests start would each compile all of Lakay again where a machine keeps no bytecode.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    os.environ["LAKAY_TEST_FOLDER"] = tempfile.mkdtemp(prefix="lakay-test-")
FOLDER = Path(os.environ["LAKAY_TEST_FOLDER"])

os.environ["LAKAY_MODE"] = "test"
os.environ["LAKAY_DATA"] = str(FOLDER / (WORKER or "alone"))
os.environ["LAKAY_TEST_APPS"] = "tests.journal.sample"
os.environ["DJANGO_SETTINGS_MODULE"] = "lakay.config.settings"
ON_CIPHER = os.environ.get("LAKAY_TEST_CIPHER", "") == "1"
if ON_CIPHER:  # the same tests on the encrypted store of a post
    os.environ["LAKAY_ENCRYPT"] = "yes"
    Path(os.environ["LAKAY_DATA"], "keys").mkdir(parents=True, exist_ok=True)
    held.take(
        held.Held(Path(os.environ["LAKAY_DATA"], "keys"), bytearray(os.urandom(32)), bytearray(32), "", bytearray(32), None)
    )
django.setup()  # test files import models at their top
from tests.browsing import chromium, visit  # noqa: E402, F401 (fixtures for the browser tests)
from tests.sharing import pytest_xdist_make_scheduler  # noqa: E402, F401 (a hook)
from tests.tiers import IN_BROWSER, WIDE, runs_again, turn  # noqa: E402

ON_POSTGRES = os.environ.get("LAKAY_DATABASE_URL", "").startswith("postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tiers of another store leave out what needs not run again there."""
    parser.addoption("--again", action="store_true", help="run only what runs again on another store than the first")


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations that changed, so that a test never shows yesterday's words."""
    Path(os.environ["LAKAY_DATA"]).mkdir(parents=True, exist_ok=True)
    if not WORKER:
        # A worker that inherits it would read the settings before this file has given it a data folder of its own.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        with catalogues.locked():
            catalogues.compile_stale()


@pytest.fixture(scope="session", autouse=True)
def node_keys() -> None:
    """Give the node of this run its keys. (The module has models, which exist only after Django has started.)"""
    import_module("lakay.journal.keys").make_node_keys()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Send away whoever still sits in a PostgreSQL database at the end: a thread that outlived its test would keep it from going."""
    yield
    with django_db_blocker.unblock():
        import_module("lakay.journal.writer").writer.stop()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def language() -> None:
    """Begin every test in the language of the settings: a page that a test before it asked for leaves its own behind."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Look at the static files once: each of the thousand browsers of the tests would read and pack them again."""
    shelf: Any = import_module("lakay.web.shell.packed").PackedFiles
    look, found = shelf.add_files_from_finders, {}

    def looked_at_once(browser: Any) -> None:
        where = (browser.static_prefix, str(settings.DATA), str(settings.STATICFILES_DIRS))
        if where not in found:
            look(browser)
            found[where] = dict(browser.files)
        browser.files = dict(found[where])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "add_files_from_finders", looked_at_once)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the collector of rubbish leave alone what stays until the end, thousands of tests and all the modules: a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Leave out what the tier does not ask for, skip what this machine or this run cannot do, and begin with what takes longest."""
    mark(items)
    if config.getoption("--again"):
        left_out = [item for item in items if not runs_again(item)]
        items[:] = [item for item in items if runs_again(item)]
        config.hook.pytest_deselected(items=left_out)
    yield
    items.sort(key=turn)


@cache
def text_of(file: Path) -> str:
    """What stands in a file of tests."""
    return file.read_text(encoding="utf-8")


def mark(items: list[pytest.Item]) -> None:
    """Mark what is wide, and what this machine or this run cannot do, saying why."""
    for item in items:
        if item.nodeid.startswith(WIDE):
            item.add_marker(pytest.mark.wide)
        if item.get_closest_marker("browser") and not item.nodeid.startswith(IN_BROWSER):
            raise pytest.UsageError(f"{item.nodeid} drives a browser: it belongs into tests/browser, where its tier looks for it")
        for kind in ("slow", "long"):
            if item.get_closest_marker(kind) and f"mark.{kind}" not in text_of(item.path):
                raise pytest.UsageError(f"{item.nodeid} is {kind}: its file has to say so, because its tier looks for it there")
        if item.get_closest_marker("postgres") and not ON_POSTGRES:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: `just test postgres`"))
        if item.get_closest_marker("browser") and not shutil.which("chromium"):
            item.add_marker(pytest.mark.skip(reason="needs Chromium: `python tools/system.py`"))


def pytest_unconfigure() -> None:
    """Remove the data folder of this run."""
    if not WORKER:
        shutil.rmtree(FOLDER, ignore_errors=True)
