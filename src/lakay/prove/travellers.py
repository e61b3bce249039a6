"""Travellers without end, each with a passport of their own."""

from __future__ import annotations

from random import Random

from lakay.traveldocs.generate import generate

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def passport(random: Random, surname: str = "") -> tuple[str, str]:
    """The document number and the two rows of an invented, valid passport."""
    number = "R" + "".join(random.choices(LETTERS, k=2)) + f"{random.randrange(10**6):06}"
    rows = generate(
        "TD3",
        document_code="P",
        issuing_state="HTI",
        document_number=number,
        surname=surname or "".join(random.choices(LETTERS, k=8)),
        given_names="".join(random.choices(LETTERS, k=6)),
        nationality="HTI",
        birth=f"{random.randrange(60, 99)}0{random.randrange(1, 10)}1{random.randrange(0, 10)}",
        sex=random.choice("FM"),
        expiry="350101",
    )
    return number, "\n".join(rows)
