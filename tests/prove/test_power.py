"""The power goes, again and again, and nothing that was acknowledged is lost."""

import pytest
from django.db import connection

from lakay.prove.power import cut_often

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a disk of its own"),
]


def quietly(_: int) -> None: ...


@pytest.mark.slow
def test_three_hundred_cuts_lose_nothing_acknowledged_and_damage_nothing():
    figures = cut_often(300, seed=20261123, synchronous="FULL", tell=quietly)
    assert figures["wrong"] == 0
    assert figures["acknowledged"] > 1000


def test_thirty_cuts_lose_nothing():
    assert cut_often(30, seed=7, synchronous="FULL", tell=quietly)["wrong"] == 0


def test_the_disk_can_lose_or_else_this_would_prove_nothing():
    assert cut_often(30, seed=7, synchronous="NORMAL", tell=quietly)["lost"] > 0
