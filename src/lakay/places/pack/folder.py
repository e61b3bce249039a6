"""Where the pack lies."""

from __future__ import annotations

import os
from pathlib import Path

PACK_VARIABLE = "LAKAY_PACK"
PACKAGE = Path(__file__).resolve().parents[2]
SHIPPED = (PACKAGE / "shipped" if (PACKAGE / "shipped").is_dir() else PACKAGE.parents[1]) / "packs" / "ht"


def find_pack() -> Path:
    """The folder named by LAKAY_PACK, else the pack that lies beside the program's source."""
    return Path(os.environ.get(PACK_VARIABLE, "") or SHIPPED).expanduser().resolve()
