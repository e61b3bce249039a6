"""The policy as a page for people: docs/explanation/access.md is what `manual()` says, and a test keeps it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import translation

from lakay.access import rules
from lakay.access.policy import EVERYONE, ROLES, RULES, SEARCHES, SHUT, WRITABLE
from lakay.kernel.predicates import Always, And, AskerHas, FieldEquals, FieldIn, FieldIs, FieldIsNull, Not, Or, Predicate, Some

INTRODUCTION = """# Who may do and see what

This page is written by `lakay staff manual` from the policy table (`src/lakay/access/policy/`); change the table, not the page.

A person holds **roles**, at one post or everywhere, for as long as the grant lasts. A role holds **permissions** and works for
**purposes**. A **rule** opens the records of a kind to those whose role holds the permission and works for the purpose, where the
**condition** holds, and shows of them only some **field classes**. What no rule opens stays shut: a list leaves it out, and who
asks for it by its address gets "not found", as for a record that does not exist. Two roles of one person never lend to each other.

Nobody sees the whereabouts of a protected person by a role; that compartment has its own keyholders. An administrator manages
machines and the accounts of the own agency and opens no record of a traveller. Nobody grants a role to themselves.
"""


def manual() -> str:
    """The whole page, in English, as Markdown."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *_roles(), *_records(), *_searches(), *_writables(), *_logging_in(), ""])


def _roles() -> Iterator[str]:
    yield "## Roles\n"
    yield "| role | code | what for | purposes | permissions |\n| --- | --- | --- | --- | --- |"
    for role in ROLES.values():
        yield f"| {role.name} | `{role.code}` | {role.description} | {_words(role.purposes)} | {_words(role.permissions)} |"
    yield f"\nEveryone who is logged in holds {_words(EVERYONE.permissions)}: the own account, and places and posts.\n"


def _records() -> Iterator[str]:
    yield "## Records\n"
    yield "| records | permission | purposes | where | field classes shown |\n| --- | --- | --- | --- | --- |"
    for rule in RULES:
        purposes = _words(rule.purposes) if rule.purposes else "any of the role"
        yield f"| `{rule.kind}` | `{rule.permission}` | {purposes} | {in_words(rule.when)} | {_words(rule.classes)} |"
    yield f"\nShut to all, on purpose: {_words(SHUT)}.\n"


def _searches() -> Iterator[str]:
    yield "## Looking for a person\n"
    yield "| permission | purposes | only with a person or document before one | by whole keys only |\n| --- | --- | --- | --- |"
    for row in SEARCHES:
        yield f"| `{row.permission}` | {_words(row.purposes)} | {_yes(row.live)} | {_yes(row.exact)} |"
    yield ""


def _writables() -> Iterator[str]:
    yield "## Fields that a page may set\n"
    yield "| records | permission | where | fields |\n| --- | --- | --- | --- |"
    for row in WRITABLE:
        yield f"| `{row.kind}` | `{row.permission}` | {in_words(row.when)} | {_words(row.fields)} |"
    yield ""


def _logging_in() -> Iterator[str]:
    yield "## Logging in\n"
    yield "- By a passkey alone (the key checks finger, face or PIN), or by password and a one-time or recovery code."
    yield "- A code, a recovery code and a passkey's challenge work once, also where the clock is put back."
    yield f"- After {rules.FREE_FOR_ACCOUNT} failures on an account, or {rules.FREE_FROM_DEVICE} from a device, each further one"
    yield f"  makes the next attempt wait: {_span(rules.FIRST_BAR)}, doubling up to {_span(rules.LONGEST_BAR)}. Network addresses do not"
    yield f"  count. Failures lapse after {_span(rules.ACCOUNT_LAPSE)} (account) or {_span(rules.DEVICE_LAPSE)} (device). Who guesses"
    yield "  elsewhere does not shut a person out on a device where they have been logged in."
    yield f"- A session locks after {_span(rules.IDLE)} without a request or when the clock jumps, ends after {_span(rules.LONGEST)}, after"
    yield f"  {rules.MOST_FAILED_UNLOCKS} wrong answers at the lock, at a log-in on the same device, and at once when the account ends."
    yield "- Every log-in, refusal, lock, unlock, log-out and revocation is an event that names the person; what was typed is never kept."


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds % size == 0:
            return f"{seconds // size} {unit}" + ("s" if seconds != size else "")
    return f"{seconds} seconds"


def _words(codes: Iterable[str]) -> str:
    return " ".join(f"`{code}`" for code in sorted(codes)) or "none"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def in_words(condition: Predicate) -> str:
    """A condition as a phrase. Raises TypeError for one that has no words yet."""
    match condition:
        case Always():
            return "always"
        case FieldIs(path, own):
            return f"its `{path}` is the reader's {own}"
        case FieldIn(path, own):
            return f"its `{path}` is among the reader's {own}"
        case FieldEquals(path, value):
            return f"its `{path}` is {value}"
        case FieldIsNull(path):
            return f"its `{path}` is empty"
        case _:
            return _combined(condition)


def _combined(condition: Predicate) -> str:
    match condition:
        case Not(part):
            return f"not ({in_words(part)})"
        case And(parts):
            return " and ".join(map(in_words, parts))
        case Some(relation, part):
            return f"one of its `{relation}` has: {in_words(part)}"
        case AskerHas(own, value):
            return f"`{value}` is among the reader's {own}"
        case Or(parts):
            return " or ".join(map(in_words, parts))
        case _:
            raise TypeError(f"no words for {condition}")
