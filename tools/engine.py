"""Make the engine of forms small: `python tools/engine.py`. A step of `tools/assets.py`.

`@getodk/xforms-engine` (Apache-2.0) comes as one readable module of 1.5 MB with other packages inside. Browsers get it with the changes of
`tools/engine_changes.py`, without the spaces and the long names, and with the licences of all that is inside, beside it.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import assets
import engine_changes

PACKAGE = "@getodk/xforms-engine"
INSIDE = ("solid-js", "papaparse", "mdast-util-from-markdown", "temporal-polyfill", "bin-packer")
"""What the engine names as its dependencies; what those need in turn is found from there."""

WITHOUT_TEXT = """\
Inside it too: web-tree-sitter (MIT, Copyright (c) 2018 Max Brunsfeld) and @getodk/tree-sitter-xpath and @getodk/xpath (Apache-2.0, getodk).
"""


def needed(names: tuple[str, ...]) -> list[str]:
    """The packages inside the engine, with what they need in turn, by name."""
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        home = assets.MODULES / name
        if name in found or not home.exists():
            continue
        found.append(name)
        waiting += json.loads((home / "package.json").read_text(encoding="utf-8")).get("dependencies", {})
    return sorted(found)


def licences() -> str:
    """The licence of the engine, whose package brings none, and of each package inside."""
    parts = [
        f"{PACKAGE}: Apache-2.0, getodk; changed by Lakay (tools/engine_changes.py)\n\n{(assets.ROOT / 'LICENSE').read_text(encoding='utf-8')}",
        WITHOUT_TEXT,
    ]
    for name in needed(INSIDE):
        text = next(iter(sorted((assets.MODULES / name).glob("[Ll][Ii][Cc][Ee][Nn]*"))), None)
        said = json.loads((assets.MODULES / name / "package.json").read_text(encoding="utf-8")).get("license", "")
        parts.append(f"{name}: {said}\n\n{text.read_text(encoding='utf-8') if text else ''}")
    return f"\n{'=' * 100}\n".join(parts)


def node() -> tuple[str, dict[str, str]]:
    """The Node.js that the packages were fetched with, and an environment in which it is found."""
    npm = assets.machine_npm() or assets.packed_npm()
    folder = Path(npm[0]).parent
    program = shutil.which("node", path=str(folder)) or shutil.which("node") or "node"
    return program, os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def main() -> None:
    """Write `engine.js` and `LICENSE` into a folder named by the version and the edition of our changes."""
    folder = assets.VENDOR / f"xforms-engine-{assets.version_of(PACKAGE)}-{engine_changes.EDITION}"
    folder.mkdir(parents=True, exist_ok=True)
    program, environment = node()
    terser = str(assets.MODULES / "terser" / "bin" / "terser")
    made = engine_changes.changed((assets.MODULES / PACKAGE / "dist" / "index.js").read_text(encoding="utf-8"))
    source, compiled = engine_changes.unpacked(made)
    for name, content in compiled.items():
        (folder / name).write_bytes(content)
    options = ["--module", "--ecma", "2020", "--compress", "--mangle", "--output", str(folder / "engine.js")]
    subprocess.run([program, terser, *options], check=True, env=environment, input=source, text=True, encoding="utf-8")
    (folder / "LICENSE").write_text(licences(), encoding="utf-8")


if __name__ == "__main__":
    main()
