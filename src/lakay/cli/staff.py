"""`lakay staff`: accounts from the command line of the node, for the first administrator and for emergencies."""

from __future__ import annotations

from typing import Any

import click

from lakay.cli.boot import boot

boot()

from django.utils import translation  # noqa: E402

from lakay.access import actions  # noqa: E402
from lakay.access.manual import manual as manual_page  # noqa: E402
from lakay.access.models import Agency, Grant, Staff  # noqa: E402
from lakay.access.passwords import new_temporary_password  # noqa: E402
from lakay.access.policy import ROLES, Permission  # noqa: E402
from lakay.access.queries import find_staff  # noqa: E402
from lakay.access.rules import plain_username  # noqa: E402
from lakay.kernel.actors import system_actor  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.kernel.refusals import NotAllowed  # noqa: E402

COMMAND_LINE = system_actor(
    "command-line", frozenset({Permission.STAFF_MANAGE, Permission.GRANT_MANAGE, Permission.SESSION_REVOKE})
)
ROLE = click.Choice(sorted(ROLES))


@click.group()
def staff() -> None:
    """Accounts of this node."""


@staff.command()
@click.argument("username")
@click.option("--name", required=True, help="Full name.")
@click.option("--agency", required=True, help="Code of the agency, such as DIE.")
@click.option("--language", type=click.Choice(["ht", "fr", "es", "en"]), default="fr", show_default=True)
@click.option("--role", type=ROLE, help="A role to give at once.")
@click.option("--post", default="", help="Code of the post where the role holds; everywhere if left out.")
def add(username: str, name: str, agency: str, language: str, role: str | None, post: str) -> None:
    """Open an account, and print its temporary password this once."""
    of = Agency.objects.filter(code=agency).first()
    if of is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise click.ClickException(f"There is no agency {agency}. Known agencies: {known}.")
    clear, password_hash = new_temporary_password()
    values: dict[str, Any] = {"username": username, "full_name": name, "agency": of, "language": language}
    _say(actions.add_staff, password_hash=password_hash, **values)
    if role:
        _say(actions.grant_role, staff=_found(username), role=role, post=post)
    click.echo(f"{plain_username(username)}: temporary password {clear}")


@staff.command()
@click.argument("username")
@click.argument("role", type=ROLE)
@click.option("--post", default="", help="Code of the post where the role holds; everywhere if left out.")
def grant(username: str, role: str, post: str) -> None:
    """Give a role."""
    _say(actions.grant_role, staff=_found(username), role=role, post=post)


@staff.command()
@click.argument("username")
@click.argument("role", type=ROLE)
@click.option("--post", default="", help="Code of the post of the grant.")
def revoke(username: str, role: str, post: str) -> None:
    """Take a role back."""
    held = Grant.objects.filter(staff=_found(username), role=role, post=post, ended_at=None).first()
    if held is None:
        raise click.ClickException("This person does not hold this role there.")
    _say(actions.end_grant, grant=held)


@staff.command("reset-credentials")
@click.argument("username")
def reset_credentials(username: str) -> None:
    """End all passwords, codes, passkeys and sessions of a person, and print a temporary password this once."""
    clear, password_hash = new_temporary_password()
    _say(actions.reset_credentials, staff=_found(username), password_hash=password_hash)
    click.echo(f"{plain_username(username)}: temporary password {clear}")


@staff.command("list")
def list_staff() -> None:
    """Print the open accounts with their roles."""
    now = SystemClock().now()
    for person in Staff.objects.filter(ended_at=None).select_related("agency").order_by("username"):
        held = Grant.objects.live(now).filter(staff=person).order_by("role", "post")
        roles = ", ".join(f"{grant.role}@{grant.post}" if grant.post else grant.role for grant in held)
        click.echo(f"{person.username:<20} {person.agency.code:<12} {roles or '-'}")


@staff.command()
def manual() -> None:
    """Print the page of the documentation about roles and rules."""
    click.echo(manual_page(), nl=False)


def _found(username: str) -> Staff:
    person = find_staff(plain_username(username))
    if person is None:
        raise click.ClickException(f"There is no open account {username}.")
    return person


def _say(action: Any, **values: Any) -> None:
    with translation.override("en"):
        try:
            action(by=COMMAND_LINE, at=SystemClock().now(), **values)
        except NotAllowed as error:
            raise click.ClickException(str(error.reason)) from error
