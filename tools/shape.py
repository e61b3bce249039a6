"""Print the shape of the code: sizes of files and functions, complexity, hints.

It informs; only a complexity over 10 is refused, by ruff.
Migrations are left out. Complexity is McCabe-like: one for each branch, loop, handler, comprehension and further boolean operand.
"""

import ast
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.match_case, ast.Assert)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands, its lines, its complexity, and whether every part of it is annotated."""

    place: str
    lines: int
    complexity: int
    annotated: bool


def complexity(node: ast.AST) -> int:
    """Count the ways through a piece of code."""
    inside = list(ast.walk(node))
    operands = sum(len(part.values) - 1 for part in inside if isinstance(part, ast.BoolOp))
    return 1 + operands + sum(isinstance(part, BRANCHES) for part in inside)


def is_annotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether the result and every argument but `self` have a type."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
    return function.returns is not None and all(argument.annotation for argument in named)


def functions_of(path: Path) -> Iterator[Function]:
    """Yield the functions of one file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines, complexity(node), is_annotated(node))


def sources(*folders: str) -> list[Path]:
    """Return the Python files of some folders that are or will be in git, without migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *(f"{folder}/*.py" for folder in folders)]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if "/migrations/" not in name and (ROOT / name).is_file()]


def lines_of(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def spread(values: Sequence[int]) -> str:
    """Return the median, the 90th percentile and the largest of some numbers."""
    ordered = sorted(values) or [0]
    return " / ".join(str(ordered[min(len(ordered) - 1, int(share * len(ordered)))]) for share in (0.5, 0.9, 1.0))


def main() -> None:
    """Print the report."""
    files = sources("src", "tools", "bench")
    tests = sum(lines_of(path) for path in sources("tests"))
    functions = [function for path in files for function in functions_of(path)]
    total = sum(lines_of(path) for path in files)
    twisted = sorted((function for function in functions if function.complexity > 10), key=lambda one: -one.complexity)
    print(f"{len(files)} files, {total} lines; tests {tests} lines ({tests / max(total, 1):.1f} for each line of code)")
    print(f"lines of a file, median / 9 of 10 / largest:     {spread([lines_of(path) for path in files])}   (aim 70 / 275)")
    print(f"lines of a function:                             {spread([one.lines for one in functions])}   (aim 9 / 33)")
    print(f"fully annotated: {sum(one.annotated for one in functions)} of {len(functions)} functions")
    print(f"complexity over 10 by this stricter count: {len(twisted)}")
    for function in twisted[:10]:
        print(f"  {function.complexity:3} {function.place}")
    for path in sorted(files, key=lines_of, reverse=True)[:5]:
        print(f"  {lines_of(path):4} lines {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
