"""The tools that set up, build and test."""

import os
import subprocess
import sys
import time
from pathlib import Path

import assets
import postgres
import psycopg
import pytest
import shape
import stamps
import suite
import system
from django.conf import settings

import setup
from tests.repo.planting import ROOT


def test_setting_up_again_does_nothing_in_a_blink() -> None:
    if not (setup.is_ready("dev") and assets.is_built()):
        pytest.skip("the environment is not up to date: `just setup`")
    started = time.monotonic()
    done = subprocess.run([sys.executable, "tools/setup.py", "run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - started < 10


def test_a_change_of_the_pins_asks_for_a_new_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = tmp_path / "dev.txt"
    pinned.write_text("django==5.2\n")
    monkeypatch.setattr(setup, "requirements", lambda level: tmp_path / f"{level}.txt")
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    stamps.write(setup.STAMP, {"made": setup.wanted("dev")})
    assert setup.is_ready("dev")
    assert setup.is_ready("run")
    pinned.write_text("django==5.3\n")
    assert not setup.is_ready("run")


def test_an_environment_for_running_does_not_serve_developers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    stamps.write(setup.STAMP, {"made": setup.wanted("run")})
    assert setup.is_ready("run")
    assert not setup.is_ready("dev")


def test_each_test_worker_has_a_data_folder_of_its_own() -> None:
    assert settings.DATA.name == os.environ.get("PYTEST_XDIST_WORKER", "alone")
    assert settings.DATA.parent.name.startswith("lakay-test-")


def test_a_broken_stamp_says_nothing(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text("{half")
    assert stamps.read(stamp) == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (b"a{}\n/*# sourceMappingURL=a.css.map */", b"a{}\n"),
        (b"x()\n//# sourceMappingURL=x.js.map\n", b"x()\n"),
        (b"x()\n", b"x()\n"),
    ],
)
def test_the_name_of_a_missing_map_is_cut(given: bytes, kept: bytes) -> None:
    assert assets.SOURCE_MAP.sub(b"\n", given) == kept


def test_assets_are_built_with_their_licences() -> None:
    homes = {assets.GUESTS.get(package, package) for package in assets.FILES}
    folders = [assets.VENDOR / f"{package}-{assets.version_of(package)}" for package in homes]
    assert all(list(folder.glob("LICENSE*")) for folder in folders)
    assert not any(b"sourceMappingURL" in file.read_bytes() for folder in folders for file in folder.iterdir())


@pytest.fixture
def server() -> None:
    """Skip where PostgreSQL is not installed."""
    if not system.has_postgres():
        pytest.skip("PostgreSQL is not installed: `python tools/system.py`")


@pytest.mark.slow
def test_a_private_postgres_serves_and_leaves_nothing(server: None) -> None:
    with postgres.cluster() as url:
        folder = Path(url.partition("host=")[2])
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_setting('listen_addresses'), current_setting('server_encoding')").fetchone()
        assert row == ("", "UTF8")
        assert folder.exists()
    assert not folder.exists()


@pytest.mark.slow
def test_postgres_is_stopped_when_the_command_fails(server: None) -> None:
    program = "import os; print(os.environ['LAKAY_DATABASE_URL']); exit(7)"
    command = [sys.executable, "tools/postgres.py", "run", "--", sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert not Path(done.stdout.strip().partition("host=")[2]).exists()


REPORT = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><skipped message="needs a printer"/></testcase>
<testcase name="d"><error/></testcase></testsuite></testsuites>"""


def test_the_summary_counts_and_says_what_was_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "fast.xml"
    report.write_text(REPORT)
    outcome = suite.Outcome(suite.TIERS[0], code=1)
    suite.count(outcome, report)
    browser = next(tier for tier in suite.TIERS if tier.name == "browser")
    suite.summary([outcome, suite.run(browser, {"Chromium"})])
    said = capsys.readouterr().out
    assert "1 passed, 2 failed, 1 skipped in" in said
    assert "skipped: needs a printer" in said
    assert "left out: Chromium is not on this machine" in said
    assert said.splitlines()[-1] == "1 passed, 2 failed, 1 skipped"


def suite_over(test: str, folder: Path, no_second_try: str = "nothing") -> subprocess.CompletedProcess[str]:
    """The suite with one tier of one file."""
    path = folder / "test_it.py"
    path.write_text(test)
    program = (
        "import sys, pathlib, suite\n"
        "suite.RESULTS, suite.NO_SECOND_TRY = pathlib.Path(sys.argv[1]), sys.argv[3]\n"
        "again = ('-q', '-p', 'no:randomly', '--noconftest', '-n2', sys.argv[2])\n"
        "suite.TIERS = (suite.Tier('fast', again),)\n"
        "sys.argv = sys.argv[:1]\n"
        "sys.exit(suite.main())\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    command = [sys.executable, "-c", program, str(folder), str(path), no_second_try]
    return subprocess.run(command, cwd=ROOT / "tools", env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_suite_fails_when_a_test_fails(tmp_path: Path) -> None:
    done = suite_over("def test_it():\n    assert False\n\ndef test_well():\n    pass\n", tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1] == "1 passed, 1 failed, 0 skipped"


UNSTEADY = """
import pathlib

def test_it():
    once = pathlib.Path(__file__).with_suffix(".ran")
    ran = once.exists()
    once.touch()
    assert ran
"""


@pytest.mark.slow
def test_what_passes_only_when_it_runs_again_is_named(tmp_path: Path) -> None:
    done = suite_over(UNSTEADY, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "test_it failed above, and passed when it ran again alone" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 passed, 0 failed, 0 skipped"


@pytest.mark.slow
def test_a_proof_gets_no_second_try(tmp_path: Path) -> None:
    done = suite_over(UNSTEADY, tmp_path, no_second_try="")
    assert done.returncode == 1
    assert "once more" not in done.stdout


ON_WORKER = """
import os, pathlib, pytest

@pytest.mark.parametrize("number", range(4))
def test_it(number):
    with pathlib.Path(__file__).with_suffix(".ran").open("a") as ran:
        ran.write(os.environ["PYTEST_XDIST_WORKER"] + " ")
"""


@pytest.mark.slow
def test_a_file_goes_to_one_worker_and_what_shares_nothing_to_any(tmp_path: Path) -> None:
    shared, alone = tmp_path / "tests" / "test_shared.py", tmp_path / "tests" / "prove" / "test_crash.py"
    alone.parent.mkdir(parents=True)
    for path in (shared, alone):
        path.write_text(ON_WORKER)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}
    options = (
        "-n2",
        "--dist=loadscope",
        "--no-loadscope-reorder",
        "--import-mode=importlib",
        "--noconftest",
        "-p",
        "no:randomly",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "tests.sharing", f"--rootdir={tmp_path}", "tests"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    workers = {path.stem: len(set(path.with_suffix(".ran").read_text().split())) for path in (shared, alone)}
    assert workers == {"test_shared": 1, "test_crash": 2}


def test_complexity_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    path = tmp_path / "a.py"
    path.write_text("def f(a: int, b) -> int:\n    if a and b:\n        return 1\n    return [x for x in b if x][0]\n")
    assert list(shape.functions_of(path)) == [shape.Function("a.py:1 f", 4, 4, annotated=False)]
