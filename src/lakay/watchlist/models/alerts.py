"""An alert, the keys it is found by, and what became of its hits.

A sealed field must be able to stand empty: once the key of an alert is destroyed, nothing else is left of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.models.changes import Batch, among
from lakay.watchlist.rules.contents import Contents, contents_of
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import AlertStatus
from lakay.watchlist.rules.states import Outcome as OutcomeCode

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE

CONTENTS = (
    *("category", "from_at", "until_at", "names", "documents", "birth", "sex", "nationalities"),
    *("legal_basis", "legal_reference", "authority", "note"),
)


REFERENCE_DIGITS = 12


class AlertQuerySet(models.QuerySet["Alert"]):
    """Named filters over alerts."""

    def numbered(self, reference: str) -> AlertQuerySet:
        """The one with a number as told by telephone; none unless it is whole."""
        digits = "".join(sign for sign in reference.lower() if sign.isalnum())
        whole = len(digits) == REFERENCE_DIGITS and set(digits) <= set("0123456789abcdef")
        return (self.filter(id__endswith=digits) if whole else self.none()).order_by("id")

    def standing(self, at: datetime) -> AlertQuerySet:
        """Those that can hit at an instant."""
        return self.filter(status=AlertStatus.ACTIVE, from_at__lte=at, until_at__gt=at)

    def lapsed(self, at: datetime) -> AlertQuerySet:
        """Those that are past their end and were not taken out yet. They hit no longer."""
        return self.filter(status=AlertStatus.ACTIVE, until_at__lte=at)

    def ending(self, at: datetime, within: timedelta) -> AlertQuerySet:
        """Those that will end soon unless two people renew them."""
        return self.filter(status=AlertStatus.ACTIVE, until_at__gt=at, until_at__lte=at + within)


class Alert(File):
    """Whom or what the posts look out for, on what ground and until when.

    `names` is a list of [family, given], `documents` of [issuing state, number, type]; `birth` the text of a PartialDate.
    """

    kind = "watchlist.alert"
    subject = "id"
    together = (("status", "ended_at"), ("from_at", "until_at"))
    classes = {
        **dict.fromkeys(("category", "protective", "agency", "status", "from_at", "until_at", "at_once", "batch"), INTERNAL),
        **dict.fromkeys(("proposed_by", "proposed_at", "changed_at", "ended_at", "of_list"), INTERNAL),
        **dict.fromkeys(("names", "documents", "birth", "sex", "nationalities"), SENSITIVE),  # a post gets the search keys alone
        **dict.fromkeys(("legal_basis", "legal_reference", "authority", "note", "origin"), SENSITIVE),
    }

    category = models.CharField(max_length=20, help_text="code of the country pack")
    protective = models.BooleanField(default=False, help_text="goes to the protection desk alone, never to an arrest")
    agency = models.CharField(max_length=20, help_text="code of the agency that asked for it")
    status = models.CharField(max_length=10)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(help_text="not included")
    at_once = models.BooleanField(default=False, help_text="raised before a second person had looked, for 24 hours")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="alerts", db_index=False)
    of_list = models.UUIDField(
        null=True, db_index=True, help_text="the list it came from; none for one that was proposed by itself"
    )
    origin = models.CharField(max_length=80, blank=True, default="", db_default="", help_text="its name in the list it came from")
    names: models.JSONField[Any, Any] = models.JSONField(null=True)
    documents: models.JSONField[Any, Any] = models.JSONField(null=True)
    birth = models.CharField(max_length=11, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    nationalities: models.JSONField[Any, Any] = models.JSONField(null=True)
    legal_basis = models.TextField(blank=True)
    legal_reference = models.CharField(max_length=120, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="when the list last changed by it: the newest says how old the list is")
    ended_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("status", AlertStatus), name="watchlist_alert_status"),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="watchlist_alert_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) ^ Q(status__in=[AlertStatus.ENDED, AlertStatus.EXPIRED, AlertStatus.REJECTED]),
                name="watchlist_alert_ended_at_when_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "until_at", "from_at"], name="watchlist_alert_standing"),
            models.Index(fields=["-changed_at"], name="watchlist_alert_newest"),
            models.Index(fields=["batch", "status", "id"], name="watchlist_alert_of_file"),
        ]

    @property
    def contents(self) -> Contents:
        """What it says, as a value."""
        return contents_of({name: getattr(self, name) for name in CONTENTS})

    @property
    def reference(self) -> str:
        """The number by which the desks speak of it. It says nothing of what the alert is about."""
        return reference_of(self.id.hex)


def reference_of(alert: str) -> str:
    """The number of an alert from its id: the last twelve of 32 hex digits, which are random."""
    return f"{alert[-12:-8]}-{alert[-8:-4]}-{alert[-4:]}".upper()


class Key(File):
    """A keyed digest of a document or a name of an alert: the booth finds by it without the list being looked at."""

    kind = "watchlist.key"
    subject = "alert"
    classes = {"alert": INTERNAL, "basis": INTERNAL, "token": PERSONAL, "ended_at": INTERNAL}

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="keys")
    basis = models.CharField(max_length=10)
    token = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among("basis", Basis), name="watchlist_key_basis")]
        indexes = [models.Index(fields=["token"], name="watchlist_key_token")]


class Outcome(Fact):
    """A hit was looked into: whether the traveller was the one meant, where, and by whom. Nothing of the traveller stands here."""

    kind = "watchlist.outcome"
    classes = dict.fromkeys(("alert", "basis", "outcome", "post", "agency", "officer", "at"), INTERNAL)

    alert = models.UUIDField(db_column="alert_id", help_text="the alert; at a post there is no such row")
    basis = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    post = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=20, blank=True)
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("outcome", OutcomeCode), name="watchlist_outcome_code"),
            models.CheckConstraint(condition=among("basis", Basis), name="watchlist_outcome_basis"),
        ]
        indexes = [
            models.Index(fields=["outcome", "-at"], name="watchlist_outcome_latest"),
            models.Index(fields=["alert"], name="watchlist_outcome_alert"),
        ]
