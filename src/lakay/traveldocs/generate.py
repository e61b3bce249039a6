"""Makes valid zones: for border passes, the demonstration country and tests."""

from __future__ import annotations

from datetime import date

from lakay.traveldocs.check_digits import check_digit
from lakay.traveldocs.layouts import LAYOUTS, Format, Layout
from lakay.traveldocs.parsing import parse
from lakay.traveldocs.transliteration import Language, LatinStyle, transliterate


class CannotGenerate(ValueError):
    """No valid zone can hold these data. The message names the field, never its value."""


def generate(
    kind: Format | str,
    *,
    document_code: str,
    issuing_state: str,
    document_number: str,
    surname: str,
    given_names: str = "",
    nationality: str,
    birth: date | str,
    sex: str,
    expiry: date | str,
    optional1: str = "",
    optional2: str = "",
    language: Language = Language.ANY,
    style: LatinStyle = LatinStyle.EXPANDED,
) -> tuple[str, ...]:
    """The rows of a valid zone.

    Names are given as written in life; a person with one name has it as surname. Dates are days, or six characters YYMMDD
    with fillers for what is unknown. Sex is M, F, or X or `<` for unspecified. A number longer than nine characters goes on
    into the optional data of TD1 and TD2 and is refused elsewhere. `optional1` of TD3 is the personal number.
    Raises CannotGenerate.
    """
    layout = LAYOUTS[Format(kind)]
    base, number_cd, optional = _number(layout, _code(document_number), _code(optional1))
    values = {
        "document_code": document_code.upper(),
        "issuing_state": issuing_state.upper(),
        "name": name_field(transliterate(surname, language=language, style=style),
                           transliterate(given_names, language=language, style=style),
                           layout.name.stop - layout.name.start),
        "document_number": base,
        "document_number_cd": number_cd,
        "nationality": nationality.upper(),
        "birth_date": _six(birth),
        "sex": "<" if sex.upper() in {"", "X"} else sex.upper(),
        "expiry_date": _six(expiry),
        "optional1": optional,
        "optional2": _code(optional2),
    }  # fmt: skip
    values["birth_date_cd"] = _digit("birth", values["birth_date"])
    values["expiry_date_cd"] = _digit("expiry", values["expiry_date"])
    return _checked(layout, _laid_out(layout, values))


def _code(text: str) -> str:
    """Numbers and optional data as they stand in a zone: capitals, and a filler for each space or hyphen."""
    return text.upper().replace(" ", "<").replace("-", "<")


def _six(day: date | str) -> str:
    return day if isinstance(day, str) else day.strftime("%y%m%d")


def _digit(field: str, text: str) -> str:
    try:
        return check_digit(text)
    except ValueError as foreign:
        raise CannotGenerate(f"{field}: only A-Z, 0-9 and < can stand in a zone") from foreign


def _number(layout: Layout, number: str, optional: str) -> tuple[str, str, str]:
    """The number field, its check digit, and the optional data with the rest of a long number before them."""
    if len(number) <= 9:
        return number, _digit("document_number", number.ljust(9, "<")), optional
    if not layout.long_numbers:
        raise CannotGenerate("document_number: at most nine characters fit this format")
    return number[:9], "<", number[9:] + _digit("document_number", number) + "<" + optional


def _laid_out(layout: Layout, values: dict[str, str]) -> str:
    """The rows joined, each value in its place; the last two check digits are worked out from what stands there."""
    text = list("<" * (layout.rows * layout.width))
    for field, value in values.items():
        place: slice = getattr(layout, field)
        room = place.stop - place.start
        if len(value.rstrip("<")) > room:
            raise CannotGenerate(f"{field}: at most {room} characters fit")
        text[place] = value[:room].ljust(room, "<")
    if layout.optional1_cd.stop and values["optional1"].strip("<"):
        text[layout.optional1_cd] = _digit("optional1", "".join(text[layout.optional1]))
    if layout.composite:
        covered = "".join("".join(text[place]) for place in layout.composite)
        text[layout.composite_cd] = _digit("composite", covered)
    return "".join(text)


def _checked(layout: Layout, text: str) -> tuple[str, ...]:
    """The rows, if the parser agrees that they hold: impossible dates and unknown codes are refused here."""
    rows = tuple(text[start : start + layout.width] for start in range(0, len(text), layout.width))
    mrz = parse(rows)
    if mrz.format is not layout.format or mrz.failed:
        raise CannotGenerate(f"{', '.join(mrz.failed) or 'document_code'}: not allowed in a valid zone")
    return rows


def name_field(primary: str, secondary: str, width: int) -> str:
    """A name field of this width, given names in A-Z and single fillers (Doc 9303-4 §4.2.3).

    A name that fits is never cut. One that does not is cut so that the last place holds a letter, which tells the reader
    that it may be cut; some of the secondary identifier always stays.
    """
    if not primary:
        raise CannotGenerate("surname: no letter is left of it in A-Z")
    whole = f"{primary}<<{secondary}" if secondary else primary
    if len(whole) <= width:
        return whole.ljust(width, "<")
    if not secondary:
        return _ending_in_letter(primary, width)
    kept = min(len(secondary.partition("<")[0]), max(1, width - len(primary) - 2, width // 4))
    if len(primary) + 2 + kept <= width:
        return primary + "<<" + _ending_in_letter(secondary, width - len(primary) - 2)
    return _ending_in_letter(primary, width - 2 - kept) + "<<" + secondary[:kept]


def _ending_in_letter(text: str, width: int) -> str:
    """The first `width` characters; where the cut falls behind a filler, the longest part before it gives up a letter."""
    cut = text[:width]
    if not cut.endswith("<"):
        return cut
    parts = cut[:-1].split("<")
    longest = max(parts, key=len)
    if len(longest) == 1:
        return cut
    parts[parts.index(longest)] = longest[:-1]
    return ("<".join(parts) + text[width - 1 :])[:width]
