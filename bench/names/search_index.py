"""The list that search and detection are measured on: built once into a folder, and questions about it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench.names import noise, noise_other
from bench.names.population import Individual, Population, people
from lakay.names.index.entries import Entry, Question
from lakay.names.index.store import current, publish
from lakay.names.normal import spelling

Asked = list[tuple[Individual, str, Question]]
"""People of the list, the kind of error, and what is asked of each."""
LIST_SEED, STRANGERS_TO_TRAIN, STRANGERS_TO_TEST = 1, 2, 3


def entry(person: Individual) -> Entry:
    """A person of the list."""
    return Entry(person.key, person.family, person.given, person.birth, person.sex, person.nationality, (person.document,))


def prepared(folder: Path, count: int) -> tuple[Population, float]:
    """The list, and the processor seconds that its index took to build; 0 where the folder has it already."""
    listed = people(LIST_SEED, count)
    if current(folder) is not None:
        return listed, 0.0
    started = time.process_time()
    for _person in listed:  # what inventing alone costs is not the index's
        pass
    invented = time.process_time() - started
    publish(folder, map(entry, listed))
    return listed, time.process_time() - started - 2 * invented


def as_read(person: Individual) -> Question:
    """A traveller whose papers are read without an error."""
    return Question(spelling(person.family), spelling(person.given), person.birth, person.sex, person.nationality)


def trained_on(random: Random, person: Individual) -> Question:
    """As the errors for training leave a person."""
    asked = noise.ask(random, person, (spelling(person.family), spelling(person.given)))
    return Question(asked.family, asked.given, asked.birth, asked.sex, asked.nationality, truncated=asked.truncated)


def tested_on(random: Random, person: Individual, kind: str) -> Question:
    """As the errors for testing leave a person."""
    who = noise_other.Traveller(spelling(person.family).split(), spelling(person.given).split())
    noise_other.spoil(random, kind, who)
    birth = noise_other.misdated(random, person.birth)
    return Question(" ".join(who.family), " ".join(who.given), birth, person.sex, person.nationality, truncated=who.truncated)


def spoiled(
    random: Random, listed: Population, count: int, kinds: Sequence[str] = noise_other.KINDS
) -> Iterator[tuple[Individual, str, Question]]:
    """So many people of the list, each kind of error as often as the next."""
    for number in range(count):
        person, kind = listed.one(random.randrange(len(listed))), kinds[number % len(kinds)]
        yield person, kind, tested_on(random, person, kind)
