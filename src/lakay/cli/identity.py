"""Who sits at the command line: somebody who gives their password and second factor now."""

from __future__ import annotations

import click

from lakay.cli.boot import boot

boot()

from lakay.access.login import LoginRefused, logout, with_password  # noqa: E402  (after Django has started)
from lakay.access.sessions import resolve  # noqa: E402
from lakay.kernel.actors import Actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402

DEVICE = "command-line"


def who(username: str) -> Actor:
    """Whoever gives the right password and code now. The session ends at once: it served to say who it is."""
    password = click.prompt(f"Password of {username}", hide_input=True, err=True)
    code = click.prompt("Code of the second factor", default="", show_default=False, err=True)
    now = SystemClock().now()
    try:
        session = with_password(username=username, password=password, code=code, device=DEVICE, at=now)
    except LoginRefused as refused:
        raise click.ClickException(
            "The name, the password or the code is not right, or there were too many attempts."
        ) from refused
    state = resolve(session.token, DEVICE, now)
    if state is None or state.must_enrol:
        raise click.ClickException("The account must be set up on the log-in page first.")
    logout(state=state, at=now)
    return state.actor
