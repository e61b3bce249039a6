"""`lakay stats`: figures made, tables protected and attacked. Each command is loaded only when it is asked for."""

from __future__ import annotations

import click

from lakay.cli.lazy import Entry, Lazy

COMMANDS = {
    "cube": Entry("lakay.cli.statistics:cube", "Work out every indicator by month for the pages, from the facts."),
    "facts": Entry(
        "lakay.cli.statistics:facts",
        "Take the facts out of the register into Parquet files: what changed since the last time, a file a month.",
    ),
    "invent": Entry("lakay.cli.statistics:invent", "Write facts of an invented country into FOLDER, to measure with."),
    "list": Entry("lakay.cli.statistics:list_", "List the indicators: code, what is counted, dimensions."),
    "page": Entry("lakay.cli.statistics:page", "Print the page of the dictionary of an INDICATOR."),
    "run": Entry("lakay.cli.statistics:run_", "Work out an INDICATOR from the facts and print it."),
    "import": Entry(
        "lakay.cli.others:import_",
        "Read the series of FILE (SDMX-ML 2.1, SDMX-CSV, HXL) and write them as CSV: a column for each dimension, and `value`.",
    ),
    "noise": Entry(
        "lakay.cli.noise:noise", "Add noise to the counts of TABLE, so that nobody can tell whether one person is in it."
    ),
    "protect": Entry("lakay.cli.disclosing:protect", "Hide the small counts of TABLE, and as few others as keep them hidden."),
    "attack": Entry(
        "lakay.cli.disclosing:attack",
        "Work out hidden counts of TABLES: a table about to be published and all that are published already.",
    ),
}


@click.command(cls=Lazy, table=COMMANDS)
def stats() -> None:
    """Statistics: indicators, and tables that can be published."""
