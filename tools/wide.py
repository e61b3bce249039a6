"""Write down which test files take their time: `python tools/wide.py`, after a run of the fast tests (`just test fast`).

`just test-fast` leaves them out, so that nine tests of ten are done in a minute. The list is tests/wide.txt; `make test` runs them all.
"""

import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "test-results" / "fast.xml"
LIST = ROOT / "tests" / "wide.txt"
MOST = 0.085
"""Seconds that a test of a file may take on average."""
ALONE = 2.0
"""Seconds that one function may take with all its arguments; it is named by itself, so that the rest of its file stays quick."""


def file_of(place: str) -> str:
    """The file of a test, of which pytest's report tells the module, and the class if there is one."""
    parts = place.split(".")
    while parts and not ROOT.joinpath(*parts).with_suffix(".py").is_file():
        parts.pop()
    return "/".join(parts) + ".py"


def seconds_of(report: Path) -> dict[str, dict[str, list[float]]]:
    """How long the tests of each file took: file -> function -> seconds, once for each set of its arguments."""
    taken: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (our own file)
        function = str(case.get("name")).partition("[")[0]
        taken[file_of(str(case.get("classname")))][function].append(float(case.get("time", 0)))
    return taken


def wide(report: Path) -> Iterator[str]:
    """The functions that take long all in all, and the files of which the others take long on average."""
    for file, functions in sorted(seconds_of(report).items()):
        alone = sorted(function for function, seconds in functions.items() if sum(seconds) > ALONE)
        others = [one for function, seconds in functions.items() if function not in alone for one in seconds]
        if not others or sum(others) / len(others) > MOST:
            yield file
        else:
            yield from (f"{file}::{function}" for function in alone)


def main() -> int:
    """Write the list."""
    if not REPORT.exists():
        print("There is no report: run `just test fast` first.", file=sys.stderr)
        return 1
    found = list(wide(REPORT))
    LIST.write_text("".join(f"{file}\n" for file in found))
    print(f"{len(found)} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
