# ruff: noqa: RUF001 - the tables are made of the letters of three scripts
"""From national letters to A-Z: the tables of ICAO Doc 9303-3 §6, then `anyascii` for scripts they leave out."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from anyascii import anyascii


class Language(StrEnum):
    """Languages for which table B has values of their own (ISO 639-1)."""

    ANY = ""
    BELARUSIAN = "be"
    BULGARIAN = "bg"
    MACEDONIAN = "mk"
    SERBIAN = "sr"
    UKRAINIAN = "uk"


class LatinStyle(StrEnum):
    """Which of the values that table A allows for Ä, Å, Ñ, Ö and Ü is written."""

    EXPANDED = "expanded"  # Ä=AE, Ñ=N, Ü=UE
    SHORT = "short"  # Ä=A, Ö=O, Ü=U
    REVERSIBLE = "reversible"  # Ñ=NXX, Ü=UXX


def _table(text: str) -> dict[str, str]:
    return dict(entry.split("=") for entry in text.split())


# Table A. Letters not listed lose their accent, which is what the table says of them too.
_LATIN: Final = _table("Ä=AE Å=AA Æ=AE Ð=D Ñ=N Ö=OE Ø=OE Ü=UE Þ=TH Đ=D Ħ=H ı=I Ĳ=IJ Ŀ=L Ł=L Ŋ=N Œ=OE Ŧ=T ẞ=SS ß=SS Ə=E")
_LATIN_OF: Final = {
    LatinStyle.EXPANDED: _LATIN,
    LatinStyle.SHORT: _LATIN | _table("Ä=A Å=A Ö=O Ü=U"),
    LatinStyle.REVERSIBLE: _LATIN | _table("Ñ=NXX Ü=UXX"),
}

# Table B.
_CYRILLIC: Final = _table(
    "А=A Б=B В=V Г=G Д=D Е=E Ж=ZH З=Z И=I Й=I К=K Л=L М=M Н=N О=O П=P Р=R С=S Т=T У=U Ф=F Х=KH Ц=TS Ч=CH Ш=SH Щ=SHCH Ъ=IE Ы=Y"
    " Ь= Э=E Ю=IU Я=IA Ё=E Ђ=D Ѓ=G Є=IE Ѕ=DZ І=I Ї=I Ј=J Љ=LJ Њ=NJ Ћ=C Ќ=K Ў=U Џ=DZ Ѫ=U Ѵ=Y Ґ=G Ғ=G Һ=C"
)
_CYRILLIC_OF: Final = {
    Language.BELARUSIAN: _table("Г=H Ё=IO"),
    Language.BULGARIAN: _table("Щ=SHT"),
    Language.MACEDONIAN: _table("Ќ=KJ Џ=DJ Х=H Ц=C Ғ=GJ"),
    Language.SERBIAN: _table("Г=G Ж=Z Х=H Ц=C Ч=C Ш=S"),  # §6 prints Г=H for Serbian, against Serbian spelling
    Language.UKRAINIAN: _table("Г=H И=Y"),
}
_UKRAINIAN_FIRST: Final = _table("Є=YE Ї=YI Й=Y Ю=YU Я=YA")

# Table C: reversible, hence the X before letters that share a Latin one. Vowel marks are not encoded.
_ARABIC: Final = _table(
    "ء=XE آ=XAA أ=XAE ؤ=U إ=I ئ=XI ا=A ب=B ة=XTA ت=T ث=XTH ج=J ح=XH خ=XKH د=D ذ=XDH ر=R ز=Z س=S ش=XSH ص=XSS ض=XDZ ط=XTT ظ=XZZ"
    " ع=E غ=G ف=F ق=Q ك=K ل=L م=M ن=N ه=H و=W ى=XAY ي=Y ٱ=XXA ٹ=XXT ټ=XRT پ=P ځ=XKE څ=XXH چ=XC ڈ=XXD ډ=XDR ڑ=XXR ړ=XRR ږ=XRX"
    " ژ=XJ ښ=XXS ک=XKK ګ=XXK ڭ=XNG گ=XGG ں=XNN ڼ=XXN ھ=XDO ۀ=XYH ہ=XXG ۂ=XGE ۃ=XTG ی=XYA ۍ=XXY ې=Y ے=XYB ۓ=XBE"
)
_ARABIC_MARKS: Final = frozenset("ـًٌٍَُِْٰ")
_SHADDA: Final = "ّ"
_FINAL_TEH_MARBUTA: Final = re.compile(r"ة(?=\W|$)")

_DROPPED: Final = re.compile(r"['’‘`´ʼʹʺ]")
_GAPS: Final = re.compile(r"[^A-Z]+")


def transliterate(name: str, *, language: Language = Language.ANY, style: LatinStyle = LatinStyle.EXPANDED) -> str:
    """A name in A-Z and single fillers: apostrophes dropped, hyphens and spaces turned into a filler (§4.6).

    `Jean-Baptiste` gives `JEAN<BAPTISTE`, `O'Connor` gives `OCONNOR`. Digits and other signs are left out.
    """
    composed = unicodedata.normalize("NFC", _DROPPED.sub("", name)).replace("ß", "ẞ").replace("ı", "I").upper()
    latin = "".join(_word(word, language, style) for word in re.split(r"(\s+|-)", _arabic(composed)))
    return _GAPS.sub("<", re.sub(r"[^A-Z<\s-]", "", latin)).strip("<")


def _word(word: str, language: Language, style: LatinStyle) -> str:
    return "".join(_letter(letter, index == 0, language, style) for index, letter in enumerate(word))


def _letter(letter: str, first: bool, language: Language, style: LatinStyle) -> str:
    if "A" <= letter <= "Z" or letter in " -\t\n":
        return letter
    latin = _LATIN_OF[style].get(letter)
    if latin:
        return latin
    if letter in _CYRILLIC:
        return _cyrillic(letter, first, language)
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if "A" <= bare <= "Z" else _CYRILLIC.get(bare) or anyascii(letter).upper()


def _cyrillic(letter: str, first: bool, language: Language) -> str:
    if first and language is Language.UKRAINIAN and letter in _UKRAINIAN_FIRST:
        return _UKRAINIAN_FIRST[letter]
    return _CYRILLIC_OF.get(language, {}).get(letter, _CYRILLIC[letter])


def _arabic(text: str) -> str:
    """Table C, with shadda doubling what stands before it and teh marbuta at the end of a word as XAH."""
    out: list[str] = []
    for letter in _FINAL_TEH_MARBUTA.sub("XAH", text):
        if letter == _SHADDA and out:
            out.append(out[-1].removeprefix("X"))  # ضّ is XDZDZ
        elif letter not in _ARABIC_MARKS:
            out.append(_ARABIC.get(letter, letter))
    return "".join(out)
