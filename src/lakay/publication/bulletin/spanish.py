"""Spanish: gender in numbers and in “as many”, and “un” before a noun."""

from __future__ import annotations

from decimal import Decimal

from lakay.publication.bulletin.language import Language, Noun
from lakay.publication.bulletin.sizes import Change, Part, Than, Way

TIMES = ("", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


class Spanish(Language):
    """«Más del doble de entradas que de salidas»."""

    code = "es"
    quotes = ("«", "»")
    small = ("un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
    months = (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    )
    nouns = {
        "movement": Noun("movimiento", "movimientos"),
        "entry": Noun("entrada", "entradas", True),
        "exit": Noun("salida", "salidas", True),
        "woman": Noun("mujer", "mujeres", True),
        "man": Noun("hombre", "hombres"),
        "female": Noun("mujer o niña", "mujeres y niñas", True),
        "male": Noun("hombre o niño", "hombres y niños"),
        "movement by a female": Noun("movimiento de una mujer o niña", "movimientos de mujeres y niñas"),
        "movement by a male": Noun("movimiento de un hombre o niño", "movimientos de hombres y niños"),
        "person": Noun("persona", "personas", True),
        "migrant": Noun("migrante", "migrantes"),
        "refusal": Noun("rechazo", "rechazos"),
        "overstay": Noun("estancia excedida", "estancias excedidas", True),
        "stay": Noun("estancia", "estancias", True),
        "decision": Noun("decisión", "decisiones", True),
        "alert": Noun("alerta", "alertas", True),
        "file": Noun("expediente", "expedientes"),
        "screening": Noun("entrevista", "entrevistas", True),
        "victim": Noun("víctima detectada", "víctimas detectadas", True),
        "day": Noun("día", "días"),
        "referral": Noun("derivación", "derivaciones", True),
        "incident": Noun("incidente", "incidentes"),
        "record": Noun("registro", "registros"),
    }
    parts = {
        Part.ALL: "la totalidad",
        Part.NEARLY_ALL: "casi la totalidad ({percent})",
        Part.OVER_THREE_QUARTERS: "más de las tres cuartas partes ({percent})",
        Part.THREE_QUARTERS: "unas tres cuartas partes ({percent})",
        Part.TWO_THIRDS: "unos dos tercios ({percent})",
        Part.OVER_HALF: "más de la mitad ({percent})",
        Part.HALF: "aproximadamente la mitad ({percent})",
        Part.UNDER_HALF: "casi la mitad ({percent})",
        Part.THIRD: "aproximadamente un tercio ({percent})",
        Part.QUARTER: "aproximadamente una cuarta parte ({percent})",
        Part.FIFTH: "aproximadamente una quinta parte ({percent})",
        Part.TENTH: "aproximadamente una décima parte ({percent})",
        Part.LESS: "el {percent}",
        Part.NONE: "ninguna parte",
    }

    def number(self, number: int, *, feminine: bool) -> str:
        """«una»."""
        return "una" if number == 1 and feminine else super().number(number, feminine=feminine)

    def nothing(self, noun: Noun) -> str:
        """«ninguna entrada»."""
        return f"{'ninguna' if noun.feminine else 'ningún'} {noun.one}"

    def than(self, how: str, times: int, percent: Decimal, one: Noun, other: Noun) -> str:
        """«más del doble de entradas que de salidas»."""
        so_many = f"{'tantas' if one.feminine else 'tantos'} {one.many} como {other.many}"
        twice = f"doble de {one.many} que de {other.many}"
        several = f"{TIMES[times]} veces más {one.many} que {other.many}"
        return {
            Than.EQUAL: so_many,
            Than.ABOUT: f"más o menos {so_many}",
            Than.PERCENT: f"un {self.percent(percent)} más de {one.many} que de {other.many}",
            Than.NEARLY: f"casi el {twice}" if times == 2 else f"casi {several}",
            Than.TIMES: f"el {twice}" if times == 2 else several,
            Than.MORE: f"más del {twice}" if times == 2 else f"más de {several}",
            Than.NONE: f"{one.many}, pero {self.nothing(other)}",
        }[Than(how)]

    def over(self, months: tuple[str, ...]) -> str:
        """«de enero a marzo de 2026»."""
        first, last = months[0], months[-1]
        if len(months) == 12:
            return f"en {first[:4]}"
        if len(months) == 1:
            return f"en {self.month(first)} de {first[:4]}"
        return f"de {self.month(first)} a {self.month(last)} de {last[:4]}"

    def total(self, number: int, name: str, when: str) -> str:
        """«Se contaron tres entradas en marzo de 2026.»"""
        if number == 0:
            return f"No se contó {self.nothing(self.noun(name))} {when}."
        return f"Se {'contó' if number == 1 else 'contaron'} {self.count(number, name)} {when}."

    def pair(self, clause: str, first: str, second: str) -> str:
        """«Hubo el doble de entradas que de salidas: cuatro entradas y dos salidas.»"""
        return f"Hubo {clause}: {first} y {second}."

    def top(self, label: str, count: str, share: str, *, of_shown: bool) -> str:
        """«La mayor parte corresponde a Ouanaminthe: 40 movimientos, aproximadamente la mitad (51 %) del total.»"""
        largest = "De las cifras mostradas, la mayor corresponde a" if of_shown else "La mayor parte corresponde a"
        return f"{largest} {label}: {count}, {share} del total."

    def day(self, code: str) -> str:
        """«14 de marzo»."""
        return f"{int(code[8:])} de {self.month(code)}"

    def within(self, code: str) -> str:
        """«en marzo», «el 14 de marzo»."""
        return f"{'el' if len(code) > 7 else 'en'} {self.label(code)}"

    def from_to(self, first: str, last: str) -> str:
        """«de enero a marzo», «del 14 de marzo al 20 de marzo»."""
        if len(first) > 7:
            return f"del {self.day(first)} al {self.day(last)}"
        return f"de {self.month(first)} a {self.month(last)}"

    def over_days(self, first: str, last: str) -> str:
        """«del 14 de marzo al 20 de marzo de 2026»."""
        return f"{self.within(first) if first == last else self.from_to(first, last)} de {last[:4]}"

    def changed(self, name: str, when: str, change: Change) -> str:
        """«De enero a marzo, el número de entradas aumentó un 12 %.»"""
        what = f"{self.sentence(when)}, el número de {self.noun(name).many}"
        return {
            Way.SAME: f"{what} se mantuvo igual.",
            Way.ROSE: f"{what} aumentó un {self.percent(change.percent)}.",
            Way.FELL: f"{what} bajó un {self.percent(change.percent)}.",
            Way.MANIFOLD: f"{what} se multiplicó al menos por {TIMES[max(change.times, 2)]}.",
            Way.HALVED: f"{what} bajó a la mitad.",
            Way.FROM_NOTHING: f"{what} partió de cero.",
            Way.TO_NOTHING: f"{what} bajó a cero.",
        }[change.way]

    def highest(self, when: str, count: str) -> str:
        """«La cifra más alta se contó en marzo: 40 entradas.»"""
        return f"La cifra más alta se contó {when}: {count}."

    def all_hidden(self) -> str:
        """Nothing to say."""
        return "El total de esta tabla está oculto."

    def hidden(self, number: int) -> str:
        """«Una cifra de esta tabla está oculta: …»"""
        if number == 1:
            return "Una cifra de esta tabla está oculta: es pequeña, o permitiría averiguar una pequeña."
        count = self.sentence(self.number(number, feminine=True))
        return f"{count} cifras de esta tabla están ocultas: son pequeñas, o permitirían averiguar otras pequeñas."
