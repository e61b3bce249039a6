"""What is wrong with a workbook or an answer, in the words of people. Literal tables: a test fails on a code without a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lakay.forms.xlsform import Fault

WORKBOOK: dict[str, Any] = {
    "too_large": lazy("The file is larger than %(detail)s MB."),
    "old_workbook": lazy("This is a workbook of the old kind (.xls). Save it as .xlsx and try again."),
    "not_a_workbook": lazy("This is no workbook: neither .xlsx nor Markdown tables, or it has more than %(detail)s rows."),
    "sheet_twice": lazy("Two sheets have this name."),
    "long_cell": lazy("This cell is longer than %(detail)s letters."),
    "no_survey": lazy("There is no sheet “survey” with questions."),
    "no_column": lazy("The column “%(detail)s” is missing."),
    "no_type": lazy("This row has no type."),
    "unknown_type": lazy("There is no type “%(detail)s”."),
    "no_list": lazy("The list “%(detail)s” is not on the sheet “choices”."),
    "no_name": lazy("This row has no name."),
    "bad_name": lazy("“%(detail)s” cannot be a name: letters, digits, _ - . only, a letter first."),
    "name_twice": lazy("The name “%(detail)s” stands twice in the same group."),
    "end_without_begin": lazy("Here something ends that did not begin: “%(detail)s”."),
    "begin_without_end": lazy("Here begins what never ends: “%(detail)s”."),
    "no_words": lazy("“%(detail)s” has no words in this language."),
    "no_question": lazy("The formula names the question “%(detail)s”, which is not there."),
    "unknown_function": lazy("The formula uses “%(detail)s”, which phones do not know."),
    "open_bracket": lazy("The brackets in the formula do not close."),
    "open_text": lazy("A text in the formula does not close."),
    "no_list_name": lazy("This choice belongs to no list."),
    "bad_choice": lazy("“%(detail)s” cannot be the code of a choice: no blanks."),
    "choice_twice": lazy("The choice “%(detail)s” stands twice in its list."),
    "bad_mapping": lazy("The mapping does not fit the form: “%(detail)s”."),
    "converter": lazy("The converter does not accept it. It says: %(detail)s"),
    "converter_failed": lazy("The converter could not read this workbook."),
    "converter_too_long": lazy("The conversion took too long and was stopped."),
}

ANSWER: dict[str, Any] = {
    "no_field": lazy("The form has no such question."),
    "missing": lazy("An answer is required."),
    "too_long": lazy("The answer is too long."),
    "not_a_choice": lazy("This is none of the choices."),
    "choice_twice": lazy("A choice stands twice."),
    "not_int": lazy("This is not a whole number."),
    "not_integer": lazy("This is not a whole number."),
    "not_decimal": lazy("This is not a number."),
    "not_date": lazy("This is not a date."),
    "not_time": lazy("This is not a time."),
    "not_datetime": lazy("This is not a date with a time."),
    "not_geopoint": lazy("This is not a place on the map."),
    "not_geotrace": lazy("This is not a line on the map."),
    "not_geoshape": lazy("This is not an area on the map."),
}

UNMAPPED: dict[str, Any] = {
    "no_target": lazy("Nobody takes these answers on this machine."),
    "faults": lazy("Some answers are wrong: somebody must look first."),
    "locked": lazy("It is encrypted, and the key is not on this machine."),
    "incomplete": lazy("Files that belong to it have not come yet."),
    "refused": lazy("The answers were not taken."),
    "failed": lazy("The answers do not fit the record."),
}


def fault_words(fault: Fault) -> str:
    """What is wrong, as a sentence."""
    return str(WORKBOOK[fault.code]) % {"detail": fault.detail}


def fault_line(name: str, fault: Fault) -> str:
    """What is wrong and where, on one line: file, sheet, row, column."""
    parts = [name]
    if fault.sheet:
        parts.append(_("sheet %(name)s") % {"name": fault.sheet})
    if fault.row:
        parts.append(_("row %(number)s") % {"number": fault.row})
    if fault.column:
        parts.append(_("column %(name)s") % {"name": fault.column})
    return f"{', '.join(parts)}: {fault_words(fault)}"
