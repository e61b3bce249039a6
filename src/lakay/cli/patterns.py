"""`lakay patterns`: what over weeks of crossings asks the protection desk to look."""

from __future__ import annotations

from lakay.cli.boot import boot

boot()

import click  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from lakay.access.policy import Permission  # noqa: E402
from lakay.border.actions.protection_queue import sweep_patterns  # noqa: E402
from lakay.border.models import Firing  # noqa: E402
from lakay.border.patterns.pack import patterns as rules_of_pack  # noqa: E402
from lakay.border.patterns.parameters import Pattern  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402

NODE = system_actor("patterns", frozenset({Permission.PATTERN_SWEEP}))
"""The node itself, which sits at no post and looks over all of them."""


@click.group()
def patterns() -> None:
    """Patterns that protect."""


@patterns.command()
def sweep() -> None:
    """Look for children who left and have not come back, at every post. Let it run once a day."""
    now = SystemClock().now()
    receipt = sweep_patterns(by=NODE, at=now, today=timezone.localtime(now).date())
    found = sum(kind == Firing.kind for kind, _record in receipt.records)
    click.echo(f"Called the protection desk about {found} children.")


@patterns.command()
def rules() -> None:
    """Print the rules of the country pack with their words."""
    found = rules_of_pack()
    with translation.override("en"):
        for pattern in Pattern:
            words = (found.words or {}).get(pattern)
            click.echo(f"{pattern:22} {words.label.en if words else '(not in this pack)'}")
            if words:
                click.echo(f"  {words.sentence.en}")
                click.echo(f"  nobody has checked: {', '.join(words.unverified) or '-'}")
