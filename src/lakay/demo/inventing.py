"""Invents people and their passports. No real person and no real list stands behind them."""

from __future__ import annotations

import csv
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from lakay.traveldocs.generate import generate

VALIDITY_YEARS = 10
SHARE_OF_COUNTRIES = {"HTI": 74, "DOM": 20, "USA": 4, "FRA": 2}
SECOND_NAME_SHARE = 0.45
NUMBER_FORMS = {"HTI": "R?######", "DOM": "RD#######", "USA": "#########", "FRA": "##??#####"}
LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Invented:
    """A person who does not exist, with the passport that they show."""

    surname: str
    given_names: str
    sex: str
    born_on: date
    country: str
    number: str
    expires_on: date
    mrz: tuple[str, ...]


class Names:
    """Names to draw from, each as often as its weight says."""

    def __init__(self, file: Path) -> None:
        drawn: dict[tuple[str, str], list[tuple[str, int]]] = {}
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                drawn.setdefault((row["country"], row["kind"]), []).append((row["name"], int(row["weight"])))
        self._names = {key: [name for name, _weight in pairs] for key, pairs in drawn.items()}
        self._sums = {key: list(accumulate(weight for _name, weight in pairs)) for key, pairs in drawn.items()}

    def draw(self, random: Random, country: str, kind: str) -> str:
        """One name of a country: `family`, `given-f` or `given-m`."""
        sums = self._sums[country, kind]
        return self._names[country, kind][bisect(sums, random.randrange(sums[-1]))]


def invent(
    random: Random, names: Names, today: date, country: str = "", born_on: date | None = None, surname: str = ""
) -> Invented:
    """One person. Ages run from infants to the old; a few passports have expired. `surname`: that of the family."""
    country = country or random.choices(list(SHARE_OF_COUNTRIES), list(SHARE_OF_COUNTRIES.values()))[0]
    sex = random.choice("FM")
    kind = "given-f" if sex == "F" else "given-m"
    given = [names.draw(random, country, kind)]
    if random.random() < SECOND_NAME_SHARE:
        second = names.draw(random, country, kind)
        given += [second] if second not in given else []
    born_on = born_on or today - timedelta(days=int(random.triangular(200, 85 * 365, 31 * 365)))
    expires_on = today + timedelta(days=random.randint(-120, VALIDITY_YEARS * 365))
    surname = surname or names.draw(random, country, "family")
    number = _number(random, country)
    mrz = generate(
        "TD3",
        document_code="P",
        issuing_state=country,
        document_number=number,
        surname=surname,
        given_names=" ".join(given),
        nationality=country,
        birth=born_on,
        sex=sex,
        expiry=expires_on,
    )
    return Invented(surname, " ".join(given), sex, born_on, country, number, expires_on, tuple(mrz))


def _number(random: Random, country: str) -> str:
    signs = {"#": "0123456789", "?": LETTERS}
    return "".join(random.choice(signs[sign]) if sign in signs else sign for sign in NUMBER_FORMS[country])
