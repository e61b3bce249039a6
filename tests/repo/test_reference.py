"""The reference pages say what the program does now."""

import pytest
from click.testing import CliRunner

import docs
from lakay.cli.main import main


def test_the_pages_written_from_the_code_are_up_to_date() -> None:
    assert list(docs.changed()) == [], "run `just docs`"


def test_a_page_out_of_date_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(docs.SETTINGS, "LAKAY_MODE", "Something else.")
    assert "settings.md" in docs.changed()


def test_every_variable_that_the_program_reads_is_explained() -> None:
    assert docs.variables() - set(docs.SETTINGS) == set()
    assert len(docs.variables()) > 5


def test_no_variable_is_explained_that_nothing_reads() -> None:
    assert set(docs.SETTINGS) - docs.variables() == set()


def test_how_help_was_asked_for_before_changes_no_page() -> None:
    assert CliRunner().invoke(main, ["mrz", "--help"]).exit_code == 0
    assert "commands.md" not in docs.changed()
