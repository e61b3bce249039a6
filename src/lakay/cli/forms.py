"""`lakay forms`: workbooks checked, the forms of the pack loaded, a key for encrypted forms made."""

from __future__ import annotations

import sys
from pathlib import Path

from lakay.cli.boot import at_a_node, boot

boot(node=False)

import click  # noqa: E402  (after Django has started, here and below)
from django.utils import translation  # noqa: E402
from django.utils.translation import gettext as _  # noqa: E402

from lakay.forms.making import Made, Refused, make  # noqa: E402
from lakay.forms.pack import load_pack_forms  # noqa: E402
from lakay.forms.permissions import FORM_PUBLISH  # noqa: E402
from lakay.forms.unlocking import make_key  # noqa: E402
from lakay.forms.words import fault_line  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402

LANGUAGES = ("ht", "fr", "es", "en")


@click.group()
def forms() -> None:
    """Forms: XLSForm workbooks (xlsx, or Markdown tables)."""


@forms.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of what is said.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML lines to hold against the form."
)
def check(files: tuple[Path, ...], language: str, mapping: Path | None) -> None:
    """Say of each of FILES whether it is accepted, or why not: with sheet, row and column. Writes nothing.

    Exit code 1 tells that some file is not accepted.
    """
    refused = False
    text = mapping.read_text(encoding="utf-8") if mapping else ""
    with translation.override(language):
        for file in files:
            try:
                _accepted(file.name, make(file.read_bytes(), file.name, SystemClock().now(), text))
            except Refused as wrong:
                refused = True
                for fault in wrong.faults:
                    click.echo(fault_line(file.name, fault))
    sys.exit(1 if refused else 0)


def _accepted(name: str, made: Made) -> None:
    form = made.definition
    said = {"name": name, "form": form.form_id, "version": form.version, "count": len(form.asked())}
    click.echo(_("%(name)s: accepted. Form %(form)s, version %(version)s, %(count)s questions.") % said)
    click.echo("  " + ", ".join(form.languages))
    for warning in made.warnings:
        click.echo(f"  ({warning})")


@forms.command()
def load() -> None:
    """Load the forms of the country pack that are not there yet."""
    at_a_node()
    count = load_pack_forms(by=system_actor("install", frozenset({FORM_PUBLISH.value})), at=SystemClock().now())
    click.echo(f"{count} records.")


@forms.command()
def key() -> None:
    """Make a key for encrypted forms on this node, and print what stands as `public_key` in the settings of a workbook."""
    at_a_node()
    click.echo(make_key())
