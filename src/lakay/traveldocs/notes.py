"""Remarks on a zone: a stable code for programs and a sentence for a person. No remark repeats a name, number or date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MESSAGES: Final[dict[str, str]] = {
    # what the document says
    "specimen": "The code {code} is kept for specimens: this is not a document of a real person.",
    "expired": "The document's date of expiry has passed.",
    "expiry_far": "The date of expiry is more than {years} years ahead, longer than a document of this kind is issued for.",
    "birth_partly_unknown": "Part of the date of birth is unknown to the issuing state.",
    "name_possibly_truncated": "The name fills its field, so it may be cut short.",
    "name_single": "The holder has one name only.",
    "name_without_surname": "The zone gives no primary identifier; all names are secondary ones.",
    "stateless": "The holder is a stateless person ({code}).",
    "refugee": "The holder is a refugee ({code}).",
    "nationality_unspecified": "The holder's nationality is unspecified (XXX).",
    "state_withdrawn": "The code {code} is no longer given out.",
    "state_irregular": "The code {code} is not the one of Doc 9303, yet it is met on real documents.",
    # how it is written
    "long_document_number": "The document number is longer than nine characters and runs on into the optional data.",
    "number_counts_filler": "The check digit of the number counts the filler in its middle (Belgian variant).",
    "personal_number_filler": "The check digit of the personal number is a filler in place of 0.",
    # how it was read
    "characters_cleaned": "Lower case, spaces or look-alike fillers were turned into characters of the zone.",
    "rows_split": "The rows came without line ends and were split by their length.",
    "surroundings_dropped": "Characters before or after the zone were left out.",
    "keyboard_layout": "The reader and this computer disagree on the keyboard: {layout}. The text was turned back.",
    "keyboard_ambiguous": "Y and Z may be exchanged in the names: the keyboards of both kinds fit this text.",
    "row_missing": "Row {row} of the {format} zone is missing.",
    # why it is not a zone of ICAO
    "empty": "There is nothing to read.",
    "wrong_shape": "The lengths of the rows ({lengths}) fit no format of Doc 9303.",
    "nothing_in_place": "The rows are as long as those of a {format} zone, but nothing stands where it should.",
    "bad_character": "Row {row} has a character at position {column} that no zone may hold.",
    "not_understood": "The input is not a JSON object with an id and a list of lines.",
    "non_icao": "This is not a document of ICAO Doc 9303: {name}.",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark. `code` is one of the keys of MESSAGES and never changes its meaning."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def note(code: str, /, **details: str | int) -> Note:
    """The remark of this code with its details filled in."""
    return Note(code, MESSAGES[code].format(**details))
