"""The commands that make and run a node, as a person runs them: in processes of their own."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.node import Node

pytestmark = pytest.mark.slow

LAKAY = [sys.executable, "-c", "from lakay.cli.main import main; main()"]


def run(data: Path, *words: str, check: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `lakay WORDS` on a data folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_"))}
    settings = {**clean, "LAKAY_DATA": str(data), "LAKAY_MODE": "demo", **env}
    return subprocess.run([*LAKAY, *words], env=settings, capture_output=True, text=True, check=check, timeout=500)


def test_a_real_node_does_not_start_without_a_secret(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", check=False, LAKAY_MODE="node")
    assert done.returncode != 0
    assert "LAKAY_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_needs_no_settings_at_all(tmp_path: Path) -> None:
    assert "doctor" in run(tmp_path, "--help", LAKAY_MODE="node").stdout


def test_the_secret_of_the_demo_starts_no_real_node(tmp_path: Path) -> None:
    secret = "only-for-the-demo-and-the-tests-0123456789abcdef"
    assert run(tmp_path, "doctor", check=False, LAKAY_MODE="node", LAKAY_SECRET_KEY=secret).returncode != 0


@pytest.mark.parametrize(
    ("name", "value"), [("LAKAY_MODE", "production"), ("LAKAY_DATABASE_URL", "mysql://x"), ("LAKAY_SECRET_KEY_FILE", "/no/such")]
)
def test_nonsense_in_the_environment_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    done = run(tmp_path, "doctor", check=False, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr


def test_a_secret_is_long_and_new_each_time(tmp_path: Path) -> None:
    first, second = (run(tmp_path, "secret").stdout.strip() for _n in range(2))
    assert len(first) >= 32
    assert first != second


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo node with a handful of crossings."""
    made = Node(tmp_path_factory.mktemp("node"))
    made.settle(20)
    return made.data


def test_init_and_demo_are_safe_to_run_again(node: Path) -> None:
    assert "up to date" in run(node, "init").stdout
    again = run(node, "demo").stdout
    assert "there already" in again
    assert "Marie Désir" in again


def test_the_key_files_are_private(node: Path) -> None:
    for path in (node / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_the_demo_is_not_put_into_a_real_node(node: Path) -> None:
    done = run(node, "demo", check=False, LAKAY_MODE="node", LAKAY_SECRET_KEY="x" * 40)
    assert done.returncode != 0
    assert "real people" in done.stderr


def test_the_doctor_speaks_kreyol_and_json(node: Path) -> None:
    assert "Revèy la make" in run(node, "doctor", "--language", "ht").stdout
    results = json.loads(run(node, "doctor", "--json").stdout)
    assert {"versions", "store", "keys"} <= {result["code"] for result in results}


def test_verify_is_clean_and_names_a_changed_byte(node: Path) -> None:
    assert run(node, "journal", "verify").returncode == 0
    script = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
        "db.execute(\"UPDATE border_crossing SET decision='refused', reason='forged' WHERE id = (SELECT min(id) FROM border_crossing)\"); "
        "db.commit()"
    )
    subprocess.run([sys.executable, "-c", script, str(node / "lakay.sqlite3")], check=True)
    done = run(node, "journal", "verify", check=False)
    assert done.returncode == 1
    assert "border.crossing" in done.stdout + done.stderr
    run(node, "rebuild")
    assert run(node, "journal", "verify").returncode == 0


@pytest.fixture
def served(node: Path) -> Iterator[str]:
    """The node served on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_"))}
    server = subprocess.Popen(
        [*LAKAY, "serve", "--demo", "--port", port],
        env={**clean, "LAKAY_DATA": str(node)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if "Started worker" in line:
            break
    yield f"http://localhost:{port}"
    server.terminate()
    server.communicate(timeout=30)


def _opened(url: str) -> Any:
    """Ask until the worker has loaded the program."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(url, timeout=20)  # noqa: S310 (our own server)
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.mark.enable_socket
def test_it_serves_and_says_that_it_is_well(served: str) -> None:
    with _opened(f"{served}/health") as answer:
        assert answer.status == 200
        assert json.load(answer)["ok"] is True


def test_sqlite_has_one_worker(node: Path) -> None:
    done = run(node, "serve", "--demo", "--workers", "2", check=False)
    assert done.returncode != 0
    assert "one writer" in done.stderr


@pytest.mark.parametrize("folder", ["there", "not there"])
def test_a_demo_that_was_never_made_is_not_served_and_says_how_to_make_it(tmp_path: Path, folder: str) -> None:
    data = tmp_path if folder == "there" else tmp_path / "never"
    done = run(data, "serve", "--demo", check=False)
    assert done.returncode == 1
    assert "`lakay demo`" in done.stderr
    assert "Traceback" not in done.stderr
    assert data.exists() == (folder == "there")


def test_a_node_that_was_never_made_says_so_too(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", check=False, LAKAY_MODE="node", LAKAY_SECRET_KEY=secrets.token_urlsafe(48))
    assert done.returncode == 1
    assert "`lakay init`" in done.stderr
