"""Kreyòl, in the spelling of 1979: nouns do not change, and “one” before a noun is “yon”."""

from __future__ import annotations

from decimal import Decimal

from lakay.publication.bulletin.language import Language, Noun
from lakay.publication.bulletin.sizes import Change, Part, Than, Way

TIMES = ("", "", "de", "twa", "kat", "senk", "sis", "sèt", "uit", "nèf", "dis")


class Kreyol(Language):
    """« Plis pase de fwa plis antre pase sòti »."""

    code = "ht"
    small = ("yon", "de", "twa", "kat", "senk", "sis", "sèt", "uit", "nèf", "dis")
    months = ("janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm")
    nouns = {
        name: Noun(word, word)
        for name, word in {
            "movement": "pasaj",
            "entry": "antre",
            "exit": "sòti",
            "woman": "fanm",
            "man": "gason",
            "female": "fi",
            "male": "gason",
            "movement by a female": "pasaj fi",
            "movement by a male": "pasaj gason",
            "person": "moun",
            "migrant": "migran",
            "refusal": "refi",
            "overstay": "sejou ki depase dat la",
            "stay": "sejou",
            "decision": "desizyon",
            "alert": "alèt",
            "file": "dosye",
            "screening": "entèvyou",
            "victim": "viktim yo jwenn",
            "day": "jou",
            "referral": "referans",
            "incident": "ensidan",
            "record": "anrejistreman",
        }.items()
    }
    parts = {
        Part.ALL: "tout",
        Part.NEARLY_ALL: "prèske tout ({percent})",
        Part.OVER_THREE_QUARTERS: "plis pase twa ka ({percent})",
        Part.THREE_QUARTERS: "anviwon twa ka ({percent})",
        Part.TWO_THIRDS: "anviwon de tyè ({percent})",
        Part.OVER_HALF: "plis pase mwatye ({percent})",
        Part.HALF: "anviwon mwatye ({percent})",
        Part.UNDER_HALF: "prèske mwatye ({percent})",
        Part.THIRD: "anviwon yon tyè ({percent})",
        Part.QUARTER: "anviwon yon ka ({percent})",
        Part.FIFTH: "anviwon youn sou senk ({percent})",
        Part.TENTH: "anviwon youn sou dis ({percent})",
        Part.LESS: "{percent}",
        Part.NONE: "anyen",
    }

    def nothing(self, noun: Noun) -> str:
        """« okenn antre »."""
        return f"okenn {noun.one}"

    def than(self, how: str, times: int, percent: Decimal, one: Noun, other: Noun) -> str:
        """« plis pase de fwa plis antre pase sòti »."""
        same = f"menm kantite {one.many} ak {other.many}"
        more = f"{TIMES[times]} fwa plis {one.many} pase {other.many}"
        return {
            Than.EQUAL: same,
            Than.ABOUT: f"prèske {same}",
            Than.PERCENT: f"{self.percent(percent)} plis {one.many} pase {other.many}",
            Than.NEARLY: f"prèske {more}",
            Than.TIMES: more,
            Than.MORE: f"plis pase {more}",
            Than.NONE: f"{one.many}, men pa gen okenn {other.one}",
        }[Than(how)]

    def over(self, months: tuple[str, ...]) -> str:
        """« soti janvye rive mas 2026 »."""
        first, last = months[0], months[-1]
        if len(months) == 12:
            return f"nan ane {first[:4]}"
        if len(months) == 1:
            return f"nan mwa {self.month(first)} {first[:4]}"
        return f"soti {self.month(first)} rive {self.month(last)} {last[:4]}"

    def total(self, number: int, name: str, when: str) -> str:
        """« Yo konte twa antre nan mwa mas 2026. »"""
        return f"Yo {'pa ' if number == 0 else ''}konte {self.count(number, name)} {when}."

    def pair(self, clause: str, first: str, second: str) -> str:
        """« Te gen de fwa plis antre pase sòti: kat antre ak de sòti. »"""
        return f"Te gen {clause}: {first} ak {second}."

    def top(self, label: str, count: str, share: str, *, of_shown: bool) -> str:
        """« Pi gwo pati a se Wanament: 40 pasaj, anviwon mwatye (51 %) nan tout. »"""
        largest = "Nan chif yo montre yo, pi gwo a se" if of_shown else "Pi gwo pati a se"
        return f"{largest} {label}: {count}, {share} nan total la."

    def within(self, code: str) -> str:
        """« nan mwa mas », « jou 14 mas »."""
        return f"{'jou' if len(code) > 7 else 'nan mwa'} {self.label(code)}"

    def from_to(self, first: str, last: str) -> str:
        """« soti janvye rive mas »."""
        return f"soti {self.label(first)} rive {self.label(last)}"

    def over_days(self, first: str, last: str) -> str:
        """« soti 14 mas rive 20 mas 2026 »."""
        return f"{self.within(first) if first == last else self.from_to(first, last)} {last[:4]}"

    def changed(self, name: str, when: str, change: Change) -> str:
        """« Soti janvye rive mas, kantite antre yo monte 12 %. »"""
        what = f"{self.sentence(when)}, kantite {self.noun(name).many} yo"
        return {
            Way.SAME: f"{what} rete menm jan.",
            Way.ROSE: f"{what} monte {self.percent(change.percent)}.",
            Way.FELL: f"{what} desann {self.percent(change.percent)}.",
            Way.MANIFOLD: f"{what} vin omwen {TIMES[max(change.times, 2)]} fwa plis.",
            Way.HALVED: f"{what} desann mwatye.",
            Way.FROM_NOTHING: f"{what} te zewo, li monte.",
            Way.TO_NOTHING: f"{what} desann nan zewo.",
        }[change.way]

    def highest(self, when: str, count: str) -> str:
        """« Se nan mwa mas yo konte plis: 40 antre. »"""
        return f"Se {when} yo konte plis: {count}."

    def all_hidden(self) -> str:
        """Nothing to say."""
        return "Total tablo sa a kache."

    def hidden(self, number: int) -> str:
        """« Gen yon chif ki kache nan tablo sa a: … »"""
        if number == 1:
            return "Gen yon chif ki kache nan tablo sa a: li piti, oubyen li ta fè moun jwenn yon lòt ki piti."
        return (
            f"Gen {self.number(number, feminine=False)} chif ki kache nan tablo sa a: "
            "yo piti, oubyen yo ta fè moun jwenn lòt ki piti."
        )
