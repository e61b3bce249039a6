"""What is asked at the first installation: what this machine is, where it stands, and how it is called."""

from __future__ import annotations

import csv
import io
import re
import socket
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lakay.install.words import Speaker

ROLES = ("post", "office", "centre", "shelter", "hub")
"""What a node may be; the same words as in the pack's table of what goes from node to node."""
IN_FRENCH = ("poste", "bureau", "centre", "refuge", "serveur")
PACKS = "lakay/shipped/packs/"
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?")
TRIES = 5

Ask = Callable[[str], str]


class NoAnswer(Exception):
    """A question was not answered, or not with what is possible."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The node as the administrator described it. `post` is empty for an office or a hub that stands at no post."""

    role: str
    post: str
    name: str

    @property
    def host(self) -> str:
        """The name by which browsers reach this node, in the network of the post (RFC 6762)."""
        return f"{self.name}.local"


def posts_of(wheel: Path) -> dict[str, str]:
    """Code -> French name of the posts of the pack's home country, from the pack inside Lakay's wheel."""
    with zipfile.ZipFile(wheel) as archive:
        pack = next(name for name in archive.namelist() if name.startswith(PACKS) and name.endswith("/pack.toml"))
        home = tomllib.loads(archive.read(pack).decode("utf-8"))["home"]
        rows = csv.DictReader(io.StringIO(archive.read(pack.replace("pack.toml", "posts.csv")).decode("utf-8")))
        return {row["code"]: row["name_fr"] for row in rows if row["country"] == home}


def gather(given: dict[str, str], posts: dict[str, str], speaker: Speaker, ask: Ask | None) -> Answers:
    """Take what was given on the command line and ask for the rest; with nobody to ask, the usual answer stands. Raises NoAnswer."""
    role = _one("role", given, lambda: speaker("ask_role"), _role, speaker, ask, "post")
    shown = ", ".join(f"{code} ({name})" for code, name in sorted(posts.items()))
    post = (
        ""
        if role == "hub" and not given.get("post")
        else _one("post", given, lambda: speaker("ask_post", shown), _post(posts, role), speaker, ask, "")
    )
    usual = usual_name(post)
    name = _one("name", given, lambda: speaker("ask_name", usual), lambda text: _name(text, usual), speaker, ask, usual)
    return Answers(role, post, name)


def usual_name(post: str) -> str:
    """The name of the machine if it has one of its own, else one made of the post's code."""
    own = socket.gethostname().split(".", maxsplit=1)[0].lower()
    made = f"lakay-{post.rsplit('-', maxsplit=1)[-1].lower()}" if post else "lakay"
    return own if NAME.fullmatch(own) and own not in {"debian", "localhost", "vm"} else made


def _one(
    what: str,
    given: dict[str, str],
    question: Callable[[], str],
    read: Callable[[str], str],
    speaker: Speaker,
    ask: Ask | None,
    usual: str,
) -> str:
    """One answer, as given or asked for; asked again a few times when it is not possible."""
    if given.get(what) or ask is None:
        try:
            return read(given.get(what) or usual)
        except ValueError as error:
            raise NoAnswer(speaker("bad_answer", given.get(what) or what)) from error
    for _n in range(TRIES):
        text = ask(question()).strip()
        try:
            return read(text)
        except ValueError:
            speaker.say("bad_answer", text)
    raise NoAnswer(speaker("no_answers", what))


def _role(text: str) -> str:
    """By its number in the question, its French or its English word; nothing means a post."""
    said = text.strip().lower() or "1"
    for number, role in enumerate(ROLES, start=1):
        if said in {str(number), role, IN_FRENCH[number - 1]}:
            return role
    raise ValueError(text)


def _post(posts: dict[str, str], role: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = text.strip().upper()
        if code not in posts and (role == "post" or code):
            raise ValueError(text)
        return code

    return read


def _name(text: str, usual: str) -> str:
    name = text.strip().lower().removesuffix(".local") or usual
    if not NAME.fullmatch(name) or name == "localhost":
        raise ValueError(text)
    return name
