"""The audience of the invented country: one line of each sort that a pack may have, in two releases of the program."""

from __future__ import annotations

from lakay.places.pack.exchange import ExchangeRow
from lakay.sync.core.audience import Audience

ERASE = "journal.subject.erase"
ADMIT, STOP = "sync.peer.admit", "sync.peer.stop"
COUNT, VISIT, MEET = "count.make", "visit.open", "visit.meet"
LISTED, RELISTED = "list.put", "list.change"
NOTE, ASK, ANSWER = "note.add", "task.ask", "task.answer"
STAFF, GIVE = "staff.put", "give.grant"
PHOTO, LOGIN, AGENCY, NEW = "photo.take", "home.login", "agency.say", "new.make"

EVERYBODY = ("hub", "post", "office")


def _row(actions: str, writers: str, to: str, scope: str, classes: str = "", lane: str = "text") -> ExchangeRow:
    return ExchangeRow(actions, tuple(writers.split()), tuple(to.split()), scope, None, tuple(classes.split()), lane, (), ())


FIRST_RELEASE = (
    _row("sync.*", "hub", "hub post office", "all", lane="alert"),
    _row(ERASE, "hub", "hub post office", "all", lane="alert"),
    _row("count.*", "post office", "hub", "all"),
    _row("count.*", "post office", "post office", "own"),
    _row("visit.*", "post office", "hub", "all", "personal sensitive"),
    _row("visit.*", "post office", "post office", "own", "personal sensitive"),
    _row("visit.*", "post office", "post", "near", "personal"),
    _row("list.*", "hub post", "hub", "all", "personal sensitive", "alert"),
    _row("list.*", "hub post", "post", "all", "personal", "alert"),
    _row("note.*", "hub post office", "hub", "all", "personal"),
    _row("note.*", "hub post office", "post office", "known", "personal"),
    _row("task.*", "hub post office", "hub", "all", "personal sensitive"),
    _row("task.*", "hub post office", "post office", "named", "personal"),
    _row("photo.*", "post", "hub", "all", "personal", "photo"),
    _row("photo.*", "post", "post", "own", "personal", "photo"),
    _row("agency.*", "hub post office", "hub", "all"),
    _row("agency.*", "hub post office", "post office", "agency"),
    _row("staff.*", "hub", "hub", "all", "personal sensitive", "alert"),
    _row("staff.*", "hub", "post office", "all", "", "alert"),
    _row("give.*", "hub", "hub", "all", "personal sensitive", "alert"),
    _row("give.*", "hub", "post office", "named", "personal", "alert"),
    _row("home.*", "hub post office", "-", "none"),
)

SECOND_RELEASE = (
    *FIRST_RELEASE,
    _row("new.*", "hub post", "hub", "all", "personal sensitive"),
    _row("new.*", "hub post", "post office", "all", "personal"),
)

AGENCIES = ("DIE", "ONM")


def corridors(posts: list[str]) -> dict[str, frozenset[str]]:
    """Posts in threes. Every other post stands in two corridors, so that people pass on from one to the next."""
    threes = [frozenset(posts[place : place + 3]) for place in range(0, max(len(posts) - 1, 1), 2)]
    return {post: frozenset[str]().union(*[three for three in threes if post in three]) - {post} for post in posts}


def audience(release: int, posts: list[str]) -> Audience:
    """The table as a release knows it."""
    return Audience.of(SECOND_RELEASE if release > 1 else FIRST_RELEASE, corridors(posts))
