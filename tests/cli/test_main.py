"""The table of commands: each is there, and says in the list what its own help says."""

from __future__ import annotations

import click
import pytest

from lakay.cli.lazy import Lazy
from lakay.cli.main import main
from lakay.cli.stats import stats


@pytest.mark.parametrize("group", [main, stats])
def test_the_list_of_commands_says_what_their_own_help_says(group: Lazy) -> None:
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    own = {name: command and command.get_short_help_str(limit=200) for name, command in commands.items()}
    assert own == {name: entry.says for name, entry in group.table.items()}


def test_a_command_that_is_not_there_is_none() -> None:
    assert main.get_command(click.Context(main), "frontier") is None
