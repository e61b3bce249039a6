"""Who acts."""

from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.ids import new_id


def test_nobody_may_anything_without_a_permission():
    assert not Actor(id=new_id()).may("people:person:view")


def test_a_permission_is_the_whole_word():
    marie = Actor(id=new_id(), permissions=frozenset({"people:person:view"}))
    assert marie.may("people:person:view")
    assert not marie.may("people:person")
    assert not marie.may("people:person:view:all")


def test_the_program_is_the_same_actor_on_every_machine():
    assert system_actor("install") == system_actor("install")
    assert system_actor("install").id != system_actor("retention").id
