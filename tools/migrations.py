"""Look after the migrations: `python tools/migrations.py {check,make}`.

A post runs last year's code beside this year's data, so a migration must be safe to run under old code: no column is dropped or
renamed in one release. `check` finds models without a migration, unsafe steps, and two migrations that claim the same place.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "dev_settings"

import django
from django.core.management import CommandError, call_command
from django.db.migrations import AddField, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

SOURCES = Path(__file__).resolve().parent.parent / "src" / "lakay"


LOOKED_AT = {
    "0003_names_not_held": "its unique rule takes the place of a stricter one on the same column: no old row breaks it",
    "0002_the_whole_booth": "its unique pair takes the place of a stricter rule on one of the two columns: no old row breaks it",
    "0004_remove_shift_border_shift_one_open_each_and_more": "its unique pair takes the place of a stricter rule on the officer alone",
    "0005_release_delete_releasenote_and_more": "technical rows that became facts; no release was ever made with their table",
    "0002_other_nodes": "a subject may have several keys now: each key is carried over; the program and its tables change together",
}
"""Migrations that a person found safe where the tool cannot, and why."""


def attempt(command: Callable[[io.StringIO], object]) -> str:
    """Run one Django command; return what it complained of, or nothing."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            command(said)
    except CommandError as fault:
        return f"{said.getvalue()}{fault}"
    except SystemExit as end:
        return (said.getvalue() or f"ended with code {end.code}") if end.code else ""
    return ""


def unmade(said: io.StringIO) -> None:
    """Find models that differ from their migrations."""
    call_command("makemigrations", check=True, dry_run=True, interactive=False, skip_checks=True, stdout=said, stderr=said)


def crossed(said: io.StringIO) -> None:
    """Run the checks of Django; among them: two migrations in the same place, by the note each module keeps of its last."""
    call_command("check", fail_level="WARNING", stdout=said, stderr=said)


def unsafe(said: io.StringIO) -> None:
    """Find steps that old code could not live with."""
    # Its own look for NOT NULL reads SQL, and SQLite writes a table anew for any constraint: `unfillable` looks at the fields.
    options = {"exclude_migration_tests": ["NOT_NULL"], "quiet": ["ok", "ignore"], "ignore_name": list(LOOKED_AT)}
    call_command("lintmigrations", project_root_path=str(SOURCES), stdout=said, stderr=said, **options)


def unfillable(said: io.StringIO) -> None:
    """Find new columns that a row written by old code would leave empty: they need `db_default`, or may be null."""
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        made = {step.name_lower for step in migration.operations if isinstance(step, CreateModel)}  # no old code knows these
        added = [step for step in migration.operations if isinstance(step, AddField) and not migration.initial]
        for step in added:
            if step.model_name_lower in made:
                continue
            if not step.field.null and step.field.db_default is NOT_PROVIDED and not step.field.many_to_many:
                said.write(f"({label}, {name}) {step.model_name}.{step.name} has no db_default\n")
    if said.getvalue():
        raise CommandError("old code could not write these tables")


CHECKS = {
    "a model has no migration": unmade,
    "Django finds fault": crossed,
    "a migration is unsafe": unsafe,
    "a new column stands in the way of old code": unfillable,
}


def check() -> int:
    """Run the checks and print what they found."""
    faults = {name: attempt(command) for name, command in CHECKS.items()}
    for name, said in faults.items():
        if said:
            print(f"{name}:\n{said.strip()}")
    return 1 if any(faults.values()) else 0


def main() -> int:
    """Check the migrations, or make those that are missing."""
    parser = argparse.ArgumentParser(description="Look after the migrations.")
    parser.add_argument("what", choices=("check", "make"))
    parser.add_argument("modules", nargs="*", help="modules to make migrations for (default: all)")
    asked = parser.parse_args()
    django.setup()
    if asked.what == "check":
        return check()
    call_command("makemigrations", *asked.modules)
    call_command("create_max_migration_files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
