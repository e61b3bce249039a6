"""Who is expected: lists of passengers and crew as carriers send them, and what the alert list says of those on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lakay.border.rules.codes import Direction
from lakay.journal.models import Fact, File, Local
from lakay.kernel.fields import FieldClass

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class PassengerFile(Fact):
    """A file as it came, with its very bytes. Everything that was read from it is sealed under its key, so that one erasure ends all.

    `faults` are [code, byte, segment, detail] of `lakay.manifests`; they say nothing of a person.
    """

    kind = "border.passenger_file"
    subject = "id"
    classes = {
        **dict.fromkeys(
            (
                *("post", "agency", "brought_by", "channel", "at", "file_hash", "size", "form", "sender", "faults"),
                "keep_until_on",
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("file_name", "raw"), PERSONAL),
    }

    post = models.CharField(max_length=20, help_text="the post of its first list")
    agency = models.CharField(max_length=20, blank=True)
    brought_by = models.UUIDField(help_text="a person, a feed, or the program itself for the inbox")
    channel = models.CharField(max_length=10, help_text="page, inbox, feed")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, help_text="SHA-256 of the bytes: the same file is taken once")
    size = models.PositiveIntegerField(help_text="bytes")
    raw = models.BinaryField(null=True, help_text="the bytes, packed with zlib")
    form = models.CharField(max_length=10, help_text="edifact, text, sheet")
    sender = models.CharField(max_length=40, blank=True)
    faults: models.JSONField[Any, Any] = models.JSONField(default=list)
    keep_until_on = models.DateField(help_text="the last day on which its content may be kept")

    class Meta:
        indexes = [
            models.Index(fields=["file_hash"], name="border_passenger_file_hash"),
            models.Index(fields=["keep_until_on"], condition=Q(raw__isnull=False), name="border_passenger_file_keep"),
        ]

    @property
    def is_erased(self) -> bool:
        """Whether its content is gone. Each node erases by itself on the same day, so that no instant is written down to differ."""
        return self.raw is None


class PassengerListQuerySet(models.QuerySet["PassengerList"]):
    """Named filters over lists."""

    def standing(self) -> PassengerListQuerySet:
        """Those whose place no newer one has taken, and whose content is still there."""
        return self.filter(replaced_by=None, file__raw__isnull=False)

    def screened_before(self, at: datetime | None) -> PassengerListQuerySet:
        """Those that were not held against the alert list since an instant; None: never."""
        screenings = PassengerScreening.objects.filter(listing=OuterRef("pk"), protective=False)
        return self.filter(~Exists(screenings.filter(at__gte=at) if at else screenings))


class PassengerList(Fact):
    """One list of a voyage: its passengers, its crew, or a part of either. Names are in `Passenger`.

    It never changes: a newer list names the one whose place it takes, and that it was screened is a fact of its own.
    """

    kind = "border.passenger_list"
    classes = dict.fromkeys(
        (
            *("file", "post", "direction", "listed", "mode", "carrier", "voyage", "vessel", "reference", "part", "final"),
            *("route", "elsewhere", "expected_at", "stated", "stated_crew", "people", "crew", "replaces"),
        ),
        INTERNAL,
    )

    file = models.ForeignKey(PassengerFile, on_delete=models.PROTECT, related_name="lists")
    post = models.CharField(max_length=20)
    direction = models.CharField(max_length=5, help_text="entry for those who arrive at the post, exit for those who leave")
    listed = models.CharField(max_length=12, help_text="passengers, crew, bookings, close_out, other")
    mode = models.CharField(max_length=5, blank=True, help_text="air, sea, bus")
    carrier = models.CharField(max_length=80, blank=True)
    voyage = models.CharField(max_length=40, blank=True)
    vessel = models.CharField(max_length=80, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text="the same for all parts of a list")
    part = models.PositiveSmallIntegerField(default=1)
    final = models.BooleanField(default=True)
    route: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[place, arrives, departs] in local times")
    elsewhere = models.CharField(max_length=80, blank=True, help_text="where they come from, or go to")
    expected_at = models.DateTimeField(null=True)
    stated = models.PositiveIntegerField(null=True, help_text="passengers as the sender counted them")
    stated_crew = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(help_text="passengers on the list")
    crew = models.PositiveIntegerField(help_text="crew on the list")
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", help_text="an earlier list of the same voyage"
    )

    objects = PassengerListQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(direction__in=list(Direction)), name="border_passenger_list_direction")]
        indexes = [
            models.Index(fields=["post", "expected_at"], name="border_passenger_list_board"),
        ]


class Passenger(Fact):
    """Somebody on a list. `said` is what the list says of them, by the names of `lakay.manifests.Traveller`."""

    kind = "border.passenger"
    subject = "file"
    classes = {**dict.fromkeys(("file", "listing", "number", "role"), INTERNAL), "said": PERSONAL}

    file = models.ForeignKey(PassengerFile, on_delete=models.PROTECT, related_name="passengers")
    listing = models.ForeignKey(PassengerList, on_delete=models.PROTECT, related_name="passengers", db_index=False)
    number = models.PositiveIntegerField(help_text="place on the list, 1 the first")
    role = models.CharField(max_length=12, help_text="passenger, crew, transit, transit_crew")
    said: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="border_passenger_once")]


class PassengerScreening(Fact):
    """Everybody on a list was held against the alert list. The latest one holds.

    `met` are the alerts that may mean somebody, as objects with passenger, alert, category, basis and evidence. Protective ones are
    in a record of their own, which border roles cannot open.
    """

    kind = "border.passenger_screening"
    subject = "file"
    classes = {**dict.fromkeys(("file", "listing", "post", "at", "protective"), INTERNAL), "met": SENSITIVE}

    file = models.ForeignKey(PassengerFile, on_delete=models.PROTECT, related_name="screenings")
    listing = models.ForeignKey(PassengerList, on_delete=models.PROTECT, related_name="screenings", db_index=False)
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    protective = models.BooleanField(help_text="for the protection desk alone")
    met: models.JSONField[Any, Any] = models.JSONField(null=True, default=list)

    class Meta:
        indexes = [models.Index(fields=["listing", "protective", "-at"], name="border_passenger_screening_at")]


class Feed(File):
    """A sender that may hand lists in over HTTPS. One person asks for it, another agrees and is shown the key, once."""

    kind = "border.feed"
    subject = "id"
    together = (("decided_by", "decided_at"),)
    classes = {
        **dict.fromkeys(("name", "agency", "proposed_by", "proposed_at", "decided_by", "decided_at", "ended_at"), INTERNAL),
        "digest": SENSITIVE,
    }

    name = models.CharField(max_length=80, help_text="who sends")
    agency = models.CharField(max_length=20, blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the key")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=models.F("proposed_by")), name="border_feed_decided_by_another"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="border_feed_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="border_feed_digest")]


class FeedCalls(Local):
    """How often a sender called in the last minute of the clock in which it did. One row a sender, for all processes of the server."""

    classes = dict.fromkeys(("feed", "minute", "calls"), INTERNAL)

    feed = models.UUIDField(primary_key=True)
    minute = models.BigIntegerField(help_text="minutes since 1970")
    calls = models.PositiveIntegerField()
