"""French: gender, plural from two on, and the vowel that is dropped before another (`d’entrées`, `d’avril`)."""

from __future__ import annotations

from decimal import Decimal

from lakay.publication.bulletin.language import Language, Noun
from lakay.publication.bulletin.sizes import Change, Part, Than, Way

VOWELS = "aàâeéèêiîoôuûyh"
TIMES = ("", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def de(word: str) -> str:
    """“d’entrées”, “de sorties”. None of our words has an aspirated h."""
    return f"d’{word}" if word[0].casefold() in VOWELS else f"de {word}"


def que_de(word: str) -> str:
    """“que d’entrées”."""
    return f"que {de(word)}"


class French(Language):
    """« Plus de deux fois plus d’entrées que de sorties »."""

    code = "fr"
    small = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
    months = (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    )
    nouns = {
        "movement": Noun("mouvement", "mouvements"),
        "entry": Noun("entrée", "entrées", True),
        "exit": Noun("sortie", "sorties", True),
        "woman": Noun("femme", "femmes", True),
        "man": Noun("homme", "hommes"),
        "female": Noun("femme ou fille", "femmes et filles", True),
        "male": Noun("homme ou garçon", "hommes et garçons"),
        "movement by a female": Noun("mouvement de femme ou de fille", "mouvements de femmes et de filles"),
        "movement by a male": Noun("mouvement d’homme ou de garçon", "mouvements d’hommes et de garçons"),
        "person": Noun("personne", "personnes", True),
        "migrant": Noun("migrant", "migrants"),
        "refusal": Noun("refus", "refus"),
        "overstay": Noun("séjour dépassé", "séjours dépassés"),
        "stay": Noun("séjour", "séjours"),
        "decision": Noun("décision", "décisions", True),
        "alert": Noun("alerte", "alertes", True),
        "file": Noun("dossier", "dossiers"),
        "screening": Noun("entretien", "entretiens"),
        "victim": Noun("victime détectée", "victimes détectées", True),
        "day": Noun("jour", "jours"),
        "referral": Noun("orientation", "orientations", True),
        "incident": Noun("incident", "incidents"),
        "record": Noun("enregistrement", "enregistrements"),
    }
    parts = {
        Part.ALL: "la totalité",
        Part.NEARLY_ALL: "presque la totalité ({percent})",
        Part.OVER_THREE_QUARTERS: "plus des trois quarts ({percent})",
        Part.THREE_QUARTERS: "environ les trois quarts ({percent})",
        Part.TWO_THIRDS: "environ les deux tiers ({percent})",
        Part.OVER_HALF: "plus de la moitié ({percent})",
        Part.HALF: "environ la moitié ({percent})",
        Part.UNDER_HALF: "près de la moitié ({percent})",
        Part.THIRD: "environ un tiers ({percent})",
        Part.QUARTER: "environ un quart ({percent})",
        Part.FIFTH: "environ un cinquième ({percent})",
        Part.TENTH: "environ un dixième ({percent})",
        Part.LESS: "{percent}",
        Part.NONE: "aucune part",
    }

    def number(self, number: int, *, feminine: bool) -> str:
        """« une »."""
        return "une" if number == 1 and feminine else super().number(number, feminine=feminine)

    def nothing(self, noun: Noun) -> str:
        """« aucune entrée »."""
        return f"{'aucune' if noun.feminine else 'aucun'} {noun.one}"

    def than(self, how: str, times: int, percent: Decimal, one: Noun, other: Noun) -> str:
        """« plus de deux fois plus d’entrées que de sorties »."""
        as_many = f"{de(one.many)} {que_de(other.many)}"
        more = f"{TIMES[times]} fois plus {as_many}"
        return {
            Than.EQUAL: f"autant {as_many}",
            Than.ABOUT: f"à peu près autant {as_many}",
            Than.PERCENT: f"{self.percent(percent)} {de(one.many)} de plus {que_de(other.many)}",
            Than.NEARLY: f"près de {more}",
            Than.TIMES: more,
            Than.MORE: f"plus de {more}",
            Than.NONE: f"des {one.many}, mais {self.nothing(other)}",
        }[Than(how)]

    def over(self, months: tuple[str, ...]) -> str:
        """« de janvier à mars 2026 », « d’avril à juin 2026 »."""
        first, last = months[0], months[-1]
        if len(months) == 12:
            return f"en {first[:4]}"
        if len(months) == 1:
            return f"en {self.month(first)} {first[:4]}"
        return f"{de(self.month(first))} à {self.month(last)} {last[:4]}"

    def total(self, number: int, name: str, when: str) -> str:
        """« Trois entrées ont été comptées en mars 2026. »"""
        noun = self.noun(name)
        ending = ("e" if noun.feminine else "") + ("s" if number > 1 else "")
        if number == 0:
            return self.sentence(f"{self.nothing(noun)} n’a été compté{ending} {when}.")
        return self.sentence(f"{self.count(number, name)} {'a' if number == 1 else 'ont'} été compté{ending} {when}.")

    def pair(self, clause: str, first: str, second: str) -> str:
        """« Il y a eu deux fois plus d’entrées que de sorties : quatre entrées et deux sorties. »"""
        return f"Il y a eu {clause}\u00a0: {first} et {second}."

    def top(self, label: str, count: str, share: str, *, of_shown: bool) -> str:
        """« La plus grande part revient à Ouanaminthe : 40 mouvements, soit environ la moitié (51 %) du total. »"""
        largest = "Parmi les chiffres montrés, la plus grande part revient à" if of_shown else "La plus grande part revient à"
        return f"{largest} {label}\u00a0: {count}, soit {share} du total."

    def day(self, code: str) -> str:
        """« 1er mars »."""
        return super().day(code).replace("1 ", "1er ", 1) if int(code[8:]) == 1 else super().day(code)

    def within(self, code: str) -> str:
        """« en mars », « le 14 mars »."""
        return f"{'le' if len(code) > 7 else 'en'} {self.label(code)}"

    def from_to(self, first: str, last: str) -> str:
        """« de janvier à mars », « du 14 mars au 20 mars »."""
        if len(first) > 7:
            return f"du {self.day(first)} au {self.day(last)}"
        return f"{de(self.month(first))} à {self.month(last)}"

    def over_days(self, first: str, last: str) -> str:
        """« du 14 mars au 20 mars 2026 »."""
        return f"{self.within(first) if first == last else self.from_to(first, last)} {last[:4]}"

    def changed(self, name: str, when: str, change: Change) -> str:
        """« De janvier à mars, le nombre d’entrées a augmenté de 12 %. »"""
        what = f"{self.sentence(when)}, le nombre {de(self.noun(name).many)}"
        return {
            Way.SAME: f"{what} est resté le même.",
            Way.ROSE: f"{what} a augmenté de {self.percent(change.percent)}.",
            Way.FELL: f"{what} a baissé de {self.percent(change.percent)}.",
            Way.MANIFOLD: f"{what} a été multiplié par {TIMES[max(change.times, 2)]} au moins.",
            Way.HALVED: f"{what} a baissé de moitié.",
            Way.FROM_NOTHING: f"{what} est parti de zéro.",
            Way.TO_NOTHING: f"{what} est tombé à zéro.",
        }[change.way]

    def highest(self, when: str, count: str) -> str:
        """« Le plus grand nombre a été compté en mars : 40 entrées. »"""
        return f"Le plus grand nombre a été compté {when}\u00a0: {count}."

    def all_hidden(self) -> str:
        """Nothing to say."""
        return "Le total de cette table est caché."

    def hidden(self, number: int) -> str:
        """« Un chiffre de cette table est caché : … »"""
        if number == 1:
            return "Un chiffre de cette table est caché\u00a0: il est petit, ou permettrait d’en retrouver un petit."
        count = self.sentence(self.number(number, feminine=False))
        return f"{count} chiffres de cette table sont cachés\u00a0: ils sont petits, ou permettraient d’en retrouver de petits."
