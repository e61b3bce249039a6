"""A traveller stands before an officer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.border.models.shifts import Shift
from lakay.border.rules.codes import Channel, Level, Source
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models import Document, Person

INTERNAL, PERSONAL = FieldClass.INTERNAL, FieldClass.PERSONAL


class Encounter(Fact):
    """A traveller stood at the booth: a document was read, or a name taken. It opens the person's file to the officer,
    for this traveller only. What the register knew at that moment (stay, overstay) is kept as it was shown.
    """

    kind = "border.encounter"
    subject = "person"
    classes = {
        **dict.fromkeys(
            (
                *("shift", "post", "officer", "at", "person", "document", "level", "source", "group", "channel", "verdict"),
                *("failed", "problems", "pairs_with", "overstay_days", "stay_rule", "stay_until_on"),
            ),
            INTERNAL,
        ),
        "mrz": PERSONAL,
    }

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="encounters", db_index=False)
    post = models.CharField(max_length=20)
    officer = models.UUIDField()
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(
        max_length=10,
        default=Level.DOCUMENTED.value,
        db_default=Level.DOCUMENTED.value,
        help_text="level of identity: documented, identified",
    )
    source = models.CharField(
        max_length=10,
        default=Source.BOOTH.value,
        db_default=Source.BOOTH.value,
        help_text="how it came into the register: booth, late, import",
    )
    group = models.UUIDField(null=True, help_text="the same for all who travel together")
    channel = models.CharField(
        max_length=10, default=Channel.READER, help_text="how it was read: reader, typed, camera, pass, spoken"
    )
    verdict = models.CharField(
        max_length=10, blank=True, help_text="of the machine-readable zone: valid, invalid; empty without one"
    )
    failed = models.JSONField(default=list, help_text="fields of the zone that do not hold")
    problems = models.JSONField(default=list, help_text="codes of what speaks against the document or asks for a step")
    mrz = models.CharField(max_length=100, blank=True, help_text="the zone as read, rows joined by a line feed")
    pairs_with = models.UUIDField(null=True, help_text="the movement the other way that this one would close")
    overstay_days = models.PositiveIntegerField(null=True, help_text="days beyond the permitted stay, on the way out")
    stay_rule = models.CharField(
        max_length=30, blank=True, default="", db_default="", help_text="code of the pack's rule for the stay, on the way in"
    )
    stay_until_on = models.DateField(null=True, help_text="last permitted day, on the way in; empty without limit")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) ^ Q(level=Level.IDENTIFIED), name="border_encounter_document_by_level"
            ),
            models.CheckConstraint(condition=Q(source__in=list(Source)), name="border_encounter_source"),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="border_encounter_person"),
            models.Index(fields=["shift", "-at"], name="border_encounter_shift"),
            models.Index(fields=["group"], condition=Q(group__isnull=False), name="border_encounter_group"),
        ]


class Identification(Fact):
    """What a person without a document said of themselves, so that they can be known again."""

    kind = "border.identification"
    subject = "person"
    classes = {
        **dict.fromkeys(("encounter", "person", "at"), INTERNAL),
        **dict.fromkeys(("community", "mother", "father", "vouched_by"), PERSONAL),
    }

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="identification")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    community = models.CharField(max_length=120, blank=True, help_text="section, village or quarter, as said")
    mother = models.CharField(max_length=120, blank=True, help_text="the mother's name, as said")
    father = models.CharField(max_length=120, blank=True, help_text="the father's name, as said")
    vouched_by = models.CharField(max_length=120, blank=True, help_text="who knows the person")


class ChipCheck(Fact):
    """The chip of the document was read, and whether what stands in it is the issuer's word (ICAO Doc 9303-11)."""

    kind = "border.chip_check"
    classes = dict.fromkeys(("encounter", "at", "verdict", "step", "reason", "groups"), INTERNAL)

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="chip_checks")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=12, help_text="valid, forged, cannot_check")
    step = models.CharField(max_length=40, blank=True, help_text="the step that failed")
    reason = models.CharField(max_length=60, blank=True)
    groups = models.JSONField(default=list, help_text="numbers of the data groups compared")


class SealCheck(Fact):
    """A visible digital seal was read with a traveller in front (ICAO Doc 9303-13), and whether it is the word of a known signer."""

    kind = "border.seal_check"
    classes = dict.fromkeys(("encounter", "at", "verdict", "reason", "elsewhere"), INTERNAL)

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="seal_checks")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=12, help_text="valid, forged, cannot_check")
    reason = models.CharField(max_length=60, blank=True)
    elsewhere = models.BooleanField(default=False, help_text="it was made for another document than the one in front")
