"""Invents a population: a million people in seconds, the same ones again for the same seed. No real person stands behind them.

The frequent names are those of the country pack (`packs/ht/names.csv`) with its weights. No country consists of a hundred family
names, so behind them comes a tail composed of syllables, in the manner that given names are made in Haiti (Wil + ner, Guer + line),
each name rarer than the one before (Zipf). How much of a population has a frequent name is a guess, written in `COUNTRIES`, made
so that about six people in a million share a full name with a person of a common name; nobody counted it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

import bench

Words = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.int64]

PACK = Path(bench.__file__).parents[1] / "packs" / "ht" / "names.csv"
TODAY = 2026


@dataclass(frozen=True, slots=True)
class Country:
    """How the people of one country are named: guesses, one line each."""

    share: float
    """Of the population."""
    frequent: tuple[float, float]
    """Part of the people whose family name, and whose given name, is in the pack's list."""
    tail: tuple[int, int]
    """How many rare family names and rare given names exist."""
    second_given: float
    compound_given: float
    second_family: float
    heads: tuple[str, ...]
    middles: tuple[str, ...]
    family_ends: tuple[str, ...]
    given_ends: dict[str, tuple[str, ...]]


def _w(text: str) -> tuple[str, ...]:
    return tuple("" if part == "-" else part for part in text.split())


_HAITIAN_HEADS = _w(
    "Al An Ber Bel Cas Cler Chi Dor Dieu Du Dé Ed El Es Ever Fan Fleur Fré Gas Ger Guer Gui Her Hé Il Is Jac Jo Ju Kel Ken Ker "
    "La Lan Lé Lor Lou Lu Ma Mac Mar Mé Mir Mo My Na Ner Ni No O Or Pé Phi Pré Ra Ré Ro Ru Sa Sé Sher Si So Ste Ta Té Tho Ti Va "
    "Ver Vi Wa Wes Wi Wid Wil Wis Woo Yo Yv Za"
)
_HAITIAN_MIDDLES = _w(
    "- - - be ca ce ci cla da di do fa fé ga la le li lo ma mé mi na né ni no ra ré ri ro sa sé si ta té ti to va vé vi"
)
_SPANISH_HEADS = _w(
    "Al An Ar Bal Be Ber Bo Ca Cas Ce Cor Cu Da De Di Do Es Fa Fe Fer Flo Ga Gar Go Gu He Her Hi Is Ja Jo Ju La Le Li Lo Lu Ma Mar "
    "Me Mi Mo Na Ne No Nu Ol Or Pa Pe Pi Po Qui Ra Re Ri Ro Ru Sa San Se Si So Su Ta Te To Tru Va Ve Vi Vil Ya Yu Za"
)
_SPANISH_MIDDLES = _w("- - ba bi ca ce cu da de di do ga go la le li lo ma me mi na ne ni no ra re ri ro sa se ta te ti to va ve")
_FRENCH_ENDS = _w("ard aud ault eau et ier in oir on ot our uel euil ois ain ert")
_ENGLISH_ENDS = _w("ley ton son man ford well wood ham worth by field er ing s ick land ard den")

COUNTRIES: dict[str, Country] = {
    "HTI": Country(
        0.62,
        (0.5, 0.38),
        (45_000, 22_000),
        0.45,
        0.08,
        0.05,
        _HAITIAN_HEADS,
        _HAITIAN_MIDDLES,
        _w(
            "bert card cé cin dé din dor don frard gène lien lin lus lien mé mond nard nel nier noit ral rin rol sier sin son taire tel "
            "tis tus ville vil vert zil zor us ias is ien eau aime ame art eur ime"
        ),
        {
            "F": _w(
                "la lande lène lie line lise lyne mène na nise nie ra rine rose sa sha sline ta tha thie vanise vie cia dia lande"
            ),
            "M": _w(
                "bens ckens der dy dson jean ker ky land lens ley ly mond my nel ner ns rol ry son sly ston vens vil vy wens bert"
            ),
        },
    ),
    "DOM": Country(
        0.26,
        (0.6, 0.5),
        (16_000, 9_000),
        0.4,
        0.02,
        0.7,
        _SPANISH_HEADS,
        _SPANISH_MIDDLES,
        _w("bo cio co dal der do dón llo llón lez les lla ma mo nez no ña ño quez ra rez ro rra rro sa so ta tes to vo yo za zo"),
        {
            "F": _w("bel cia da dia la lda len lia lis lisa ly ma na nda nia ra ris sa ta ty via ya"),
            "M": _w("berto cio do dín dy fo lin lio ly mir mo ndo nis no nso ny ro rys sé son to vin ury"),
        },
    ),
    "USA": Country(
        0.08,
        (0.12, 0.3),
        (14_000, 6_000),
        0.5,
        0.0,
        0.02,
        _w(
            "Al An Ash Bar Ber Black Brad Bur Car Chap Clay Cor Dal Den Dun East Ed El Far Fer Gil Gar Hal Har Hol Hud "
            "Kel Kin Lan Law Lin Mal Mar Mor Nor Os Par Pem Ray Red Ros Rus Sel Shel Stan Stur Tal Thor Wal War Wes "
            "Whit Wil Win"
        ),
        _w("- - - - be der e en er i ing la le lin o ter"),
        _ENGLISH_ENDS,
        {
            "F": _w("a ah anne beth ca da elle ey ia ie ina la lyn na ra sha tha"),
            "M": _w("an ard ben den drew er ey in is ke las mon nell son ton vin win"),
        },
    ),
    "FRA": Country(
        0.04,
        (0.1, 0.3),
        (14_000, 5_000),
        0.35,
        0.12,
        0.03,
        _w(
            "Al Au Bar Beau Ber Bou Bri Cha Char Che Cor Cou Da De Du Fa Fer Fon Ga Gau Ger Gi Gra Gui Ha Her Hu Ja "
            "Jou La Lam Le Lou Ma Mar Mi Mo Mou Na Pa Per Pi Poi Que Re Ri Ro Rou Sa Sau Se Si Ta Tho Ti Tru Va Ver Vi"
        ),
        _w("- - - be che da de di ga la le li lo ma mi na ne ni ra re ri ta te ti vi"),
        _FRENCH_ENDS,
        {
            "F": _w("ande ane elle ette eline ie ienne ine ise line one ène"),
            "M": _w("ain and ard bert ence èle ien ier in on ric ry s tien"),
        },
    ),
}


def compose(rng: np.random.Generator, pieces: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], count: int) -> list[str]:
    """Different names of two or three syllables each, in an order that tells nothing; fewer where the syllables do not suffice."""
    made: dict[str, None] = {}
    for _attempt in range(4):
        drawn = [np.array(part, dtype=object)[rng.integers(0, len(part), count)] for part in pieces]
        made.update(dict.fromkeys((drawn[0] + drawn[1] + drawn[2]).tolist()))
    return list(made)[:count]


@cache
def pack_names() -> dict[tuple[str, str], tuple[list[str], npt.NDArray[np.float64]]]:
    """The frequent names of each country and kind (`family`, `given-f`, `given-m`) with their shares."""
    rows: dict[tuple[str, str], list[tuple[str, float]]] = {}
    with PACK.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault((row["country"], row["kind"]), []).append((row["name"], float(row["weight"])))
    found = {}
    for key, pairs in rows.items():
        weights = np.array([weight for _name, weight in pairs])
        found[key] = ([name for name, _weight in pairs], weights / weights.sum())
    return found


class Names:
    """The names of one kind in one country, to be drawn as often as each occurs."""

    def __init__(self, rng: np.random.Generator, code: str, kind: str) -> None:
        country = COUNTRIES[code]
        family = kind == "family"
        ends = country.family_ends if family else country.given_ends[kind[-1].upper()]
        listed, shares = pack_names()[code, kind]
        tail = compose(rng, (country.heads, country.middles, ends), country.tail[0 if family else 1])
        rare = 1.0 / (np.arange(len(tail)) + 20.0)
        frequent = country.frequent[0 if family else 1]
        self.words: Words = np.array([*listed, *tail], dtype=object)
        self._sums = np.cumsum(np.concatenate([shares * frequent, rare / rare.sum() * (1 - frequent)]))

    def draw(self, rng: np.random.Generator, count: int) -> Words:
        """So many names, with repetition."""
        drawn = np.searchsorted(self._sums, rng.random(count) * self._sums[-1], side="right")
        words: Words = self.words[np.minimum(drawn, len(self.words) - 1)]
        return words


@dataclass(frozen=True, slots=True)
class Individual:
    """One invented person. `birth` is year, month, day as eight digits, 00 or 0000 for what nobody knows."""

    key: str
    family: str
    given: str
    birth: int
    sex: str
    nationality: str
    document: str


@dataclass(frozen=True, slots=True)
class Population:
    """Columns, one line per person."""

    family: Words
    given: Words
    birth: Numbers
    sex: Words
    nationality: Words
    document: Numbers

    def __len__(self) -> int:
        return len(self.birth)

    def one(self, row: int) -> Individual:
        """The person of one line; the key is the number of the line."""
        return Individual(
            str(row),
            self.family[row],
            self.given[row],
            int(self.birth[row]),
            self.sex[row],
            self.nationality[row],
            f"{self.nationality[row][0]}{self.document[row]:08}",
        )

    def __iter__(self) -> Iterator[Individual]:
        return (self.one(row) for row in range(len(self)))


def births(rng: np.random.Generator, count: int) -> Numbers:
    """Birth dates, more young people than old; 6 % known by the year only, 3 % not at all, 4 % put down as 1 January."""
    ages = np.minimum(rng.gamma(3.0, 11.0, count), 99).astype(np.int64)
    month, day = rng.integers(1, 13, count), rng.integers(1, 29, count)
    day += np.where((month != 2) & (rng.random(count) < 0.08), 2, 0)
    date = (TODAY - 1 - ages) * 10_000 + month * 100 + day
    chance = rng.random(count)
    date = np.where(chance < 0.13, date // 10_000 * 10_000 + 101, date)
    date = np.where(chance < 0.09, date // 10_000 * 10_000, date)
    return np.where(chance < 0.03, 0, date)


def given_names(rng: np.random.Generator, country: Country, names: Names, count: int) -> Words:
    """One given name, or two, apart or with a hyphen."""
    first, second = names.draw(rng, count), names.draw(rng, count)
    chance = rng.random(count)
    joined = np.where(chance < country.compound_given, first + "-" + second, first)
    given: Words = np.where(chance > 1 - country.second_given, first + " " + second, joined)
    return given


def people(seed: int, count: int) -> Population:
    """So many people of the four countries, mixed. The names that exist are those of the seed 0, whoever bears them."""
    rng = np.random.default_rng([seed, 1])
    codes = list(COUNTRIES)
    shares = np.array([COUNTRIES[code].share for code in codes])
    nation = rng.choice(len(codes), count, p=shares / shares.sum())
    sex = rng.integers(0, 2, count)
    family, given = np.empty(count, dtype=object), np.empty(count, dtype=object)
    for number, code in enumerate(codes):
        here = nation == number
        families = known_names(code, "family")
        total = int(here.sum())
        one, two = families.draw(rng, total), families.draw(rng, total)
        family[here] = np.where(rng.random(total) < COUNTRIES[code].second_family, one + " " + two, one)
        for which, kind in enumerate(("given-f", "given-m")):
            these = here & (sex == which)
            given[these] = given_names(rng, COUNTRIES[code], known_names(code, kind), int(these.sum()))
    letters = np.array(["F", "M"], dtype=object)
    documents = rng.integers(0, 10**8, count)
    return Population(family, given, births(rng, count), letters[sex], np.array(codes, dtype=object)[nation], documents)


@cache
def known_names(code: str, kind: str) -> Names:
    """The names that exist: the same for every population."""
    return Names(np.random.default_rng([0, list(COUNTRIES).index(code), len(kind) + ord(kind[-1])]), code, kind)
