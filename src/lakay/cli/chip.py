"""`lakay chip`, `lakay seal`: does a state vouch for the data of a chip, or for a seal? Never loads Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from io import BufferedReader
from pathlib import Path
from typing import Any, NoReturn

import click

from lakay.kernel.clock import SystemClock
from lakay.traveldocs.chips import (
    Certificate,
    ChipCheck,
    Crl,
    TrustFile,
    TrustStore,
    UnreadableList,
    Verdict,
    check_chip,
    read_trust_file,
)
from lakay.traveldocs.chips.words import REASONS, STEPS, VERDICTS
from lakay.traveldocs.seals import SealCheck, check_seal

EXIT = {Verdict.VALID: 0, Verdict.FORGED: 1, Verdict.CANNOT_CHECK: 3}
"""Exit codes; 2 is a command used wrongly."""

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)


def instant(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """A day or an instant in ISO 8601; a day is its noon, and without an offset it is world time."""
    if value is None:
        return None
    try:
        if len(value) == len("2026-11-22"):
            return datetime.combine(date.fromisoformat(value), time(12), UTC)
        at = datetime.fromisoformat(value)
    except ValueError as fault:
        raise click.BadParameter("a day reads 2026-11-22, an instant 2026-11-22T09:30:00+00:00") from fault
    return at if at.tzinfo else at.replace(tzinfo=UTC)


TRUST = click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=ANY,
    help="Master list, certificate or folder of them, trusted for this check. May be given several times.",
)
CRLS = click.option("--crl", "crls", multiple=True, type=FILE, help="Revocation list of a state. May be given several times.")
AT = click.option("--at", metavar="DATE", callback=instant, help="Check as of this day or instant; now if it is not given.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")


@click.group()
def chip() -> None:
    """Check chips of passports and identity cards (ICAO Doc 9303-11, passive authentication)."""


@chip.command()
@click.option("--sod", required=True, type=FILE, help="EF.SOD as read from the chip.")
@click.option("--dg", "groups", multiple=True, type=(click.IntRange(1, 16), FILE), help="Number and file of a data group.")
@click.option("--mrz", "zone", type=FILE, help="The printed zone, to be the same as on the chip.")
@TRUST
@CRLS
@AT
@JSON
def verify(
    sod: Path,
    groups: tuple[tuple[int, Path], ...],
    zone: Path | None,
    trusted: tuple[Path, ...],
    crls: tuple[Path, ...],
    at: datetime | None,
    as_json: bool,
) -> NoReturn:
    """Say whether a state vouches for a chip. Exit code 0: valid, 1: forged, 2: wrong use, 3: cannot be checked."""
    store = store_of(trusted, crls)
    read = {number: path.read_bytes() for number, path in groups}
    printed = zone.read_text(encoding="utf-8", errors="replace").split() if zone else ()
    found = check_chip(sod.read_bytes(), read, store, at or SystemClock().now(), printed)
    say(found, as_json, report)


@click.group()
def seal() -> None:
    """Read and check visible digital seals (ICAO Doc 9303-13)."""


@seal.command("read")
@click.argument("source", type=click.File("rb"), default="-")
@TRUST
@CRLS
@AT
@JSON
def read_one(
    source: BufferedReader, trusted: tuple[Path, ...], crls: tuple[Path, ...], at: datetime | None, as_json: bool
) -> NoReturn:
    """Read the bytes of a barcode and say whether a state vouches for them. Exit codes as for `lakay chip verify`."""
    say(check_seal(source.read(), store_of(trusted, crls), at or SystemClock().now()), as_json, seal_report)


def store_of(trusted: Iterable[Path], crls: Iterable[Path]) -> TrustStore:
    """All that the files bring. A single certificate of a signer is trusted as it is; signers in lists need an authority."""
    anchors: dict[str, Certificate] = {}
    signers: dict[str, Certificate] = {}
    lists: list[Crl] = []
    accepted: set[str] = set()
    for path in [*_files(trusted), *crls]:
        found = _read(path)
        anchors |= found.anchors
        signers |= found.signers
        lists += found.crls
        if len(found.signers) == 1 and not found.anchors:
            accepted |= set(found.signers)
    return TrustStore.of(anchors.values(), lists, signers.values(), accepted)


def _files(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        yield from (one for one in sorted(path.iterdir()) if one.is_file()) if path.is_dir() else [path]


def _read(path: Path) -> TrustFile:
    """A file; its faulty parts are told. One that brings nothing, or whose own signature does not hold, is wrong use."""
    try:
        found = read_trust_file(path.read_bytes(), thorough=False)
    except UnreadableList as fault:
        raise click.UsageError(f"{path}: {fault}") from fault
    for part in found.faults:
        click.echo(f"{path}: part {part.where} left out: {REASONS[part.reason]} {part.detail}".rstrip(), err=True)
    if not (found.anchors or found.signers or found.crls):
        raise click.UsageError(f"{path}: nothing in it can be used")
    return found


def say(found: Any, as_json: bool, lines: Callable[[Any], Iterator[str]]) -> NoReturn:
    """Print the answer and leave with its code."""
    if as_json:
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    else:
        for line in lines(found):
            click.echo(line)
    sys.exit(EXIT[found.verdict])


def as_data(found: Any) -> dict[str, Any]:
    """An answer for programs: the fields of the class by name, and a sentence."""
    data = _plain(found)
    return data | {"message": message(found)} if isinstance(data, dict) else {}


LEFT_OUT = {"signed", "signature", "fields"}  # bytes of a seal, and its table of fields


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in LEFT_OUT}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value


def message(found: ChipCheck | SealCheck) -> str:
    """The answer in one or two sentences."""
    verdict = VERDICTS[found.verdict]
    return f"{verdict}. {REASONS[found.reason]}" if found.reason else f"{verdict}."


def report(found: ChipCheck) -> Iterator[str]:
    """The answer for a person."""
    yield f"{found.verdict.upper()}  {message(found)}"
    yield from _steps(found)
    yield f"  data groups signed   {' '.join(map(str, found.groups)) or '-'}"
    yield f"  of these unchanged   {' '.join(map(str, found.checked)) or '-'}"
    if found.signed_at:
        yield f"  signed at            {found.signed_at:%Y-%m-%d %H:%M}"


def seal_report(found: SealCheck) -> Iterator[str]:
    """What stands in a seal, and the answer, for a person."""
    yield f"{found.verdict.upper()}  {message(found)}"
    yield from _steps(found)
    if found.seal:
        one = found.seal
        yield f"  kind                 {one.kind.name if one.kind else one.code}, of {one.country}, signed {one.signed_on}"
        yield f"  signer               {one.signer} {one.reference}"
        for feature in one.features:
            yield f"  {feature.name or feature.tag:<20} {feature.value}".replace("\n", " ")


def _steps(found: ChipCheck | SealCheck) -> Iterator[str]:
    for result in found.steps:
        why = f"{REASONS[result.reason]} {result.detail}".strip() if result.reason else ""
        yield f"  {STEPS[result.step]:<24} {result.outcome:<13} {why}".rstrip()
    for remark in found.remarks:
        yield f"  - {REASONS[remark]}"
    if found.signer:
        yield f"  signer               {found.signer.subject} ({found.signer.algorithm or 'not checked'})"
    if found.anchor:
        yield f"  vouched for by       {found.anchor}"
