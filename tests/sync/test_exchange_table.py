"""The table of the pack that says which events go where: every action of the program stands in it, and nothing goes too far."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import lakay
from lakay.access.policy import ROLES, RULES
from lakay.journal.writing import ACTIONS
from lakay.places.pack import find_pack, read_pack
from lakay.places.pack.exchange import SCOPES, ExchangeRow, fits, stands_for
from lakay.sync.core.audience import REACH
from lakay.web.shell.names import ACTIONS as NAMED

ROWS = read_pack(find_pack()).exchange


def modules_with_actions() -> Iterator[str]:
    for found in pkgutil.walk_packages(lakay.__path__, "lakay."):
        if ".actions" in found.name or found.name.endswith((".erasure", ".conflicts")):
            yield found.name


@pytest.fixture(scope="module")
def actions() -> list[str]:
    for name in modules_with_actions():
        import_module(name)
    own = [name for name in ACTIONS if not name.startswith(("sample.", "tests."))]
    assert len(own) > 100
    return sorted({*own, *(name for name in NAMED if "." in name)})


def receivers(action: str) -> set[tuple[str, str]]:
    return {(role, row.scope) for row in stands_for(ROWS, action) for role in row.to}


def classes_to(role: str, action: str) -> set[str]:
    return {name for row in stands_for(ROWS, action) if role in row.to for name in row.classes}


def test_every_scope_that_a_pack_may_write_has_a_reach() -> None:
    assert set(REACH) == set(SCOPES)


def test_every_action_stands_in_the_table(actions):
    assert [name for name in actions if not stands_for(ROWS, name)] == []


NOT_YET = {"journal.conflict.decide"}
"""Lines that wait for their action."""


def test_every_line_stands_for_some_action(actions):
    patterns = {row.actions for row in ROWS if not row.actions.startswith("sync.")} - NOT_YET
    used = {row.actions for name in actions for row in stands_for(ROWS, name)}
    assert patterns - used == set()


def test_what_is_read_is_known_to_the_hub_and_to_no_other_post():
    assert receivers("border.register.read") == {("hub", "all")}
    assert receivers("people.person.read") == {("hub", "all")}


@pytest.mark.parametrize("action", ["access.password.set", "access.totp.confirm", "access.passkey.add", "access.session.lock"])
def test_ways_to_log_in_stay_at_their_machine(action):
    assert receivers(action) == {("-", "none")}


def test_the_hub_gets_everything_else(actions):
    at_home = {name for name in actions if receivers(name) == {("-", "none")}}
    assert {name for name in actions if not any(role == "hub" for role, _ in receivers(name))} == at_home
    assert at_home == {
        *(name for name in actions if name.startswith(("access.totp.", "access.passkey."))),
        *("access.password.set", "access.recovery.replace", "access.session.lock", "access.session.unlock", "access.factors.end"),
        "border.import.progress",
        "whereabouts.key.end",
        "whereabouts.key.make",
    }


@pytest.mark.parametrize(
    "action",
    [
        *(
            "watchlist.change.decide",
            "watchlist.batch.decide",
            "watchlist.alert.propose",
            "access.staff.add",
            "access.grant.give",
        ),
        *("access.credentials.reset", "credentials.trust.bring", "credentials.issuer.decide", "places.post.add"),
        *("journal.subject.erase", "sync.peer.admit", "sync.invitation.make"),
    ],
)
def test_only_the_hub_writes_what_all_trust(action):
    assert {writer for row in stands_for(ROWS, action) for writer in row.writers} == {"hub"}


def test_all_rows_of_a_pattern_agree_on_who_may_write():
    writers: dict[str, set[tuple[str, ...]]] = {}
    for row in ROWS:
        writers.setdefault(row.actions, set()).add(row.writers)
    assert {pattern: found for pattern, found in writers.items() if len(found) > 1} == {}


def test_what_must_be_known_at_once_goes_first():
    first = [
        "journal.subject.erase",
        "sync.peer.suspend",
        "watchlist.change.decide",
        "coordination.alert.send",
        "access.staff.end",
    ]
    assert {row.lane for name in first for row in stands_for(ROWS, name)} == {"alert"}
    assert {row.lane for row in stands_for(ROWS, "border.photo.take")} == {"photo"}


def test_whereabouts_stand_in_no_row():
    assert {name for row in ROWS for name in row.classes} == {"personal", "sensitive"}


def test_a_post_opens_of_the_alert_list_only_the_search_keys(actions):
    """Class personal of an alert is its tokens; names and reasons are sensitive."""
    written = [name for name in actions if name.startswith("watchlist.") and name != "watchlist.outcome.record"]
    assert {name for name in written if classes_to("post", name) - {"personal"}} == set()


OF_MODULE = {
    "access": "access.",
    "people": "people.",
    "border": "border.",
    "coordination": "coordination.",
    "credentials": "credentials.",
}
AT_POSTS = {
    "inspector",
    "booth_supervisor",
    "border_police",
    "protection_officer",
    "social_worker",
    "customs_officer",
    "partner_officer",
}
AND_ADMINISTRATION = {"pass_officer", "authorisation_officer", "administrator"}


def readable(prefix: str) -> set[str]:
    """The sealed classes that some role at a post may see of records whose kind begins so, by the policy of access."""
    roles = [role for code, role in ROLES.items() if code in AT_POSTS | AND_ADMINISTRATION]
    held = {permission for role in roles for permission in role.permissions} | {"access:self:manage"}
    return {str(name) for rule in RULES if rule.kind.startswith(prefix) and rule.permission in held for name in rule.classes}


@pytest.mark.parametrize("module", sorted(OF_MODULE))
def test_no_row_gives_a_post_a_class_that_nobody_there_may_see(module, actions):
    """Accounts are the exception: a password's hash must be at the machine where it is typed, and no page shows it."""
    given = {name for action in actions if action.startswith(f"{module}.") for name in classes_to("post", action)}
    allowed = readable(OF_MODULE[module]) | ({"sensitive"} if module == "access" else set())
    assert given <= allowed


@pytest.mark.parametrize("module", ["border", "people"])
def test_what_was_done_at_another_post_is_not_opened_beyond_the_name(module, actions):
    """Of movements in the corridor a post opens what its register shows (personal), never what a desk wrote (sensitive)."""
    for action in (name for name in actions if name.startswith(f"{module}.")):
        far = [row for row in stands_for(ROWS, action) if "post" in row.to and row.scope in {"all", "near"}]
        assert all("sensitive" not in row.classes for row in far), action
        assert all(row.scope != "all" for row in far), action


def test_movements_of_the_corridor_grow_old():
    near = [row for row in ROWS if row.scope == "near"]
    assert near
    assert all(row.days for row in near)


def row(actions: str) -> ExchangeRow:
    return ExchangeRow(actions, ("hub",), ("post",), "all", None, (), "text", (), ())


def test_the_most_specific_line_stands():
    rows = tuple(map(row, ["border.*", "border.shift.*", "border.shift.open", "*.read"]))
    assert [found.actions for found in stands_for(rows, "border.shift.open")] == ["border.shift.open"]
    assert [found.actions for found in stands_for(rows, "border.shift.close")] == ["border.shift.*"]
    assert [found.actions for found in stands_for(rows, "border.hit.answer")] == ["border.*"]
    assert [found.actions for found in stands_for(rows, "border.shift.read")] == ["*.read"]
    assert stands_for(rows, "people.name.add") == ()


def test_a_pattern_does_not_reach_into_a_longer_word():
    assert not fits("border.*", "borders.crossing.record")
    assert not fits("*.read", "border.crossing.spread")
