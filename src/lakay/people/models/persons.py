"""A person, and what belongs to one: names, photos, contacts.

A sealed field must be able to stand empty: once a person's key is destroyed, nothing else is left of it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.kernel.partial_dates import PartialDate
from lakay.people.rules.codes import ContactKind, NameKind, PhotoSource, Sex, values

INTERNAL, PERSONAL, WHEREABOUTS = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.WHEREABOUTS


class Person(File):
    """Somebody this office has dealt with. `birth` is the text of a PartialDate; `nationalities` a list of three-letter codes.

    `merged_into` names the person found to be the same; records stay with the person they were entered for.
    """

    kind = "people.person"
    subject = "id"
    classes = {
        "sex": PERSONAL,
        "birth": PERSONAL,
        "nationalities": PERSONAL,
        "died_on": PERSONAL,
        "merged_into": INTERNAL,
    }

    sex = models.CharField(max_length=1, blank=True)
    birth = models.CharField(max_length=11, blank=True)
    nationalities: models.JSONField[Any, Any] = models.JSONField(null=True)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", *values(Sex)]), name="people_person_sex"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="people_person_not_into_itself"),
        ]

    @property
    def born(self) -> PartialDate:
        """The date of birth as far as it is known."""
        return PartialDate.parse(self.birth)


class PersonName(File):
    """One of a person's names: in parts, or `whole` where nobody can say which part is which."""

    kind = "people.name"
    subject = "person"
    classes = {
        "person": INTERNAL,
        "name_kind": INTERNAL,
        "family": PERSONAL,
        "given": PERSONAL,
        "whole": PERSONAL,
        "document": INTERNAL,
        "ended_at": INTERNAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    name_kind = models.CharField(max_length=10)
    family = models.CharField(max_length=120, blank=True)
    given = models.CharField(max_length=120, blank=True)
    whole = models.CharField(max_length=240, blank=True)
    document = models.ForeignKey("people.Document", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(name_kind__in=values(NameKind)), name="people_personname_kind")]

    @property
    def shown(self) -> str:
        """The name in one line."""
        return self.whole or f"{self.given} {self.family}".strip()

    @property
    def listed(self) -> str:
        """The name as lists and documents write it: “Pierre, Marie José”."""
        return self.whole or ", ".join(part for part in (self.family, self.given) if part)


class PersonToken(Fact):
    """A keyed digest of one word of a person's names, to search by. Words of names since ended go on finding the person."""

    kind = "people.token"
    subject = "person"
    classes = {"person": INTERNAL, "token": PERSONAL}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    token = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["token", "person"], name="people_token_person")]


class Photo(Fact):
    """A face. The newest by `taken_at` is the one shown; earlier ones stay for comparison."""

    kind = "people.photo"
    subject = "person"
    classes = {
        "person": INTERNAL,
        "image": PERSONAL,
        "width": INTERNAL,
        "height": INTERNAL,
        "source": INTERNAL,
        "taken_at": INTERNAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="photos")
    image = models.BinaryField(null=True, help_text="JPEG made by lakay.people.rules.pictures: no metadata, 640 pixels at most")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(source__in=values(PhotoSource)), name="people_photo_source")]


class Contact(File):
    """How somebody can be reached. Where they live or stay is in fields of its own class, apart from numbers."""

    kind = "people.contact"
    subject = "person"
    classes = {
        "person": INTERNAL,
        "contact_kind": INTERNAL,
        "value": PERSONAL,
        "address": WHEREABOUTS,
        "place": WHEREABOUTS,
        "shared": PERSONAL,
        "ended_at": INTERNAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    contact_kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=20, blank=True, help_text="p-code of the place of the address")
    shared = models.BooleanField(
        null=True, help_text="others answer this telephone or read this mail: send nothing that betrays a case"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(contact_kind__in=values(ContactKind)), name="people_contact_kind"),
            models.CheckConstraint(
                condition=(Q(contact_kind=ContactKind.ADDRESS.value) & Q(value=""))
                | (~Q(contact_kind=ContactKind.ADDRESS.value) & Q(address="", place="")),
                name="people_contact_address_apart",
            ),
        ]
