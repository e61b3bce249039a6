"""What a built wheel carries beside the code: the country packs and the documents, which lie outside `src` in the tree."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
CARRIED = ("packs", "docs")
NEEDED = ("src/lakay/web/static/vendor/stamp.json", "src/lakay/locale/ht/LC_MESSAGES/django.mo")


class BuildWithCarried(build_py):
    """Copies what is carried to `lakay/shipped/`, where an installed Lakay looks for it. The tree itself is used as it lies."""

    def run(self) -> None:
        """Build, then add. A wheel without the assets of the pages would show bare pages, so it is not made."""
        super().run()
        if self.editable_mode:
            return
        missing = [name for name in NEEDED if not (ROOT / name).exists()]
        if missing:
            raise SystemExit(f"Not built yet: {', '.join(missing)}. Run `python3 tools/setup.py run` first.")
        for name in CARRIED:
            target = Path(self.build_lib) / "lakay" / "shipped" / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / name, target)


setup(cmdclass={"build_py": BuildWithCarried})
