"""What pages ask of this compartment. Whoever may not know of it finds none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lakay.access.models import Grant
from lakay.access.policy import ROLES, Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Relation
from lakay.protection.models import Intake
from lakay.whereabouts.models import AddressLock, Card, CardUse, Circle, Glass, HolderKey, Keyholder, Opening, Seen, Stay
from lakay.whereabouts.rules.codes import GlassState
from lakay.whereabouts.rules.glass import ANSWER_WITHIN

PROTECTION = Purpose.PROTECTION


def locked_subjects(subjects: Collection[UUID], *, case_worker: bool) -> frozenset[UUID]:
    """Those of some persons and files who are locked, and persons of the family of one who is: their address is theirs too."""
    wanted = set(subjects)
    locks = AddressLock.objects.filter(lifted_at=None)
    if case_worker:
        locks = locks.filter(case_worker=True)
    rows = locks.filter(Q(person__in=wanted) | Q(intake__in=wanted)).values_list("person", "intake")
    found = {each for row in rows for each in row if each is not None}
    family = Relation.objects.filter(ended_at=None)
    persons = locks.exclude(person=None).values("person")
    for own, other in (("person", "relative"), ("relative", "person")):
        found |= set(family.filter(**{f"{own}__in": wanted, f"{other}__in": persons}).values_list(own, flat=True))
    return frozenset(found & wanted)


def own_key(staff: UUID) -> HolderKey | None:
    """The key of a member of staff that serves now."""
    return HolderKey.objects.filter(staff=staff, ended_at=None).order_by("-made_at").first()


def _publics(staff: Iterable[UUID]) -> dict[str, bytes]:
    rows = HolderKey.objects.filter(staff__in=list(staff), ended_at=None).values_list("id", "public")
    return {key.hex: bytes(public) for key, public in rows}


def holder_keys(circle: Circle) -> dict[str, bytes]:
    """The public keys of the keyholders of now."""
    return _publics(Keyholder.objects.filter(circle=circle, ended_at=None).values_list("staff", flat=True))


def _with(permission: Permission, post: str, at: datetime) -> QuerySet[Grant]:
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    return Grant.objects.live(at).filter(role__in=roles, post__in=("", post), staff__ended_at=None)


def glass_keys(circle: Circle, at: datetime) -> dict[str, bytes]:
    """The public keys of those of the post who may break the glass, two of them together; none where there is only one."""
    found = _publics(_with(Permission.GLASS_BREAK, circle.post, at).values_list("staff", flat=True))
    return found if len(found) > 1 else {}


def may_hold(post: str, at: datetime) -> list[tuple[UUID, str]]:
    """Who can be named keyholder: staff of the post, or of no single post, with a key of their own; (id, name), by name."""
    staff = set(_with(Permission.PLACE_HOLD, post, at).values_list("staff", flat=True))
    ready = set(HolderKey.objects.filter(staff__in=staff, ended_at=None).values_list("staff", flat=True))
    return sorted(staff_names(ready).items(), key=lambda found: (found[1], found[0]))


def circle_of(intake: Intake) -> Circle | None:
    """The compartment of a file that the actor may see already."""
    return Circle.objects.select_related("intake").filter(intake=intake).first()


def own_circles(actor: Actor, purpose: Purpose) -> QuerySet[Circle]:
    """Those of whom the actor holds a key or has the file, and those of the post for its supervisor, the newest first."""
    return visible(actor, purpose, Circle).select_related("intake").order_by("-at", "-pk")


def holders_of(circle: Circle) -> list[Keyholder]:
    """The keyholders of now, in the order they were named."""
    return list(Keyholder.objects.filter(circle=circle, ended_at=None).order_by("named_at", "pk"))


def stays_of(circle: Circle) -> list[Stay]:
    """The places, the newest first."""
    return list(Stay.objects.filter(circle=circle).order_by("-at", "-pk"))


def openings_of(actor: Actor, purpose: Purpose, circle: Circle) -> QuerySet[Opening]:
    """Every look, the newest first."""
    return visible(actor, purpose, Opening).filter(circle=circle).order_by("-at", "-pk")


def seen_by(staff: UUID, circle: Circle) -> set[UUID]:
    """The openings that a keyholder has read."""
    return set(Seen.objects.filter(by=staff, opening__circle=circle).values_list("opening", flat=True))


def unseen(staff: UUID, circles: Iterable[Circle]) -> dict[UUID, int]:
    """How many looks of others a keyholder has not read yet, by circle."""
    read = Seen.objects.filter(by=staff).values("opening")
    held = Keyholder.objects.filter(staff=staff, ended_at=None, circle__in=list(circles)).values("circle")
    rows = Opening.objects.filter(circle__in=held).exclude(by=staff).exclude(pk__in=read)
    return dict(rows.values_list("circle").annotate(count=Count("pk")).values_list("circle", "count"))


def is_out_of_step(stays: Iterable[Stay], keys: Collection[str]) -> bool:
    """Whether a place is closed for other keys than those of now: a keyholder must close it again."""
    return any(stay.wraps and set(keys) != {key for part in stay.wraps.values() for key in part} for stay in stays)


def are_elsewhere(stays: Iterable[Stay]) -> bool:
    """Whether places were written down, and none of them lies closed at this machine: they open where they were written alone."""
    found = list(stays)
    return bool(found) and not any(stay.box for stay in found)


def glasses_of(actor: Actor, purpose: Purpose, circle: Circle) -> QuerySet[Glass]:
    """What was asked for of one person, the newest first."""
    return visible(actor, purpose, Glass).filter(circle=circle).order_by("-asked_at", "-pk")


def waiting_glasses(actor: Actor, purpose: Purpose, now: datetime) -> list[Glass]:
    """What waits for a second person at the actor's post."""
    rows = visible(actor, purpose, Glass).filter(agreed_at=None, refused_at=None, asked_at__gt=now - ANSWER_WITHIN)
    return [row for row in rows.order_by("asked_at") if row.times.state(now) is GlassState.ASKED]


def to_review(actor: Actor, purpose: Purpose, now: datetime) -> list[Glass]:
    """What is over and was not reviewed yet, the oldest first."""
    rows = visible(actor, purpose, Glass).exclude(agreed_at=None).filter(reviewed_at=None).order_by("agreed_at")
    return [row for row in rows if row.times.state(now) is GlassState.OVER]


def looks_under(glass: Glass) -> int:
    """How often the place was opened while the glass was broken."""
    return Opening.objects.filter(glass=glass, worked=True).count()


def lock_of(intake: Intake) -> AddressLock | None:
    """The lock that stands on a file."""
    return AddressLock.objects.select_related("intake").filter(intake=intake, lifted_at=None).first()


def card_of(intake: Intake) -> Card | None:
    """The card that serves."""
    return Card.objects.filter(intake=intake.pk, ended_at=None).order_by("-issued_at").first()


def card_by(digest: str) -> Card | None:
    """The newest card with a secret, ended ones among them."""
    return Card.objects.filter(digest=digest).order_by("-issued_at").first()


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that is before the actor now."""

    card: Card
    until: datetime


def shown_to(actor: Actor, now: datetime) -> dict[UUID, Shown]:
    """The files of those who showed the actor their card and agreed, by file, while that holds. A card ended since opens nothing."""
    uses = CardUse.objects.select_related("card").filter(
        by=actor.id, worked=True, until__gt=now, at__lte=now, card__ended_at=None
    )
    return {use.intake: Shown(use.card, use.until) for use in uses.order_by("at") if use.until}
