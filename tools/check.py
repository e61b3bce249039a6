"""All quick checks at once: `python tools/check.py [NAME...]`. Each shows its time; it goes on to the end and counts failures."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
SHOWN = 25  # lines of a failed check

# Longest first, so that both cores are busy to the end.
CHECKS: dict[str, tuple[str, ...]] = {
    "types": ("mypy",),
    "migrations": (PYTHON, "tools/migrations.py", "check"),
    "template-lint": ("djlint", "src", "--lint", "--quiet", "--rules=.djlint_rules.yaml"),
    "translations": (PYTHON, "tools/translations.py", "check"),
    "imports": ("lint-imports",),
    "template-indentation": ("djhtml", "--check", "src"),
    "house-rules": ("ast-grep", "scan", "--report-style=short"),
    "house-rule-tests": ("ast-grep", "test", "--skip-snapshot-tests"),
    "format": ("ruff", "format", "--check", "--output-format=concise", "."),
    "lint": ("ruff", "check", "--quiet", "--output-format=concise", "."),
}


def has_templates() -> bool:
    """Say whether there is any page yet: djlint calls an empty folder a failure."""
    return any((ROOT / "src").rglob("templates/**/*.html"))


def run(name: str) -> tuple[str, float, int, str]:
    """Run one check; return its name, seconds, exit code and what it said."""
    program, *arguments = CHECKS[name]
    started = time.monotonic()
    environment = os.environ | {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": "tests.journal.sample", "PYTHONPATH": str(ROOT)}
    command = [str(BIN / program), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return name, time.monotonic() - started, done.returncode, (done.stdout + done.stderr).strip()


def shortened(name: str, said: str) -> str:
    """Return the first lines of what a failed check said; all of them when it alone was asked for."""
    lines = said.splitlines()
    shown = lines if sys.argv[1:] else lines[:SHOWN]
    more = [f"… {len(lines) - len(shown)} more lines: just check {name}"] if len(shown) < len(lines) else []
    return "\n".join(f"    {part}" for part in [*shown, *more])


def main() -> int:
    """Run the checks asked for, or all, and say which failed."""
    unknown = set(sys.argv[1:]) - set(CHECKS)
    if unknown:
        print(f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    wanted = [name for name in CHECKS if not sys.argv[1:] or name in sys.argv[1:]]
    wanted = [name for name in wanted if has_templates() or not name.startswith("template")]
    started, failed = time.monotonic(), []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for task in as_completed([pool.submit(run, name) for name in wanted]):
            name, seconds, code, said = task.result()
            print(f"{'FAILED' if code else 'ok    '} {name:<21} {seconds:4.1f} s", flush=True)
            if code:
                failed.append(name)
                print(shortened(name, said), flush=True)
    counts = f"{len(wanted) - len(failed)} passed, {len(failed)} failed"
    print(f"{counts} in {time.monotonic() - started:.1f} s{': ' + ', '.join(failed) if failed else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
