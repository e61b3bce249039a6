"""Lakay's own wheel, and the wheels of what it needs, for a machine that has no network."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from lakay.install.manifest import digest

ROOT = Path(__file__).resolve().parent.parent
MACHINE = "linux x86_64"
OLDEST_C_LIBRARY, C_LIBRARY = 5, 36
"""Wheels for the C library of Debian 12 (glibc 2.36) and older ones; Debian 13 takes them too."""
UNTRACKED = ("src/lakay/web/static/vendor", "src/lakay/locale")
SOURCES = ("src", "packs", "docs", "pyproject.toml", "setup.py", "README.md", "LICENSE")


def build_lakay(target: Path) -> Path:
    """Build Lakay's wheel in a copy of the tree, so that the tree stays as it is. Two builds of one commit are the same byte for byte."""
    with tempfile.TemporaryDirectory(prefix="lakay-wheel-") as made:
        stage = Path(made)
        for name in carried():
            place = stage / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
        program = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
        command = [sys.executable, "-c", program, str(target.resolve())]
        done = subprocess.run(
            command, cwd=stage, env=os.environ | {"SOURCE_DATE_EPOCH": committed()}, capture_output=True, text=True, check=False
        )
    if done.returncode:
        sys.exit(f"Lakay's wheel could not be built:\n{done.stderr[-2000:]}")
    return target / done.stdout.strip().splitlines()[-1]


def carried() -> list[str]:
    """The files that the wheel is made from: those of the tree, and what the set-up built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SOURCES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    built = (path for folder in UNTRACKED for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".po")
    names = {*filter(None, listed.stdout.split("\0")), *(path.relative_to(ROOT).as_posix() for path in built)}
    return sorted(name for name in names if (ROOT / name).is_file() and not name.endswith("/.lock"))


def committed() -> str:
    """The instant of the last commit, in seconds since 1970: the date of every file in the wheel."""
    return subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def blocks(file: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Each pinned package of a requirement file, with its hashes."""
    for block in re.split(r"\n(?=\S)", file.read_text(encoding="utf-8").replace("\\\n", " ")):
        line = block.split("#")[0].strip() if not block.startswith(" ") else ""
        if line:
            head, *hashes = re.split(r"\s+--hash=", line)
            yield Requirement(head.strip()), [found.strip() for found in hashes]


def only_for_building() -> set[str]:
    """The packages that the set-up of a tree needs and an installed node does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["optional-dependencies"]["build"]}


def wanted(python: str) -> list[str]:
    """Lines of pinned packages for one Python, without those that are for other systems or only for building."""
    there = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
    }
    there |= {
        "platform_system": "Linux",
        "os_name": "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    unwanted = only_for_building()
    lines = []
    for file in ("run.txt", "pip.txt"):
        for package, hashes in blocks(ROOT / "requirements" / file):
            if canonicalize_name(package.name) not in unwanted and (package.marker is None or package.marker.evaluate(there)):
                lines.append(" ".join([f"{package.name}{package.specifier}", *(f"--hash={found}" for found in hashes)]))
    return lines


def fetch(folder: Path, python: str, own: Path) -> str:
    """Bring the wheels for one Python into a folder; returns the lines to install from there, each with the hash of its one file."""
    with tempfile.TemporaryDirectory(prefix="lakay-fetch-") as made:
        lines = Path(made) / "wanted.txt"
        lines.write_text("\n".join(wanted(python)) + "\n", encoding="ascii")
        command = [
            *pip(),
            "download",
            "-qq",
            "--disable-pip-version-check",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
        ]
        subprocess.run([*command, *platforms(python), "-r", str(lines), "-d", made], check=True, cwd=made)
        found = sorted(Path(made).glob("*.whl"))
        for wheel in found:
            shutil.copyfile(wheel, folder / wheel.name)
    kept = [folder / wheel.name for wheel in found if not wheel.name.startswith("pip-")]
    return "".join(sorted(f"{pin(wheel)}\n" for wheel in [*kept, own]))


def pin(wheel: Path) -> str:
    """The line of one wheel."""
    name, version, _build, _tags = parse_wheel_filename(wheel.name)
    return f"{name}=={version} --hash=sha256:{digest(wheel)}"


def platforms(python: str) -> list[str]:
    """What pip is told of the machine that is not here."""
    names = [f"manylinux_2_{minor}_x86_64" for minor in range(C_LIBRARY, OLDEST_C_LIBRARY - 1, -1)]
    chosen = [
        word
        for name in [*names, "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"]
        for word in ("--platform", name)
    ]
    return [*chosen, "--implementation", "cp", "--python-version", python]


def pip() -> list[str]:
    """A pip that is on this machine: that of `.venv`, else of the Python that made it."""
    for python in (sys.executable, getattr(sys, "_base_executable", ""), shutil.which("python3") or "", "/usr/bin/python3"):
        if python and subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
            return [python, "-m", "pip"]
    sys.exit("pip is needed to fetch the dependencies: on Debian install python3-pip.")
