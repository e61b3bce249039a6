"""`lakay patterns`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from lakay.border.patterns.parameters import Pattern
from lakay.cli.patterns import patterns
from lakay.journal.models import Event


@pytest.mark.django_db
def test_the_sweep_says_what_it_did_and_stands_in_the_journal() -> None:
    done = CliRunner().invoke(patterns, ["sweep"])
    assert (done.exit_code, done.output) == (0, "Called the protection desk about 0 children.\n")
    assert Event.objects.get(action="border.pattern.sweep").post == ""


def test_the_rules_are_told_with_what_nobody_has_checked() -> None:
    said = CliRunner().invoke(patterns, ["rules"]).output
    assert all(pattern in said for pattern in Pattern)
    assert "nobody has checked: days, at_least, at_least_with_papers" in said
