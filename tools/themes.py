"""Build step: what Bootstrap says for its dark theme, said again for "as the machine is set" (`data-bs-theme="auto"`).

The page links the result with `media="(prefers-color-scheme: dark)"`, so the right theme stands from the first paint, without
a script. Standard library only.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "lakay" / "web" / "static" / "vendor" / "bootstrap-5.3.9"
DARK = "[data-bs-theme=dark]"
RULE = re.compile(r'((?:[^{}"]|"[^"]*")*)\{((?:[^{}"]|"[^"]*")*)\}')


class NoDarkTheme(ValueError):
    """The style sheet has no rule for the dark theme: another version, or another file."""


def automatic(css: str) -> str:
    """The rules of the dark theme under the name `auto`. Raises NoDarkTheme if there are none."""
    rules = [(selector.rpartition(";")[2].strip(), body) for selector, body in RULE.findall(css) if DARK in selector]
    if not rules:
        raise NoDarkTheme("no rule for the dark theme")
    return "\n".join(f"{only_dark(selector)}{{{body}}}" for selector, body in rules) + "\n"


def only_dark(selector: str) -> str:
    """Of a list of selectors, those of the dark theme, renamed."""
    return ",".join(part.replace(DARK, "[data-bs-theme=auto]") for part in selector.split(",") if DARK in part)


def main() -> None:
    """Write `auto-dark.css` beside Bootstrap's own."""
    css = (FOLDER / "bootstrap.min.css").read_text(encoding="utf-8")
    (FOLDER / "auto-dark.css").write_text(automatic(css), encoding="utf-8")


if __name__ == "__main__":
    main()
