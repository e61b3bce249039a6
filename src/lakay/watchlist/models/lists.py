"""The lists that entries come from, and what people say who were stopped wrongly."""

from __future__ import annotations

from django.db import models

from lakay.journal.models import File
from lakay.kernel.fields import FieldClass
from lakay.watchlist.models.changes import among, two_people
from lakay.watchlist.rules.lists import ListStatus, RedressStatus

INTERNAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.SENSITIVE


class AlertList(File):
    """A list with an owner and a ground of its own: the country's lost passports, the consolidated list of the United Nations.

    `category` is that of all its entries. `review_on`: the day by which its owner must say again that it is needed.
    """

    kind = "watchlist.list"
    together = (("status", "decided_by", "decided_at"),)
    classes = dict.fromkeys(
        (
            *("code", "title", "owner", "category", "legal_basis", "legal_reference", "source", "instruction", "review_on"),
            *("status", "reason", "proposed_by", "proposed_at", "decided_by", "decided_at", "decision_reason"),
        ),
        INTERNAL,
    )

    code = models.SlugField(max_length=30)
    title = models.CharField(max_length=120)
    owner = models.CharField(max_length=20, help_text="code of the agency that answers for it")
    category = models.CharField(max_length=20, help_text="code of the country pack")
    legal_basis = models.CharField(max_length=400)
    legal_reference = models.CharField(max_length=120)
    source = models.CharField(max_length=200, help_text="where its entries come from")
    instruction = models.TextField(blank=True, help_text="what the desk that takes over does with whoever is meant")
    review_on = models.DateField()
    status = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among("status", ListStatus), name="watchlist_list_status"),
            *two_people("list"),
        ]
        indexes = [models.Index(fields=["status", "code"], name="watchlist_list_standing")]


class Redress(File):
    """Somebody says that they are stopped wrongly. What they ask and what they are answered is sealed under a key of its own."""

    kind = "watchlist.redress"
    subject = "id"
    together = (("status", "answered_by", "answered_at"),)
    classes = {
        **dict.fromkeys(("alert", "agency", "status", "taken_by", "taken_at", "answered_by", "answered_at"), INTERNAL),
        **dict.fromkeys(("asked_by", "asked", "answer"), SENSITIVE),
    }

    alert = models.UUIDField(null=True, help_text="the entry it is about, once somebody knows")
    agency = models.CharField(max_length=20, blank=True)
    asked_by = models.TextField(blank=True, help_text="who asks, and how to reach them")
    asked = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    status = models.CharField(max_length=10)
    taken_by = models.UUIDField()
    taken_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among("status", RedressStatus), name="watchlist_redress_status")]
        indexes = [models.Index(fields=["status", "taken_at"], name="watchlist_redress_open")]
