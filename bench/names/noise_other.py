"""Errors for testing, made from where they arise: the keyboard, the ear, the form, the zone of a passport and the camera.

Written apart from `noise` (for training) and from the index: no table, no function is shared. Each traveller gets one kind; the
birth date slips in 13 % of them, whatever the kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")

HEARD = {
    "ht": (
        (r"EAUX?|AULT|AUD$|AU", "O"), (r"OUI", "WI"), (r"OI", "WA"), (r"PH", "F"), (r"QU?(?=[EI])", "K"), (r"C(?=[AOULR])", "K"),
        (r"C(?=[EI])", "S"), (r"G(?=[EIY])", "J"), (r"EN(?=[^AEIOUY]|$)|EM(?=[BP])", "AN"), (r"AIN|EIN|IN(?=[^AEIOUYN]|$)", "EN"),
        (r"GN", "Y"), (r"[TDSXZ]$", ""), (r"U(?=[AEIO])", "W"), (r"(?<=[BDFLMNPRSTVZ])E$", ""), (r"([BCDFLMNPRST])\1", r"\1"),
        (r"TH", "T"), (r"Y", "I"), (r"AI|Œ|EU", "E"), (r"TION$", "SYON"), (r"GUE|GUI", "GE"), (r"^H", ""),
    ),
    "fr": (
        (r"K(?=[AOU])", "C"), (r"K(?=[EI])", "QU"), (r"W(?=[AEI])", "OU"), (r"O$", "EAU"), (r"E$", "ET"), (r"F", "PH"), (r"Y", "I"),
        (r"I$", "Y"), (r"J(?=[EI])", "G"), (r"AN(?=[CDST])", "EN"), (r"SH", "CH"), (r"EN$", "IN"), (r"N$", "NE"), (r"L$", "LLE"), (r"T$", "TTE"),
    ),
    "es": (
        (r"V", "B"), (r"Z|C(?=[EI])", "S"), (r"S(?=[AOU])", "Z"), (r"J", "Y"), (r"LL", "Y"), (r"^H", ""), (r"OU", "U"), (r"CH|SH", "CH"),
        (r"QU", "K"), (r"W", "GU"), (r"G(?=[EI])", "J"), (r"EAU", "O"), (r"(?<=[LMNRT])E$", ""), (r"PH", "F"), (r"GN", "Ñ".replace("Ñ", "N")),
        (r"^S(?=[PTC])", "ES"), (r"([LNRST])\1", r"\1"),
    ),
    "en": (
        (r"OU", "OO"), (r"I$", "EE"), (r"EE", "I"), (r"CH", "SH"), (r"C(?=[AOU])", "K"), (r"IE$", "Y"), (r"Y$", "IE"), (r"AI|É", "AY"),
        (r"EAU", "OW"), (r"J(?=[AEO])", "G"), (r"PH", "F"), (r"S$", "CE"), (r"CK", "K"), (r"T(?=[AO])", "TH"), (r"UI", "WEE"),
    ),
}  # fmt: skip

LOOKS = {"O": "0Q", "I": "1L", "B": "8", "S": "5", "Z": "2", "G": "6", "N": "H", "M": "N", "E": "F", "C": "G", "U": "V", "D": "O"}


CALLED = {
    "JEAN": ("JANO", "TIJAN", "JUAN", "JOHN"), "PIERRE": ("PYERO", "PEDRO", "TIPYE"), "JOSEPH": ("JO", "ZO", "JOSE", "PEPE"),
    "MARIE": ("MAYI", "MARI", "MARIA", "MIMI"), "EMMANUEL": ("MANNO", "MANU"), "ROBERT": ("BOB", "BOBY"), "MICHEL": ("MICHOU", "MIGUEL"),
    "FRANTZ": ("FANFAN", "FRANCISCO"), "JACQUES": ("JAKO", "JAIME"), "ANTOINE": ("TOINE", "TONTON", "ANTONIO"), "LOUIS": ("LOULOU", "LUIS"),
    "CHARLES": ("CHALO", "CARLOS"), "PAUL": ("POLO", "PABLO"), "DANIEL": ("DANI", "DADI"), "ROSE": ("WOZI", "ROSA"), "ANNE": ("NANA", "ANA"),
    "JUAN": ("JUANCITO", "JEAN"), "JOSE": ("CHEO", "PEPE"), "MARIA": ("MARI", "MARIE"), "LUIS": ("LUISITO", "LOUIS"), "ANA": ("ANITA", "ANNE"),
    "MANUEL": ("MANOLO", "EMMANUEL"), "FRANCISCO": ("PANCHO", "PACO"), "ALTAGRACIA": ("TATICA", "ALTA"), "ALEXANDRE": ("ALEX", "ALEJANDRO"),
    "CAROLINE": ("CARO", "CAROLINA"), "NATHALIE": ("NATOU", "NATALIA"), "SAMUEL": ("SAMMY",), "WILLIAM": ("BILL", "WILLY"), "MICHAEL": ("MIKE",),
    "STANLEY": ("STAN",), "PATRICK": ("PAT", "PATRICIO"), "CLAUDE": ("CLAUDIO",), "FRITZ": ("FITO",), "GUERLINE": ("GEGE", "LINE"),
}  # fmt: skip
"""Given names as the family or a neighbour says them, written from general use without a look at the pack's table."""


@dataclass(slots=True)
class Traveller:
    """Names as they arrive at the counter, changed in place."""

    family: list[str]
    given: list[str]
    truncated: bool = False

    def words(self) -> list[tuple[list[str], int]]:
        """Where each word of some length stands."""
        return [(part, at) for part in (self.family, self.given) for at, word in enumerate(part) if len(word) > 2]


def _near(random: Random, key: str) -> str:
    for row, keys in enumerate(ROWS):
        if key in keys:
            at = keys.index(key)
            around = keys[max(0, at - 1) : at + 2] + (ROWS[row - 1][at : at + 1] if row else ROWS[1][at : at + 1])
            return random.choice([other for other in around if other != key])
    return key


def slip(random: Random, word: str) -> str:
    """The finger hits the key beside, hits twice, misses, or comes too early."""
    at = random.randrange(len(word))
    match random.choice(["beside", "beside", "twice", "missed", "early"]):
        case "beside":
            return word[:at] + _near(random, word[at]) + word[at + 1 :]
        case "twice":
            return word[:at] + word[at] + word[at:]
        case "missed":
            return word[:at] + word[at + 1 :]
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def typed(random: Random, who: Traveller, slips: int = 1) -> None:
    """So many slips of the keyboard, anywhere."""
    for _slip in range(slips):
        part, at = random.choice(who.words() or [(who.family, 0)])
        part[at] = slip(random, part[at]) or part[at]


def heard(random: Random, who: Traveller) -> None:
    """The whole name written by ear in one language: every rule that fits is taken with some chance."""
    rules = HEARD[random.choice(("ht", "ht", "fr", "es", "en"))]
    for part in (who.family, who.given):
        for at in range(len(part)):
            for pattern, sound in rules:
                if random.random() < 0.55:
                    part[at] = re.sub(pattern, sound, part[at]) or part[at]


def turned(random: Random, who: Traveller) -> None:
    """Family and given names in each other's place, or all words in another order."""
    if random.random() < 0.7:
        who.family, who.given = who.given, who.family
    else:
        words = who.family + who.given
        random.shuffle(words)
        who.family, who.given = words[:1], words[1:]


def missing(random: Random, who: Traveller) -> None:
    """A name that the papers have is not said; a person of two names only loses none but may gain one."""
    if len(who.family) + len(who.given) <= 2:
        who.given.append(random.choice(("JUNIOR", "MARIE", "PIERRE", "LUIS", "ALTAGRACIA", "JOSEPH")))
        return
    part = who.given if len(who.given) > 1 and (len(who.family) == 1 or random.random() < 0.6) else who.family
    part.pop(random.randrange(len(part)))


def glued(random: Random, who: Traveller) -> None:
    """Two words written as one; where there are none, a long one comes apart."""
    for part in random.sample((who.given, who.family), 2):
        if len(part) > 1:
            part[0:2] = [part[0] + part[1]]
            return
    part = max((who.family, who.given), key=lambda names: len(names[0]))
    if len(part[0]) > 5:
        at = random.randrange(3, len(part[0]) - 2)
        part[0:1] = [part[0][:at], part[0][at:]]


def zone(room: int, who: Traveller) -> None:
    """As the machine-readable zone gives it back: `FAMILY<<GIVEN<NAMES` cut where the field ends (39 places, 30 on a card)."""
    line = "<".join(who.family) + "<<" + "<".join(who.given)
    who.truncated = len(line) >= room
    family, _, given = line[:room].partition("<<")
    who.family, who.given = family.split("<"), [word for word in given.split("<") if word]


def misread(random: Random, who: Traveller) -> None:
    """The camera takes one or two letters for others, also digits."""
    for _time in range(random.choice((1, 2))):
        part, at = random.choice(who.words() or [(who.family, 0)])
        places = [place for place, letter in enumerate(part[at]) if letter in LOOKS]
        if places:
            place = random.choice(places)
            part[at] = part[at][:place] + random.choice(LOOKS[part[at][place]]) + part[at][place + 1 :]


def several(random: Random, who: Traveller) -> None:
    """Two things at once."""
    missing(random, who)
    random.choice((typed, heard, turned))(random, who)


def called(random: Random, who: Traveller) -> None:
    """A given name by which the person is called at home, or across the border."""
    places = [at for at, word in enumerate(who.given) if word in CALLED]
    if places:
        at = random.choice(places)
        who.given[at] = random.choice(CALLED[who.given[at]])


KINDS = (
    "exact", "typed once", "typed twice", "heard", "turned", "missing", "glued", "zone 39", "zone 30", "zone misread", "several",
)  # fmt: skip


APART = ("called",)
"""Measured by themselves: an error about which a likeness of letters knows nothing."""


def spoil(random: Random, kind: str, who: Traveller) -> None:
    """One kind of error."""
    match kind:
        case "typed once" | "typed twice":
            typed(random, who, 2 if kind == "typed twice" else 1)
        case "heard" | "turned" | "missing" | "glued" | "several" | "called":
            {"heard": heard, "turned": turned, "missing": missing, "glued": glued, "several": several, "called": called}[kind](
                random, who
            )
        case "zone 39" | "zone 30" | "zone misread":
            zone(30 if kind == "zone 30" else 39, who)
            if kind == "zone misread":
                misread(random, who)


def misdated(random: Random, birth: int) -> int:
    """In 13 %: day for month, a year before or after, another day, the last digits of the year turned, or the day unknown."""
    if birth < 10_000 or random.random() >= 0.13:
        return birth
    year, rest = divmod(birth, 10_000)
    month, day = divmod(rest, 100)
    choice = random.random()
    if choice < 0.35 and 1 <= day <= 12:
        return year * 10_000 + day * 100 + month
    if choice < 0.65:
        return birth + random.choice((-10_000, 10_000))
    if choice < 0.85 and day:
        return year * 10_000 + month * 100 + (day % 28) + 1
    if choice < 0.93:
        return (year // 100 * 100 + year % 10 * 10 + year % 100 // 10) * 10_000 + rest
    return year * 10_000
