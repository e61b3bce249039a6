"""The files that a chip reader leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 512 * 1024
"""A data group with a face has some tens of kilobytes; what is much larger is something else."""

_GROUP = re.compile(r"DG0?(\d{1,2})", re.IGNORECASE)


def chip_files(files: Iterable[UploadedFile[Any]]) -> tuple[bytes, dict[int, bytes]]:
    """The security object and the data groups among some files, told by their names: `EF.SOD`, `DG1.bin`."""
    sod, groups = b"", {}
    for file in files:
        name = (file.name or "").upper()
        if (file.size or 0) > MOST_BYTES:
            continue
        if "SOD" in name:
            sod = file.read()
        elif found := _GROUP.search(name):
            groups[int(found[1])] = file.read()
    return sod, groups
