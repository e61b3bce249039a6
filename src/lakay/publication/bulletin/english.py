"""English."""

from __future__ import annotations

from decimal import Decimal

from lakay.publication.bulletin.language import Language, Noun
from lakay.publication.bulletin.sizes import Change, Part, Than, Way

TIMES = (
    "",
    "",
    "twice",
    "three times",
    "four times",
    "five times",
    "six times",
    "seven times",
    "eight times",
    "nine times",
    "ten times",
)


class English(Language):
    """“More than twice as many entries as exits”."""

    code = "en"
    thousands, mark, quotes = ",", ".", ("“", "”")
    small = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    months = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    nouns = {
        "movement": Noun("movement", "movements"),
        "entry": Noun("entry", "entries"),
        "exit": Noun("exit", "exits"),
        "woman": Noun("woman", "women"),
        "man": Noun("man", "men"),
        "female": Noun("woman or girl", "women and girls"),
        "male": Noun("man or boy", "men and boys"),
        "movement by a female": Noun("movement by a woman or girl", "movements by women and girls"),
        "movement by a male": Noun("movement by a man or boy", "movements by men and boys"),
        "person": Noun("person", "people"),
        "migrant": Noun("migrant", "migrants"),
        "refusal": Noun("refusal", "refusals"),
        "overstay": Noun("overstay", "overstays"),
        "stay": Noun("stay", "stays"),
        "decision": Noun("decision", "decisions"),
        "alert": Noun("alert", "alerts"),
        "file": Noun("file", "files"),
        "screening": Noun("screening", "screenings"),
        "victim": Noun("detected victim", "detected victims"),
        "day": Noun("day", "days"),
        "referral": Noun("referral", "referrals"),
        "incident": Noun("incident", "incidents"),
        "record": Noun("record", "records"),
    }
    parts = {
        Part.ALL: "all",
        Part.NEARLY_ALL: "nearly all ({percent})",
        Part.OVER_THREE_QUARTERS: "more than three quarters ({percent})",
        Part.THREE_QUARTERS: "about three quarters ({percent})",
        Part.TWO_THIRDS: "about two thirds ({percent})",
        Part.OVER_HALF: "more than half ({percent})",
        Part.HALF: "about half ({percent})",
        Part.UNDER_HALF: "nearly half ({percent})",
        Part.THIRD: "about a third ({percent})",
        Part.QUARTER: "about a quarter ({percent})",
        Part.FIFTH: "about a fifth ({percent})",
        Part.TENTH: "about a tenth ({percent})",
        Part.LESS: "{percent}",
        Part.NONE: "none",
    }

    def percent(self, value: Decimal) -> str:
        """Without a space."""
        return super().percent(value).replace("\u00a0", "")

    def nothing(self, noun: Noun) -> str:
        """“no entry”."""
        return f"no {noun.one}"

    def than(self, how: str, times: int, percent: Decimal, one: Noun, other: Noun) -> str:
        """“more than twice as many entries as exits”."""
        as_many = f"as many {one.many} as {other.many}"
        return {
            Than.EQUAL: as_many,
            Than.ABOUT: f"about {as_many}",
            Than.PERCENT: f"{self.percent(percent)} more {one.many} than {other.many}",
            Than.NEARLY: f"nearly {TIMES[times]} {as_many}",
            Than.TIMES: f"{TIMES[times]} {as_many}",
            Than.MORE: f"more than {TIMES[times]} {as_many}",
            Than.NONE: f"{one.many} but no {other.one}",
        }[Than(how)]

    def over(self, months: tuple[str, ...]) -> str:
        """“from January to March 2026”."""
        first, last = months[0], months[-1]
        if len(months) == 12:
            return f"in {first[:4]}"
        if len(months) == 1:
            return f"in {self.month(first)} {first[:4]}"
        return f"from {self.month(first)} to {self.month(last)} {last[:4]}"

    def total(self, number: int, name: str, when: str) -> str:
        """“Three entries were counted in March 2026.”"""
        return self.sentence(f"{self.count(number, name)} {'was' if number < 2 else 'were'} counted {when}.")

    def pair(self, clause: str, first: str, second: str) -> str:
        """“There were twice as many entries as exits: four entries and two exits.”"""
        return f"There were {clause}: {first} and {second}."

    def top(self, label: str, count: str, share: str, *, of_shown: bool) -> str:
        """“The largest part is Ouanaminthe: 40 movements, about half (51%) of all.”"""
        largest = "Of the figures that are shown, the largest is" if of_shown else "The largest part is"
        return f"{largest} {label}: {count}, {share} of all."

    def within(self, code: str) -> str:
        """“in March”, “on 14 March”."""
        return f"{'on' if len(code) > 7 else 'in'} {self.label(code)}"

    def from_to(self, first: str, last: str) -> str:
        """“from January to March”."""
        return f"from {self.label(first)} to {self.label(last)}"

    def over_days(self, first: str, last: str) -> str:
        """“from 14 March to 20 March 2026”, “on 14 March 2026”."""
        return f"{self.within(first) if first == last else self.from_to(first, last)} {last[:4]}"

    def changed(self, name: str, when: str, change: Change) -> str:
        """“From January to March the number of entries rose by 12%.”"""
        what = f"{self.sentence(when)} the number of {self.noun(name).many}"
        return {
            Way.SAME: f"{what} stayed the same.",
            Way.ROSE: f"{what} rose by {self.percent(change.percent)}.",
            Way.FELL: f"{what} fell by {self.percent(change.percent)}.",
            Way.MANIFOLD: f"{what} rose to at least {TIMES[max(change.times, 2)]} as many.",
            Way.HALVED: f"{what} fell by half.",
            Way.FROM_NOTHING: f"{what} rose from nothing.",
            Way.TO_NOTHING: f"{what} fell to nothing.",
        }[change.way]

    def highest(self, when: str, count: str) -> str:
        """“Most were counted in March: 40 entries.”"""
        return f"Most were counted {when}: {count}."

    def all_hidden(self) -> str:
        """Nothing to say."""
        return "The total of this table is hidden."

    def hidden(self, number: int) -> str:
        """“One figure of this table is hidden: …”"""
        if number == 1:
            return "One figure of this table is hidden: it is small, or would give a small one away."
        count = self.sentence(self.number(number, feminine=False))
        return f"{count} figures of this table are hidden: they are small, or would give small ones away."
