"""Write the reference pages that come from the code itself: `python tools/docs.py [--check]`.

`docs/reference/` then has the commands, the settings, the roles and the states as the program has them. `--check` only says
whether a page is out of date. Never edit those pages by hand.
"""

import ast
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import click
import django
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "lakay"
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `just docs` from the code. Do not edit by hand. -->"

# What each variable of the environment means. A test fails when the code reads one that is not here.
SETTINGS = {
    "LAKAY_MODE": "`node` for real people (the default), `demo` for invented data and one-click login, `test` for tests.",
    "LAKAY_DATA": "The folder of the node's data. Default: `var/<mode>` where the program is started.",
    "LAKAY_KEYS": "The folder of the node's keys; keep it on other media than the data. Default: `keys` in the data folder.",
    "LAKAY_BACKUP": "The folder of the copies, best on a disk of its own. Default: `copies` in the data folder.",
    "LAKAY_BACKUP_KEYS": "The folder of the keys that open what is in the copies. Default: `keys` in the folder of the copies.",
    "LAKAY_BACKUP_NODE_KEYS": "Whether the node's own keys go with them (yes or no). With `no` they must be kept in a safe. Default: yes.",
    "LAKAY_BACKUP_HOURS": "Hours between two whole copies. Default: 24.",
    "LAKAY_BACKUP_DAILY": "Of how many days the last copy is kept. Default: 7.",
    "LAKAY_BACKUP_WEEKLY": "Of how many weeks the last copy is kept. Default: 4.",
    "LAKAY_BACKUP_SEGMENT_DAYS": "For how many days every minute can be restored. Default: 7.",
    "LAKAY_BACKUP_LIMIT_DAYS": "Days after which no copy is kept, for posts with a window; 0 is no limit. Default: 0.",
    "LAKAY_PACK": "The folder of the country pack. Default: `packs/ht`.",
    "LAKAY_SECRET_KEY": "Signs sessions. At least 32 characters; `lakay secret` makes one. A node does not start without it.",
    "LAKAY_ORIGIN": "Where browsers reach this node, as `https://post.example`. Passkeys are bound to its name.",
    "LAKAY_HOSTS": "The host names this node answers to, with commas between them.",
    "LAKAY_DATABASE_URL": "`sqlite:///absolute/path` (the default, in the data folder) or `postgresql://user@host:port/name`.",
    "LAKAY_DATABASE_PASSWORD": "The password of PostgreSQL, when it is not in the URL.",
    "LAKAY_NAMES": "With `serve --tls`: names of this machine in the local network, with spaces between them; the first is the site's.",
    "LAKAY_POST": "Code of the post; it stands in the name of the post's own authority for HTTPS.",
    "LAKAY_LAN_TLS": "Set by `serve --tls` itself: the certificate is the post's own, so browsers are not told to insist on HTTPS.",
    "LAKAY_ENCRYPT": "`yes` on a post: the SQLite file is encrypted, and the node starts closed until an officer opens it (`lakay vault`).",
    "LAKAY_STICKS": "Folders where this machine shows the sticks that are plugged in, with commas. Default: `/media,/run/media,/mnt`.",
    "LAKAY_JOINS": "For the installer: `yes` on a machine that gets the country from a hub (`lakay join`).",
    "LAKAY_HUB": "Where this machine reaches the hub, as `https://…`, if by another way than the register of nodes says.",
    "LAKAY_PASSENGER_INBOX": "Folder into which a regional feed puts passenger lists. Each file is taken in once and moved to `done` or "
    "`faulty` beside it. Default: none.",
    "LAKAY_STATISTICS": "The folder of the facts that figures are made of. Default: `statistics` in the data folder.",
    "LAKAY_SMS_GATEWAY": (
        "Where messages to telephones go (https://…). Default: they lie in the folder `outbox` of the data; "
        "an encrypted node keeps them."
    ),
    "LAKAY_SMS_TOKEN": "Secret. The token of the gateway, for both ways; without it no SMS is taken in.",
    "LAKAY_LINK_HELD": "At the hub: questions of posts that each process holds until there is an alert. Default: 16.",
    "LAKAY_LINK_IDLE": "Seconds between two exchanges with the hub when there is nothing to say. Default: 120.",
    "LAKAY_LINK_CAP": "Most bytes a second that the exchange may use of the line. Default: 0, no limit.",
    "LAKAY_LINK_NIGHT": "The hours of the post when photos go. Default: `21-5`, from nine in the evening to five in the morning.",
    "LAKAY_DEMO_NODES": "Set by `lakay demo --nodes` itself: where the page of the rehearsal leaves its orders.",
    "LAKAY_TEST_APPS": "Only for the test suite: more modules to load.",
}
SETTINGS_HEAD = (
    "Read from the environment when the program starts; nonsense is refused by name.",
    "A secret may also lie in a file: write its path in the same name with `_FILE` at the end, as `LAKAY_SECRET_KEY_FILE`.",
)


def variables() -> set[str]:
    """Return the variables of the environment that the program reads."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("LAKAY_"):
                found.add(node.value.split(" ")[0])
    return {name for name in found if name.replace("_", "").isalnum() and not name.endswith("_")}


def settings_page() -> str:
    """The variables of the environment and what each means."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in SETTINGS.items()]
    head = ["# Settings", "", NOTE, "", *SETTINGS_HEAD, "", "| variable | meaning |", "| --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def commands(group: click.Group, names: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Yield each command of a group and of the groups in it, with its full name."""
    context = click.Context(group, info_name=names[-1])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield " ".join([*names, name]), command
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))


def commands_page() -> str:
    """Every command with the help that it prints itself, without the line on help: a command remembers how that was first asked for."""
    main = importlib.import_module("lakay.cli.main").main
    page = f"# Commands\n\n{NOTE}\n"
    for name, command in commands(main, ("lakay",)):
        shown = copy(command)
        shown.add_help_option = False
        context = click.Context(shown, info_name=name, terminal_width=100, max_content_width=100)
        page += f"\n## {name}\n\n```text\n{shown.get_help(context).strip()}\n```\n"
    return page


def roles_page() -> str:
    """Every role: what it is, what it may, and what it works for."""
    roles = importlib.import_module("lakay.access.policy").ROLES
    page = f"# Roles\n\n{NOTE}\n\nWhat is not listed is refused. A permission is `module:record:verb`.\n"
    for role in roles.values():
        permissions = "\n".join(f"- `{permission}`" for permission in sorted(role.permissions))
        purposes = ", ".join(f"`{purpose}`" for purpose in sorted(role.purposes)) or "none"
        with translation.override("en"):
            page += f"\n## {role.name} (`{role.code}`)\n\n{role.description}\n\nPurposes: {purposes}.\n\n{permissions}\n"
    return page


def state_tables() -> Iterator[tuple[str, object]]:
    """Yield every table of states in the sources, with the name of its module and of the table."""
    for path in sorted(SOURCES.rglob("*.py")):
        if "= States(" not in path.read_text(encoding="utf-8"):
            continue
        module = importlib.import_module(".".join(path.relative_to(SOURCES.parent).with_suffix("").parts))
        kind = importlib.import_module("lakay.kernel.states").States
        for name, value in vars(module).items():
            if isinstance(value, kind):
                yield f"{module.__name__.removeprefix('lakay.')}.{name}", value


def states_page() -> str:
    """Every table of states: what may follow, and whose turn it is."""
    page = f"# States\n\n{NOTE}\n"
    for name, table in state_tables():
        allowed, turns, starts = table.allowed, table.turns, table.starts  # type: ignore[attr-defined]
        page += f"\n## {name}\n\n| state | may become | whose turn |\n| --- | --- | --- |\n"
        for state in type(next(iter(starts))):
            after = ", ".join(f"`{to}`" for to in type(state) if to in allowed[state]) or "(end)"
            page += f"| `{state}`{' (start)' if state in starts else ''} | {after} | {turns[state] or 'nobody'} |\n"
        page += f"\n```mermaid\n{table.mermaid().strip()}\n```\n"  # type: ignore[attr-defined]
    return page


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "roles.md": roles_page,
    "states.md": states_page,
    "commands.md": commands_page,
}


def changed() -> dict[str, str]:
    """Return the pages that are missing or out of date, with their new text."""
    texts = {name: page() for name, page in PAGES.items()}
    paths = {name: REFERENCE / name for name in PAGES}
    return {
        name: text for name, text in texts.items() if not paths[name].exists() or paths[name].read_text(encoding="utf-8") != text
    }


def main() -> int:
    """Write the pages, or say which are out of date."""
    os.environ |= {"LAKAY_MODE": "test", "LAKAY_TEST_APPS": "", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}
    django.setup()
    REFERENCE.mkdir(parents=True, exist_ok=True)
    stale = changed()
    for name, text in stale.items():
        if "--check" not in sys.argv:
            (REFERENCE / name).write_text(text, encoding="utf-8")
    word = "out of date: run `just docs`" if "--check" in sys.argv else "written"
    print("\n".join(f"docs/reference/{name} {word}" for name in stale) or "the reference pages are up to date")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
