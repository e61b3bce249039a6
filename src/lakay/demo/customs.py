"""Customs at the gate: some of those who pass are sent on, their goods are looked into, and a few things are kept back."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from lakay.border.actions.inspections import SEIZED, Found, Kept, record_inspection, send_to_inspection
from lakay.border.models import Encounter
from lakay.demo.desk import Desk

SENT_ON, KEPT_BACK = 0.025, 0.15
"""Share of those with documents who are sent on, and of these, those of whom something is kept."""

GOODS = {"rice": ("sack", 20), "oil": ("box", 12), "poultry": ("piece", 60), "fuel": ("l", 200), "cement": ("sack", 30)}
RESULTS = {"nothing": 5, "declared": 4}
VEHICLES = {"motorcycle": 6, "car": 2, "truck": 2}


def sent_on(desk: Desk) -> bool:
    """Whether the traveller in front is sent to customs, where there is any."""
    return desk.customs is not None and desk.random.random() < SENT_ON


def inspect(desk: Desk, encounter: Encounter, at: datetime) -> None:
    """Send the traveller of an encounter on, and write down what was found."""
    if desk.customs is None:
        return
    found = _found(desk.random)
    send_to_inspection(by=desk.booth, at=at, encounter=encounter, what=found.what, local_on=desk.day)
    record_inspection(by=desk.customs, at=at + timedelta(minutes=9), encounter=encounter, local_on=desk.day, seen=found)


def _found(random: Random) -> Found:
    what = random.choice(("luggage", "goods", "vehicle"))
    vehicle = random.choices(list(VEHICLES), list(VEHICLES.values()))[0] if what == "vehicle" else ""
    plate = f"{random.choice('ABLT')}{random.randint(10_000, 99_999)}" if vehicle else ""
    if random.random() >= KEPT_BACK:
        result = random.choices(list(RESULTS), list(RESULTS.values()))[0]
        return Found(what, result, vehicle=vehicle, plate=plate)
    goods, (unit, most) = random.choice(list(GOODS.items()))
    kept = Kept(goods, Decimal(random.randint(2, most)), unit)
    return Found(what, SEIZED, vehicle=vehicle, plate=plate, kept=(kept,))
