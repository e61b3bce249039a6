"""Run the whole test suite in tiers: `python tools/suite.py [TIER...]`.

A tier goes on after another has failed; the last lines say what ran, what failed, and what was left out and why. The exit code
is zero only if every test that ran passed; on a build server (`CI`), leaving a tier out is a failure too.

Where a few tests failed, they run once more, alone: a machine that was busy is told from a fault. Whatever passed only then is named
in the summary as unsteady, and is to be mended. The proofs of `tests/prove` get no second try: what they look for is rare by its nature.
"""

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import postgres
import system

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "test-results"
FAILED, NO_TESTS = 1, 5  # pytest's exit codes: tests failed; it collected nothing
LAST_FAILED = "v/cache/lastfailed"  # where pytest keeps the names of what failed


@dataclass(frozen=True, slots=True)
class Tier:
    """A part of the suite: its name, what pytest selects, whether it needs PostgreSQL or Chromium, and whether it runs unasked.

    `marked`: only files in which this mark stands are looked at, because to collect ten thousand tests for a few takes long.
    """

    name: str
    arguments: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    may_be_empty: bool = True
    unasked: bool = True
    marked: str = ""


@dataclass(slots=True)
class Outcome:
    """What came of one tier."""

    tier: Tier
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: str = ""
    code: int = 0
    reasons: list[str] = field(default_factory=list)
    unsteady: list[str] = field(default_factory=list)


POSTGRES = frozenset({"PostgreSQL"})
CHROMIUM = frozenset({"Chromium"})
ON_CIPHER = ("tests/journal", "tests/border", "tests/access", "tests/window", "tests/config")
MIGRATIONS = "tests/config/test_schema.py::test_it_is_what_the_migrations_make"  # the same on SQLite, encrypted or not
MOST_TRIED_AGAIN = 3  # more failures than these are no accident
NO_SECOND_TRY = "tests/prove/"
IN_BROWSER = ("tests/browser", "tests/repo/test_browsing.py")  # tests/conftest.py refuses one that is elsewhere
BY_FILES = ("--dist=loadscope", "--no-loadscope-reorder")  # tests/sharing.py
TIERS = (
    Tier(
        "fast",
        ("-n2", "--dist=worksteal", "-p", "tests.journal.accounts", "-m", "not postgres and not browser and not slow"),
        may_be_empty=False,
    ),
    Tier("postgres", ("-n2", "--dist=worksteal", "-m", "not browser and not slow", "--again"), POSTGRES),
    Tier("cipher", ("-n2", "-m", "not postgres and not browser and not slow", "--again", f"--deselect={MIGRATIONS}", *ON_CIPHER)),
    Tier("browser", ("-n4", *BY_FILES, "-m", "browser and not slow", *IN_BROWSER), CHROMIUM),
    Tier("slow", ("-n3", *BY_FILES, "-m", "slow and not long", "--timeout=1800"), marked="slow"),
    Tier("long", ("-m", "long", "--timeout=3600"), unasked=False, marked="long"),
)


def count(outcome: Outcome, report: Path) -> None:
    """Read the counts out of pytest's report."""
    if not report.exists():
        return
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (our own file)
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            outcome.failed += 1
        elif "skipped" in kinds:
            outcome.skipped += 1
            outcome.reasons += [str(child.get("message")) for child in case.iter("skipped")]
        else:
            outcome.passed += 1


def files(tier: Tier) -> list[str]:
    """The files that a tier looks at; none where its arguments say it, or pytest finds them by itself."""
    if not tier.marked:
        return []
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(test.relative_to(ROOT)) for test in tests if f"mark.{tier.marked}" in test.read_text(encoding="utf-8")]


def run(tier: Tier, missing: set[str]) -> Outcome:
    """Run one tier, or say why it is left out."""
    outcome = Outcome(tier)
    if tier.needs & missing:
        outcome.left_out = f"{' and '.join(tier.needs & missing)} is not on this machine"
        return outcome
    print(f"\n──── {tier.name} tests", flush=True)
    environment = os.environ | {"LAKAY_MODE": "test", "LAKAY_TEST_TIER": tier.name}
    if tier.name == "cipher":
        environment["LAKAY_TEST_CIPHER"] = "1"
    started = time.monotonic()
    with ExitStack() as stack:
        if tier.name in {"postgres", "slow", "long"} and "PostgreSQL" not in missing:
            url = stack.enter_context(postgres.cluster())
            environment["LAKAY_DATABASE_URL" if tier.name == "postgres" else "LAKAY_TEST_POSTGRES_URL"] = url
        outcome.code = ask(tier, environment, tier.name)
        count(outcome, RESULTS / f"{tier.name}.xml")
        if outcome.code == FAILED:
            try_again(outcome, environment)
    outcome.seconds = time.monotonic() - started
    if outcome.code == NO_TESTS and tier.may_be_empty:
        outcome.code, outcome.left_out = 0, "there are no such tests yet"
    return outcome


def ask(tier: Tier, environment: dict[str, str], name: str, more: tuple[str, ...] = ()) -> int:
    """Let pytest run a tier, or what failed of it; its report and what failed are kept under `name`. Returns its exit code."""
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    if not more:
        (RESULTS / tier.name / LAST_FAILED).unlink(missing_ok=True)
    kept = ("-o", f"cache_dir={RESULTS / tier.name}", f"--junit-xml={report}")
    command = [sys.executable, "-m", "pytest", *tier.arguments, *files(tier), *more, *kept, "--durations=5", "--durations-min=2"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def try_again(outcome: Outcome, environment: dict[str, str]) -> None:
    """Run what failed once more, if it is little: what passes now is unsteady, what fails again has failed."""
    path = RESULTS / outcome.tier.name / LAST_FAILED
    failed = sorted(json.loads(path.read_text())) if path.exists() else []
    if not 0 < len(failed) <= MOST_TRIED_AGAIN or any(test.startswith(NO_SECOND_TRY) for test in failed):
        return
    print(f"\n──── {outcome.tier.name} tests: once more what failed", flush=True)
    if ask(outcome.tier, environment, f"{outcome.tier.name}-again", ("--last-failed",)):
        return
    outcome.code, outcome.failed, outcome.passed, outcome.unsteady = 0, 0, outcome.passed + outcome.failed, failed


def line(outcome: Outcome) -> str:
    """Say in one line what came of a tier."""
    name = f"  {outcome.tier.name:<9}"
    if outcome.left_out:
        return f"{name} left out: {outcome.left_out}"
    counts = f"{outcome.passed} passed, {outcome.failed} failed" + (f", {outcome.skipped} skipped" if outcome.skipped else "")
    broken = f" (pytest ended with code {outcome.code})" if outcome.code and not outcome.failed else ""
    return f"{name} {counts} in {outcome.seconds:.0f} s{broken}"


def summary(outcomes: list[Outcome]) -> None:
    """Print what ran, what was skipped and why, and one line of totals."""
    print("\n──── Summary")
    for outcome in outcomes:
        print(line(outcome))
        for reason in sorted(set(outcome.reasons)):
            print(f"            skipped: {reason}")
        for test in outcome.unsteady:
            print(f"            UNSTEADY: {test} failed above, and passed when it ran again alone")
    totals = [sum(getattr(outcome, kind) for outcome in outcomes) for kind in ("passed", "failed", "skipped")]
    print("{} passed, {} failed, {} skipped".format(*totals), flush=True)


def main() -> int:
    """Run the tiers asked for, or all."""
    wanted = [tier for tier in TIERS if tier.name in sys.argv[1:] or (tier.unasked and not sys.argv[1:])]
    unknown = set(sys.argv[1:]) - {tier.name for tier in TIERS}
    if unknown:
        print(f"no such tier: {' '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    missing = {need.name for need in system.missing()}
    outcomes = [run(tier, missing) for tier in wanted]
    summary(outcomes)
    lacking = any(outcome.tier.needs & missing for outcome in outcomes) and bool(os.environ.get("CI"))
    return 1 if lacking or any(outcome.code for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
