"""Pack the large binaries among the assets: `python tools/twins.py`. A step of `tools/assets.py`.

The server hands the twin to browsers that know brotli, and so need not pack some megabytes each time a node starts.
"""

from pathlib import Path

import brotli

VENDOR = Path(__file__).resolve().parent.parent / "src" / "lakay" / "web" / "static" / "vendor"
QUALITY = 9  # the best one takes twenty seconds for a twentieth less


def main() -> None:
    """Write `name.wasm.br` beside each `name.wasm`."""
    for binary in sorted(VENDOR.glob("*/*.wasm")):
        packed = brotli.compress(binary.read_bytes(), quality=QUALITY)
        binary.with_name(f"{binary.name}.br").write_bytes(packed)


if __name__ == "__main__":
    main()
