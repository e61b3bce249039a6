"""`lakay stats noise`: a table that says nothing about any one person, with its error beside each count."""

from __future__ import annotations

import csv
import secrets
import sys
from fractions import Fraction
from itertools import product
from pathlib import Path

import click

from lakay.cli.boot import boot
from lakay.disclosure.reading import read_inner
from lakay.disclosure.tables import Table
from lakay.disclosure.wording import BadTable, say

boot()

from django.utils import translation  # noqa: E402  (after Django has started)

from lakay.cli.identity import who  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.refusals import NotAllowed  # noqa: E402
from lakay.statistics.actions import spend_noise  # noqa: E402
from lakay.statistics.noise import TooRough, check_accuracy, with_noise  # noqa: E402
from lakay.statistics.pack import shown  # noqa: E402
from lakay.statistics.queries import spent_on  # noqa: E402

WRONG = 2


class Part(click.ParamType[Fraction]):
    """A number above zero, as 0.5 or 1/2."""

    name = "number"

    def convert(self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Read it; it stays exact."""
        try:
            found = Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(f"{value} is no number", param, ctx)
        if not 0 < found <= 100 or found.denominator > 1000:
            self.fail(f"{value} is not above 0 and at most 100, in thousandths or coarser", param, ctx)
        return found


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--measure", required=True, help="What is counted: a code of an indicator. Each measure has its own budget.")
@click.option("--epsilon", type=Part(), required=True, help="How much may be told, as 1/2: the smaller, the more noise.")
@click.option(
    "--contribution",
    type=click.IntRange(1, 10_000),
    default=1,
    show_default=True,
    help="In how many counts one person can be at most.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the table is written.")
@click.option("--as", "username", required=True, help="User name of the analyst who makes it; the password is asked for.")
def noise(table: Path, measure: str, epsilon: Fraction, contribution: int, out: Path, username: str) -> None:
    """Add noise to the counts of TABLE, so that nobody can tell whether one person is in it.

    TABLE is a CSV file as for `protect`: columns of dimensions, and `count`; cells that are not there count nobody. What is written has every
    inner cell with the error that 95 of 100 counts stay within. It is refused where the error would be larger than the country pack bears,
    and where the budget of the measure does not hold it; what was spent is entered in the journal before anything is drawn.

    \b
    Example:  lakay stats noise t.csv --measure border.persons --epsilon 1/2 --out noisy.csv --as fabienne
    """
    try:
        whole = read_inner(table.read_bytes(), table.name)
    except BadTable as error:
        click.echo(f"{table.name}: {say(error.code, 'en', **error.found)}", err=True)
        sys.exit(WRONG)
    counts, most = _every_cell(whole), shown().noise.most_error
    try:
        check_accuracy(epsilon, contribution, most)
        with translation.override("en"):
            spend_noise(
                by=who(username),
                at=SystemClock().now(),
                measure=measure,
                epsilon=epsilon,
                contribution=contribution,
                cells=len(counts),
            )
    except TooRough as refused:
        raise click.ClickException(
            f"95 of 100 counts would be off by up to {refused.error}, more than {most}: take an epsilon of at least {refused.least}."
        ) from refused
    except NotAllowed as refused:
        raise click.ClickException(str(refused.reason)) from refused
    made = with_noise(counts, epsilon, contribution, secrets.randbelow, most)
    with out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow([*whole.dimensions, "count", "error"])
        lines.writerows([*cell, one.count, one.error] for cell, one in made.items())
    left = shown().noise.budget - spent_on(measure)
    click.echo(
        f"{len(made)} cells, epsilon {epsilon}, error {next(iter(made.values())).error}; left of the budget of {measure}: {left}"
    )


def _every_cell(whole: Table) -> dict[tuple[str, ...], int]:
    """Each inner cell that there can be: that a cell is missing must not say that it is empty."""
    return {cell: whole.cells.get(cell) or 0 for cell in product(*whole.categories)}
