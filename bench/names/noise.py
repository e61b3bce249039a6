"""Errors for training: what a clerk, a reader and a memory do to a name and a birth date. Its twin `noise_other` is for testing.

The two share no code and no tables, and neither looks at the sound keys. Other forms of a name are the pack's here, and a list of its
own there. Here errors are drawn at the level of
letters and words: a letter lost, doubled, changed or turned round; endings by ear; a name forgotten, put first, cut or run together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from bench.names.population import Individual
from lakay.names.index.otherwise import other_forms


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a traveller at the counter, and whom it really is about (None: somebody not on the list)."""

    key: str | None
    family: str
    given: str
    birth: int
    sex: str
    nationality: str
    truncated: bool = False
    kind: str = ""


VOWELS = "AEIOU"
EAR = (
    ("PH", "F"), ("OU", "W"), ("QU", "K"), ("C", "K"), ("EAU", "O"), ("AU", "O"), ("AI", "E"), ("EN", "AN"), ("IN", "EN"), ("Y", "I"),
    ("Z", "S"), ("S", "Z"), ("TH", "T"), ("CH", "SH"), ("GN", "NY"), ("EE", "I"), ("OO", "OU"), ("J", "Y"), ("G", "J"), ("V", "B"),
    ("LL", "Y"), ("TT", "T"), ("SS", "S"), ("NN", "N"), ("IE", "I"), ("NE", "N"), ("TE", "T"), ("ER", "E"), ("UI", "WI"), ("OI", "WA"),
)  # fmt: skip


def letter(random: Random, word: str) -> str:
    """One letter lost, doubled, changed, or two turned round."""
    if len(word) < 3:
        return word
    at = random.randrange(1, len(word))
    how = random.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at - 1] + word[at:]
    if how == 2:
        same = VOWELS if word[at] in VOWELS else "BCDFGLMNPRSTVZ"
        return word[:at] + random.choice(same) + word[at + 1 :]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def ear(random: Random, word: str) -> str:
    """One or two places written as another language would write the sound."""
    places = [(old, new) for old, new in EAR if old in word]
    for old, new in random.sample(places, min(len(places), random.choice((1, 1, 2)))):
        word = word.replace(old, new, 1)
    return word


def _some_word(random: Random, asked: Asked, change: str) -> Asked:
    family, given = asked.family.split(), asked.given.split()
    both = family + given
    at = max(range(len(both)), key=lambda place: random.random() * (len(both[place]) > 2))
    both[at] = letter(random, both[at]) if change == "letter" else ear(random, both[at])
    return replace(asked, family=" ".join(both[: len(family)]), given=" ".join(both[len(family) :]))


def one_letter(random: Random, asked: Asked) -> Asked:
    """A slip of the hand."""
    return _some_word(random, asked, "letter")


def two_letters(random: Random, asked: Asked) -> Asked:
    """Two slips."""
    return one_letter(random, one_letter(random, asked))


def by_ear(random: Random, asked: Asked) -> Asked:
    """Written as heard."""
    return _some_word(random, _some_word(random, asked, "ear"), "ear")


def exchanged(_random: Random, asked: Asked) -> Asked:
    """The family name in the place of the given name."""
    return replace(asked, family=asked.given, given=asked.family)


def forgotten(random: Random, asked: Asked) -> Asked:
    """One word less, where there are three or more; else one word more."""
    family, given = asked.family.split(), asked.given.split()
    if len(given) > 1:
        given.pop(random.randrange(len(given)))
    elif len(family) > 1:
        family.pop(random.randrange(len(family)))
    else:
        given.insert(1, random.choice(("JEAN", "MARIE", "ROSE", "LOUIS", "ANNE", "ANTOINE")))
    return replace(asked, family=" ".join(family), given=" ".join(given))


def run_together(random: Random, asked: Asked) -> Asked:
    """Words written as one, or one cut in two."""
    if " " in asked.given:
        return replace(asked, given=asked.given.replace(" ", "", 1))
    if " " in asked.family:
        return replace(asked, family=asked.family.replace(" ", "", 1))
    at = random.randrange(2, len(asked.family) - 1) if len(asked.family) > 4 else 0
    return replace(asked, family=f"{asked.family[:at]} {asked.family[at:]}".strip())


def initials(random: Random, asked: Asked) -> Asked:
    """All given names but one as initials."""
    words = asked.given.split()
    at = random.randrange(len(words))
    return replace(asked, given=" ".join(word if place != at or len(words) == 1 else word[0] for place, word in enumerate(words)))


def cut(random: Random, asked: Asked) -> Asked:
    """The end does not fit on the form."""
    room = random.choice((14, 18, 22)) - len(asked.family)
    short = asked.given[: max(room, 3)].strip()
    return replace(asked, given=short, truncated=len(short) < len(asked.given))


def called(random: Random, asked: Asked) -> Asked:
    """One given name as the family says it: a short form, or the same name in another language, by the table of the country pack."""
    given = asked.given.split()
    places = [(at, sorted(other_forms(word))) for at, word in enumerate(given) if other_forms(word)]
    if not places:
        return asked
    at, forms = random.choice(places)
    given[at] = random.choice(forms)
    return replace(asked, given=" ".join(given))


KINDS = {
    "letter": (one_letter,), "letters": (two_letters,), "ear": (by_ear,), "exchanged": (exchanged,), "forgotten": (forgotten,),
    "together": (run_together,), "initials": (initials,), "cut": (cut,), "same": (),
    "called": (called,), "letter+ear": (one_letter, by_ear), "ear+forgotten": (by_ear, forgotten), "exchanged+letter": (exchanged, one_letter),
}  # fmt: skip


def birth_slip(random: Random, birth: int) -> int:
    """One birth date in seven is wrong: parts or digits turned round, a neighbour, a digit, 1 January, or only the year."""
    if not birth or random.random() > 0.14:
        return birth
    year, month, day = birth // 10_000, birth // 100 % 100, birth % 100
    how = random.randrange(6)
    if how == 0 and 0 < day <= 12:
        return year * 10_000 + day * 100 + month
    if how == 1:
        return (year + random.choice((-1, 1))) * 10_000 + month * 100 + day
    if how == 2 and day:
        return birth - day + (random.randrange(1, 28) if random.random() < 0.5 else max(1, min(28, day + random.choice((-1, 1)))))
    if how == 5:
        return (year - year % 100 + year % 10 * 10 + year % 100 // 10) * 10_000 + month * 100 + day
    return year * 10_000 + (101 if how == 3 else 0)


def ask(random: Random, person: Individual, plain: tuple[str, str]) -> Asked:
    """The person as somebody else wrote them down. `plain`: family and given names in capital letters without accents."""
    kind = random.choice(list(KINDS))
    asked = Asked(person.key, *plain, person.birth, person.sex, person.nationality, kind=kind)
    for change in KINDS[kind]:
        asked = change(random, asked)
    nationality = asked.nationality if random.random() > 0.05 else random.choice(("", "HTI", "DOM", "USA", "FRA"))
    sex = asked.sex if random.random() > 0.02 else random.choice(("", "F", "M"))
    return replace(asked, birth=birth_slip(random, asked.birth), nationality=nationality, sex=sex)
