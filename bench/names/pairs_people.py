"""How well people are told apart by names and what stands beside them: `python -m bench.names.pairs_people`.

Invented people of another seed than those trained on, with the errors of `noise_other`, which shares nothing with the errors for training.
False pairs are namesakes (two words alike by sound) and strangers.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from random import Random

from bench.names.noise_other import KINDS, Traveller, misdated, spoil
from bench.names.pairs_people_train import pairs, person
from bench.names.population import Individual, people
from lakay.names.comparing import compare
from lakay.names.model import model
from lakay.names.normal import spelling
from lakay.names.people import Person

SEED, PEOPLE, TRUE = 23, 30_000, 2_000


def written(random: Random, one: Individual) -> Person:
    """The person as a document, a clerk or a camera gives them back."""
    who = Traveller(spelling(one.family).split(), spelling(one.given).split())
    spoil(random, random.choice(KINDS), who)
    plain = person(one)
    birth = person(Individual("", "", "", misdated(random, one.birth), "", "", "")).birth
    return Person(" ".join(who.family), " ".join(who.given), birth, plain.sex, plain.nationality, cut=who.truncated)


def main() -> None:
    """Print how many of each label reach each band, with births known on both sides and with names alone."""
    made = list(pairs(people(SEED, PEOPLE), Random(SEED), TRUE, written))
    numbers = model()
    print(f"load {os.getloadavg()[0]:.1f}; {len(made)} pairs")
    for title, births in (("with birth, sex, nationality", True), ("names alone", False)):
        scores = defaultdict(list)
        begun = time.process_time()
        for one, two, same in made:
            first, second = (who if births else Person(who.family, who.given, cut=who.cut) for who in (one, two))
            scores[same].append(compare(first, second).score)
        spent = (time.process_time() - begun) / len(made) * 1e6
        shares = [
            f"{label} from {name} on {sum(score >= low for score in scores[same]) / len(scores[same]):.4f}"
            for name, low in (("possible", numbers.possible), ("strong", numbers.strong))
            for same, label in ((True, "true"), (False, "false"))
        ]
        print(f"{title}: {'; '.join(shares)}; {spent:.0f} us a pair with its evidence")


if __name__ == "__main__":
    main()
