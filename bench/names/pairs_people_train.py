"""Make the numbers for what stands beside a name: `python -m bench.names.pairs_people_train`.

Invented people (`population`), each also as somebody else wrote them down (`noise`, the errors for training): true pairs. False pairs
are people of like names: they share two words by sound, or one and nothing else is known; and some strangers. The part `person` of
`packs/ht/names/model.json` is a logistic regression on the odds of the names, how rare the agreeing words are, and one indicator for each
piece of evidence; both labels weigh the same. What the invented people do not show enough of has an estimate instead, in ESTIMATES: nine in ten
people show the same document again, and one in some thousands has the number of another by a misreading; two strangers in seven are as
near in age as an estimate allows; a day and a month agree by chance once in a year of days; one sex in a hundred is written wrongly,
against one in two that differs, and the given names have told some of that already.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

import numpy as np

from bench.names.noise import Asked, ask
from bench.names.pairs_train import MODEL, fit
from bench.names.population import Individual, Population, people
from lakay.kernel.partial_dates import PartialDate
from lakay.names.births import Births
from lakay.names.comparing import name_odds
from lakay.names.evidence import beside
from lakay.names.features import RARE, features
from lakay.names.forms import person_form
from lakay.names.normal import spelling
from lakay.names.people import Person
from lakay.names.sounds import sound_keys

SEED, PEOPLE, TRUE = 11, 60_000, 5_000
FALSE_EACH = 3
RIDGE = 0.5
ESTIMATES = {
    "document.same": 8.0,
    "document.differs": -2.3,
    "birth.estimated": 1.8,
    "birth.parts": 3.5,
    "sex.differs": -3.0,
}
_SIGN = {"same": 1.0, "differs": -1.0, "years_apart": -1.0}
CODES = (
    "name",
    "rare",
    *(f"birth.{each.value}" for each in Births if each is not Births.UNKNOWN),
    *("sex.same", "sex.differs", "nationality.same", "nationality.differs"),
)
SIGNS = np.array([0.0, 1.0, 1.0, *(_SIGN.get(code.partition(".")[2], 0.0) for code in CODES[2:])])
Write = Callable[[Random, Individual], Person]
Pairs = Iterator[tuple[Person, Person, bool]]


def person(of: Individual | Asked) -> Person:
    """An invented person as `lakay.names` takes one."""
    year, month, day = of.birth // 10_000, of.birth // 100 % 100, of.birth % 100
    try:
        birth = PartialDate(year or None, month or None, day or None)
    except ValueError:  # an error may make a day that no month has
        birth = PartialDate(year or None)
    return Person(of.family, of.given, birth, of.sex, of.nationality)


def written(random: Random, one: Individual) -> Person:
    """The person as somebody else wrote them down, with the errors for training."""
    return person(ask(random, one, (spelling(one.family), spelling(one.given))))


def pairs(crowd: Population, random: Random, count: int, write: Write = written) -> Pairs:
    """So many true pairs, and false ones: namesakes and a stranger for each."""
    alike = defaultdict(list)
    for row in range(len(crowd)):
        for key in blocks(crowd.one(row)):
            alike[key].append(row)
    for row in random.sample(range(len(crowd)), count):
        one = crowd.one(row)
        asked = write(random, one)
        yield person(one), asked, True
        near = [other for key in blocks(one) for other in alike[key] if other != row]
        for other in [*random.sample(near, min(FALSE_EACH, len(near))), random.randrange(len(crowd))]:
            if other != row:
                yield person(crowd.one(other)), asked, False


def blocks(one: Individual) -> set[tuple[str, ...]]:
    """Each two words of a name by their first sound: whoever shares one is a namesake, or nearly."""
    heard = sorted({sound_keys(word)[0] for word in spelling(f"{one.family} {one.given}").split()})
    return set(combinations(heard, 2))


def row_of(one: Person, two: Person) -> list[float]:
    """A one, and the numbers in the order of CODES."""
    _, found = features(person_form(one), person_form(two))
    there = {each.code for each in beside(one, two)}
    return [1.0, name_odds(found), found[RARE], *(float(code in there) for code in CODES[2:])]


def main() -> None:
    """Train and write."""
    made = list(pairs(people(SEED, PEOPLE), Random(SEED), TRUE))
    values = np.array([row_of(one, two) for one, two, _ in made])
    labels = np.array([float(same) for *_, same in made])
    share = labels.mean()
    weights = np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))
    found = [round(float(value), 3) for value in fit(values, labels, weights, SIGNS, RIDGE)]
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    model["person"] = {"bias": found[0], "evidence": dict(zip(CODES, found[1:], strict=True)) | ESTIMATES}
    MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    chance = 1 / (1 + np.exp(-values @ np.array(found)))
    print(json.dumps(model["person"], indent=1))
    for low in np.arange(0, 1, 0.1):
        here = (chance >= low) & (chance < low + 0.1)
        print(
            f"score {low:.1f}: {here.sum():6} pairs, true {np.average(labels[here], weights=weights[here]) if here.any() else 0:.2f}"
        )


if __name__ == "__main__":
    main()
