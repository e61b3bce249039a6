"""What the country is made of, as this node knows it. Everything here is public; only why a post is shut is the office's own."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.places.pack.records import COUNTRY_LEVEL, MODES, STATUSES, Names
from lakay.places.rules import HolidayRule

PUBLIC = FieldClass.PUBLIC
INTERNAL = FieldClass.INTERNAL

NAMES = ("name_ht", "name_fr", "name_es", "name_en")
VALID = ("valid_from", "valid_to")
ORIGIN = ("source", "unverified", "by_office")


def in_order(first: str, last: str) -> Q:
    """The condition that two days, where both are there, stand in order."""
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)})


class Named(models.Model):
    """A name in the four languages of the office."""

    name_ht = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        abstract = True

    @property
    def names(self) -> Names:
        """The four names as one value."""
        return Names(self.name_ht, self.name_fr, self.name_es, self.name_en)


class Kept(models.Model):
    """From when and until when it stands (both days included), where that is known from, and what nobody has checked.

    `by_office`: somebody here has changed it, so that a later country pack leaves it alone.
    """

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="keys of the pack's list of sources")
    unverified: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="fields that nobody has checked")
    by_office = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ValidQuerySet(models.QuerySet[Any]):
    """Named filters over what has a beginning and an end."""

    def valid_on(self, on: date) -> ValidQuerySet:
        """Those that stand on a day."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class Place(Named, Kept, File):
    """A country (level 0), a department or region (1), a commune or province (2), under its official p-code.

    Names and parent are those that hold since `as_from`; what held before is in `PlaceFormerly`.
    """

    kind = "places.place"
    together = (("valid_from", "valid_to"), ("level", "parent"))
    classes = dict.fromkeys(("country", "level", "pcode", "name", *NAMES, "parent", "as_from", *VALID, *ORIGIN), PUBLIC)

    country = models.CharField(max_length=3, help_text="ISO 3166-1, three letters")
    level = models.PositiveSmallIntegerField()
    pcode = models.CharField(max_length=20)
    name = models.CharField(max_length=120, help_text="reference name of the p-code list, without accents")
    parent: models.ForeignKey[Place | None, Place | None] = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children"
    )
    as_from = models.DateField(null=True, help_text="since when it has had these names and this parent; empty: always")

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pcode"], name="places_place_pcode"),
            models.CheckConstraint(
                condition=Q(level=COUNTRY_LEVEL) ^ Q(parent__isnull=False), name="places_place_country_has_no_parent"
            ),
            models.CheckConstraint(condition=in_order("valid_from", "valid_to"), name="places_place_valid_in_order"),
        ]
        indexes = [models.Index(fields=["country", "level"], name="places_place_level")]


class PlaceFormerly(Named, Fact):
    """What a place was called, and what it belonged to, until a day."""

    kind = "places.place_formerly"
    classes = dict.fromkeys(("place", *NAMES, "parent_pcode", "from_on", "to_on"), PUBLIC)

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="former")
    parent_pcode = models.CharField(max_length=20, blank=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=in_order("from_on", "to_on"), name="places_placeformerly_in_order")]


class Post(Named, Kept, File):
    """A crossing point. An unofficial one has no hours: nobody opens or closes it.

    Names, status, hours and market days are those that hold since `as_from`; what held before is in `PostFormerly`.
    """

    kind = "places.post"
    together = (("latitude", "longitude"), ("valid_from", "valid_to"))
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        (
            *("code", "country", "place", "mode", "status", *NAMES, "time_zone", "hours", "market_days"),
            *("latitude", "longitude", "counterpart", "as_from", *VALID, *ORIGIN),
        ),
        PUBLIC,
    )

    code = models.CharField(max_length=20)
    country = models.CharField(max_length=3)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts")
    mode = models.CharField(max_length=4, choices=[(mode, mode) for mode in MODES])
    status = models.CharField(max_length=10, choices=[(status, status) for status in STATUSES])
    time_zone = models.CharField(max_length=40, help_text="IANA name")
    hours = models.CharField(max_length=200, blank=True, help_text="local, as `Mo-Su 08:00-18:00`; empty where nobody opens")
    market_days: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="of `Mo` to `Su`")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, help_text="degrees, WGS 84")
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, help_text="degrees, WGS 84")
    counterpart: models.ForeignKey[Post | None, Post | None] = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )
    as_from = models.DateField(null=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="places_post_code"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="places_post_mode"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="places_post_status"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
                name="places_post_position_both_or_neither",
            ),
            models.CheckConstraint(condition=in_order("valid_from", "valid_to"), name="places_post_valid_in_order"),
        ]


class PostFormerly(Named, Fact):
    """What a post was called, and when it opened, until a day."""

    kind = "places.post_formerly"
    classes = dict.fromkeys(("post", *NAMES, "status", "hours", "market_days", "from_on", "to_on"), PUBLIC)

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="former")
    status = models.CharField(max_length=10)
    hours = models.CharField(max_length=200, blank=True)
    market_days: models.JSONField[Any, Any] = models.JSONField(default=list)
    from_on = models.DateField(null=True)
    to_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=in_order("from_on", "to_on"), name="places_postformerly_in_order")]


class Closure(File):
    """A time during which a post is shut although its hours say otherwise: a border closed by decree, a road cut, an attack."""

    kind = "places.closure"
    together = (("from_at", "until_at"),)
    classes: ClassVar[dict[str, FieldClass]] = {**dict.fromkeys(("post", "from_at", "until_at"), PUBLIC), "reason": INTERNAL}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="closures")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, help_text="empty while it lasts")
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name="places_closure_until_after_from"
            ),
        ]


class Holiday(Named, Kept, File):
    """A public holiday and the rule that gives its date; `rule`, `move` and `from_time` are as in `rules.HolidayRule`.

    A holiday proclaimed for one year alone is valid on that one day.
    """

    kind = "places.holiday"
    together = (("valid_from", "valid_to"), ("rule", "move", "from_time"))
    classes = dict.fromkeys(("country", "code", "rule", "move", "from_time", *NAMES, *VALID, *ORIGIN), PUBLIC)

    country = models.CharField(max_length=3)
    code = models.CharField(max_length=40)
    rule: models.JSONField[Any, Any] = models.JSONField()
    move: models.JSONField[Any, Any] = models.JSONField(default=dict)
    from_time = models.TimeField(null=True, help_text="local time at which a half day begins")

    objects = ValidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code", "valid_from"], name="places_holiday_once"),
            models.CheckConstraint(condition=Q(valid_from__isnull=False), name="places_holiday_has_a_beginning"),
            models.CheckConstraint(condition=in_order("valid_from", "valid_to"), name="places_holiday_valid_in_order"),
        ]

    def as_rule(self) -> HolidayRule:
        """What computes its dates."""
        return HolidayRule(self.country, self.code, self.rule, self.move, self.from_time, self.valid_from, self.valid_to)
