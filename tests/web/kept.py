"""The country of the page tests, built once by each process that runs tests, and put back wherever a test begins without it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from time import monotonic

from django.test import Client

from tests.rows import Rows, noted, put
from tests.web.world import World, awake, build

FRESH = 180
"""Seconds: then it is built anew, because what is old is another matter than what is new."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The country as it was built."""

    world: World
    rows: Rows
    at: float


KEPT: list[Kept] = []


def country() -> World:
    """Everybody and everything, in a store in which there is nobody yet."""
    if not KEPT or monotonic() - KEPT[-1].at > FRESH:
        KEPT[:] = [built()]
    else:
        put(KEPT[-1].rows)
        awake()
    return copied(KEPT[-1].world)


def built() -> Kept:
    """Build it. What stood in the store before, as the list of migrations does, stays there and is not noted."""
    before = noted()
    made = build()
    after = noted()
    changed = [table for table, rows in before.items() if after.get(table) != rows]
    assert not changed, f"a country can be put back only where it comes into empty tables: {changed}"
    return Kept(made, {table: rows for table, rows in after.items() if table not in before}, monotonic())


def copied(world: World) -> World:
    """The same people and records, in hands of their own: a test may change what it holds."""
    clients = {name: copied_client(client) for name, client in world.clients.items()}
    return World(clients, deepcopy(world.staff), deepcopy(world.records))


def copied_client(client: Client) -> Client:
    """The same browser."""
    made = Client(raise_request_exception=client.raise_request_exception)
    made.cookies = deepcopy(client.cookies)
    return made
