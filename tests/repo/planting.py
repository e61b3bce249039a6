"""Plant a breach of a rule in a copy of the tree, so that each rule is seen to fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CONFIGURATION = ("pyproject.toml", ".importlinter", "sgconfig.yml", ".ast-grep", ".djlint_rules.yaml", "tools")
LEFT_OUT = shutil.ignore_patterns("static", "*.po", "*.mo", "__pycache__", "*.pyc")


def tracked(*patterns: str) -> list[Path]:
    """Every file of the repository, new ones included, whose path ends in one of the patterns; all without any."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [ROOT / name for name in names if not patterns or name.endswith(patterns)]
    return [path for path in found if path.is_file()]


class Copy:
    """A copy of the sources and of what configures the checks."""

    def __init__(self, folder: Path, *, sources: bool = True) -> None:
        self.folder = folder
        for name in CONFIGURATION:
            origin = ROOT / name
            if origin.is_dir():
                shutil.copytree(origin, folder / name, ignore=LEFT_OUT)
            else:
                shutil.copy(origin, folder / name)
        if sources:
            shutil.copytree(ROOT / "src", folder / "src", ignore=LEFT_OUT)

    @classmethod
    def of_nothing(cls, folder: Path) -> "Copy":
        """The tree itself, for programs that only read."""
        same = cls.__new__(cls)
        same.folder = folder
        return same

    def plant(self, name: str, text: str) -> Path:
        """Add text to the end of a file, which is made if it is not there, and its packages too."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for parent in path.relative_to(self.folder).parents:
            if path.suffix == ".py" and parent.parts[:2] == ("src", "lakay"):
                (self.folder / parent / "__init__.py").touch()
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
        return path

    def run(self, program: str, *arguments: str) -> tuple[int, str]:
        """Run one of the check programs in the copy; return its exit code and what it said on one line."""
        environment = os.environ | {"PYTHONPATH": str(self.folder / "src"), "LAKAY_MODE": "test", "COLUMNS": "200"}
        command = [str(BIN / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, " ".join((done.stdout + done.stderr).split())
