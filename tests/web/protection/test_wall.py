"""Why the protection desk was called is readable by no border role: not on a page, not by a queryset, not in an export, not in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from lakay.access.policy import ROLES, Permission
from lakay.access.sessions import actor_with
from lakay.access.shown import shown
from lakay.access.visibility import classes_visible, visible
from lakay.border.models import Call, Firing
from lakay.border.queries import call_status
from lakay.kernel.actors import Actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose
from tests.web.matrix import MATRIX
from tests.web.protection.desk import fire
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db
OPEN = {FieldClass.PUBLIC, FieldClass.INTERNAL}
DESK = {"protection_officer", "protection_supervisor", "social_worker"}
WEB = Path(__file__).parents[3] / "src" / "lakay" / "web"


def somebody(world: World, role: str) -> Actor:
    """A person of a role who sits at the post."""
    return actor_with(world.id_of("idle"), "DIE", "HT-OUA", [(role, "HT-OUA")])


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_the_protection_desk_reads_why(world: World, role: str) -> None:
    by = somebody(world, role)
    for purpose in Purpose:
        inside = role in DESK and purpose is Purpose.PROTECTION
        for model in (Call, Firing):
            for record in model.objects.all():
                classes = classes_visible(by, purpose, record)
                assert (FieldClass.SENSITIVE in classes) == inside, f"{role} for {purpose}"
                assert inside or classes <= (OPEN if model is Call else set())
        assert bool(visible(by, purpose, Firing)) == inside


def test_a_border_role_sees_that_somebody_called_and_no_more(world: World) -> None:
    by = somebody(world, "inspector")
    call = Call.objects.get(pk=world.records["call_taken"])
    flag = shown(by, Purpose.BORDER_CONTROL, call)
    assert flag.status == "taken"
    assert [bool(getattr(flag, field)) for field in ("reason", "source", "agreed", "note")] == [False] * 4
    assert call.encounter is not None
    assert call_status(call.encounter) == "waiting"


def test_a_border_role_does_not_see_the_calls_of_a_sweep_nor_of_another_post(world: World) -> None:
    by = somebody(world, "booth_supervisor")
    before = visible(by, Purpose.BORDER_CONTROL, Call).count()
    assert before == 3
    Call.objects.filter(pk=world.records["call_taken"]).update(encounter=None)
    Call.objects.filter(pk=world.records["call_closed"]).update(post="HT-MAL")
    assert visible(by, Purpose.BORDER_CONTROL, Call).count() == 1


def test_two_roles_in_one_person_do_not_lend_to_each_other(world: World) -> None:
    both = actor_with(world.id_of("idle"), "DIE", "HT-OUA", [("inspector", "HT-OUA"), ("protection_officer", "HT-OUA")])
    call = Call.objects.get(pk=world.records["call_taken"])
    assert classes_visible(both, Purpose.BORDER_CONTROL, call) <= OPEN
    assert FieldClass.SENSITIVE in classes_visible(both, Purpose.PROTECTION, call)


def test_no_border_role_may_answer_sweep_or_review() -> None:
    guarded = {Permission.CALL_ANSWER, Permission.PATTERN_SWEEP, Permission.PATTERN_REVIEW}
    border = {code for code, role in ROLES.items() if Purpose.BORDER_CONTROL in role.purposes}
    assert border >= {"inspector", "booth_supervisor", "border_police"}
    assert not any(guarded & ROLES[code].permissions for code in border)


def test_no_page_of_another_desk_tells_the_reason(world: World) -> None:
    """Words that stand nowhere but in the desk's own pages are looked for in the pages of everybody at the border."""
    call = Call.objects.get(pk=world.records["call_waiting"])
    fire(actor(world, "marie", "HT-OUA"), call)
    told = ("adult-many-children", "One adult with many children", "different children in 30 days")
    for row in MATRIX:
        if row.method == "GET" and not row.name.startswith(("protection:", "files:", "oversight:patterns", "help:")):
            for visitor in ("marie", "rose", "luckner", "guerda", "claudette", "frantz"):
                response = world.clients[visitor].get(reverse(row.name, kwargs=row.url(world)))
                page = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
                assert not [words for words in told if words.encode() in page], f"{row.name} for {visitor}"


def test_the_other_desks_do_not_name_what_is_for_this_desk_alone() -> None:
    """`lint-imports` holds the wall too; this one names the file that a careless hand would change."""
    named = ("lakay.border.calls", "lakay.border.patterns")
    strays = [
        str(path.relative_to(WEB))
        for path in WEB.rglob("*.py")
        if path.parts[len(WEB.parts)] not in {"protection", "oversight"} and any(name in path.read_text() for name in named)
    ]
    assert strays == []
