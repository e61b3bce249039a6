"""The real stick: made from this tree, installed without any network, run, altered, and brought up to date."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import wheels
from stick import sign

from lakay.install.manifest import fingerprint, public_key
from tests.repo.planting import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # packages are fetched and installed

ALONE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
MEGABYTES = 135  # forty of them read machine zones, or make figures and safe tables: a post has them and loads what it needs


def can_separate() -> bool:
    """Whether this machine lets a program have a network of its own, with nothing in it."""
    return bool(shutil.which("unshare")) and subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick made from this tree, as `just stick` makes it."""
    folder = tmp_path_factory.mktemp("stick")
    tool = [sys.executable, str(ROOT / "tools" / "stick.py")]
    subprocess.run([*tool, "key", str(folder / "release.key")], check=True, capture_output=True)
    done = subprocess.run(
        [*tool, "make", str(folder / "stick"), "--key", str(folder / "release.key")], capture_output=True, text=True, check=False
    )
    if "pip is needed" in done.stderr or "download" in done.stderr:
        pytest.skip("the packages cannot be fetched here: is a package registry reachable?")
    assert done.returncode == 0, done.stderr
    return folder / "stick"


def install(stick: Path, prefix: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Install without a network, below a scratch folder, as nobody in particular."""
    if not can_separate():
        pytest.skip("this machine gives no program a network of its own")
    own = [str(stick / "install.sh"), "--prefix", str(prefix), "--no-systemd", "--yes", "--language", "en", *words]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAKAY_", "DJANGO_", "PIP_", "UV_"))}
    return subprocess.run(
        [*ALONE, "sh", *own], env=clean | {"PYTHON": sys.executable}, capture_output=True, text=True, check=False
    )


def first(stick: Path, prefix: Path) -> subprocess.CompletedProcess[str]:
    """The first installation of a post."""
    return install(stick, prefix, "--post", "HT-OUA", "--name", "oua", "--release-key", fingerprint(public_key(stick)))


@pytest.fixture(scope="module")
def machine(stick: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A scratch machine with Lakay on it."""
    prefix = tmp_path_factory.mktemp("machine")
    done = first(stick, prefix)
    assert done.returncode == 0, done.stdout + done.stderr
    yield prefix


def lakay(machine: Path, *words: str) -> str:
    """Run the installed command."""
    done = subprocess.run([str(machine / "usr/local/bin/lakay"), *words], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_everything_that_a_node_shows(stick: Path) -> None:
    built = next((stick / "wheels").glob("lakay-*.whl"))
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    code = (path for path in (ROOT / "src" / "lakay").rglob("*.py") if path.stat().st_mtime < built.stat().st_mtime - 60)
    assert {path.relative_to(ROOT / "src").as_posix() for path in code} - names == set()
    for folder, pattern in {"packs/ht": "*.csv", "docs/how-to": "*.md", "docs/images": "*.png"}.items():
        there = {f"lakay/shipped/{folder}/{path.name}" for path in (ROOT / folder).glob(pattern)}
        assert there
        assert there - names == set()
    for wanted in ("static/vendor/htmx.org-4.0.1/htmx.min.js", "shell/templates/shell/base.html", "static/lakay/booth.js"):
        assert f"lakay/web/{wanted}" in names
    assert all(f"lakay/locale/{language}/LC_MESSAGES/django.mo" in names for language in ("ht", "fr", "es", "en"))
    assert not any(name.startswith(("tests", "tools", "node_modules")) or "/.lock" in name for name in names)


def test_it_is_small_enough_for_any_stick_and_names_its_licences(stick: Path) -> None:
    assert sum(path.stat().st_size for path in stick.rglob("*") if path.is_file()) < MEGABYTES * 10**6
    text = (stick / "LICENCES.txt").read_text(encoding="utf-8")
    table = text.split("=" * 100)[0]
    for wheel in (stick / "wheels").glob("*.whl"):
        name = wheel.name.split("-")[0].lower().replace("_", "-")
        assert name in table.lower().replace("_", "-"), wheel.name
    assert "see below" not in table


def test_two_builds_of_lakay_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    assert wheels.build_lakay(tmp_path).read_bytes() == wheels.build_lakay(tmp_path / "again").read_bytes()


def test_installed_without_a_network_it_is_a_whole_node(machine: Path) -> None:
    assert "vides" not in lakay(machine, "doctor", "--language", "fr")
    results = {result["code"]: result["state"] for result in json.loads(lakay(machine, "doctor", "--json"))}
    assert "bad" not in results.values()
    assert "HT-OUA" in (machine / "etc/lakay/lakay.env").read_text()
    assert (machine / "var/lib/lakay/keys/node-signing.key").stat().st_mode & 0o077 == 0
    assert "up to date" in lakay(machine, "init")


def test_nothing_of_the_program_comes_from_this_tree(machine: Path) -> None:
    python = machine / "opt/lakay/current/bin/python"
    script = "import lakay, django, sys; print(lakay.__file__, django.__file__, *sys.path)"
    said = subprocess.run([str(python), "-I", "-c", script], capture_output=True, text=True, check=True, cwd="/").stdout
    assert str(ROOT) not in said
    assert said.count(str(machine / "opt/lakay")) >= 2


def test_the_help_and_the_pages_come_from_the_wheel(machine: Path) -> None:
    script = (
        "from lakay.cli.boot import boot; boot(); from django.test import Client; c = Client(headers={'host': 'localhost'});"
        "print(c.get('/help/docs/how-to/premier-jour.md').status_code, c.get('/login').status_code)"
    )
    env = f'set -a; . {machine}/etc/lakay/lakay.env; exec {machine}/opt/lakay/current/bin/python -I -c "$0"'
    done = subprocess.run(["sh", "-c", env, script], capture_output=True, text=True, check=False, cwd="/")
    assert done.stdout.splitlines()[-1:] == ["200 200"], done.stderr


@pytest.fixture
def spoilt(stick: Path) -> Iterator[Path]:
    """The stick, made good again afterwards."""
    wheel = next((stick / "wheels").glob("cryptography-*.whl"))
    content = wheel.read_bytes()
    yield wheel
    wheel.write_bytes(content)


def test_an_altered_wheel_is_refused_and_nothing_is_installed(stick: Path, spoilt: Path, tmp_path: Path) -> None:
    content = bytearray(spoilt.read_bytes())
    content[len(content) // 2] ^= 1
    spoilt.write_bytes(content)
    done = first(stick, tmp_path / "machine")
    assert done.returncode == 1
    assert f"altered: wheels/{spoilt.name}" in done.stderr
    assert not (tmp_path / "machine").exists()


def test_a_missing_wheel_is_told_and_nothing_is_installed(stick: Path, spoilt: Path, tmp_path: Path) -> None:
    spoilt.unlink()
    done = first(stick, tmp_path / "machine")
    assert done.returncode == 1
    assert f"missing on the stick: wheels/{spoilt.name}" in done.stderr
    assert not (tmp_path / "machine").exists()


def test_signed_again_without_a_wheel_it_is_pip_that_refuses(stick: Path, spoilt: Path, tmp_path: Path) -> None:
    """Those who release Lakay can err too: then nothing half installed is left in use."""
    from stick import open_key

    stick_copy = tmp_path / "stick"
    shutil.copytree(stick, stick_copy)
    (stick_copy / "wheels" / spoilt.name).unlink()
    sign(stick_copy, open_key(stick.parent / "release.key"), [f"{sys.version_info[0]}.{sys.version_info[1]}"], "20300101T000000Z")
    done = first(stick_copy, tmp_path / "machine")
    assert done.returncode == 1
    assert "cryptography" in done.stderr
    assert not (tmp_path / "machine/opt/lakay/current").exists()


def test_an_upgrade_from_a_newer_stick_keeps_the_node_and_its_journal(stick: Path, machine: Path, tmp_path: Path) -> None:
    from stick import open_key

    key = (machine / "var/lib/lakay/keys/node-signing.key").read_bytes()
    events = next(result for result in json.loads(lakay(machine, "doctor", "--json")) if result["code"] == "store")["found"]
    newer = tmp_path / "newer"
    shutil.copytree(stick, newer)
    sign(newer, open_key(stick.parent / "release.key"), [f"{sys.version_info[0]}.{sys.version_info[1]}"], "20300101T000000Z")
    done = install(newer, machine)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (machine / "opt/lakay/current").resolve().name.endswith("20300101T000000Z")
    assert (machine / "var/lib/lakay/keys/node-signing.key").read_bytes() == key
    assert (
        next(result for result in json.loads(lakay(machine, "doctor", "--json")) if result["code"] == "store")["found"] == events
    )
    lakay(machine, "journal", "verify")
    assert install(stick, machine).returncode == 1
