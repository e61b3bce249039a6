"""The reference pages say what the program does now."""

import subprocess
import sys

from tests.repo.planting import ROOT


def run(program: str) -> str:
    """Run a line of Python beside the tool that writes the pages; in a process of its own, for it starts Django itself."""
    command = [sys.executable, "-c", f"import docs; {program}"]
    return subprocess.run(command, cwd=ROOT / "tools", capture_output=True, text=True, check=True).stdout.strip()


def test_the_pages_written_from_the_code_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "tools/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "the reference pages are up to date"), done.stdout + done.stderr


def test_every_variable_that_the_program_reads_is_explained() -> None:
    assert run("print(sorted(docs.variables() - set(docs.SETTINGS)))") == "[]"
    assert run("print(len(docs.variables()) > 5)") == "True"


def test_no_variable_is_explained_that_nothing_reads() -> None:
    assert run("print(sorted(set(docs.SETTINGS) - docs.variables()))") == "[]"
