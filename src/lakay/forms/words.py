"""What is wrong with a workbook or an answer, in the words of people. Literal tables: a test fails on a code without a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lakay.forms.xlsform import Fault

WORKBOOK: dict[str, Any] = {
    "too_large": _("The file is larger than %(detail)s MB."),
    "old_workbook": _("This is a workbook of the old kind (.xls). Save it as .xlsx and try again."),
    "not_a_workbook": _("This is no workbook: neither .xlsx nor Markdown tables, or it has more than %(detail)s rows."),
    "sheet_twice": _("Two sheets have this name."),
    "long_cell": _("This cell is longer than %(detail)s letters."),
    "no_survey": _("There is no sheet “survey” with questions."),
    "no_column": _("The column “%(detail)s” is missing."),
    "no_type": _("This row has no type."),
    "unknown_type": _("There is no type “%(detail)s”."),
    "no_list": _("The list “%(detail)s” is not on the sheet “choices”."),
    "no_name": _("This row has no name."),
    "bad_name": _("“%(detail)s” cannot be a name: letters, digits, _ - . only, a letter first."),
    "name_twice": _("The name “%(detail)s” stands twice in the same group."),
    "end_without_begin": _("Here something ends that did not begin: “%(detail)s”."),
    "begin_without_end": _("Here begins what never ends: “%(detail)s”."),
    "no_words": _("“%(detail)s” has no words in this language."),
    "no_question": _("The formula names the question “%(detail)s”, which is not there."),
    "unknown_function": _("The formula uses “%(detail)s”, which phones do not know."),
    "open_bracket": _("The brackets in the formula do not close."),
    "open_text": _("A text in the formula does not close."),
    "no_list_name": _("This choice belongs to no list."),
    "bad_choice": _("“%(detail)s” cannot be the code of a choice: no blanks."),
    "choice_twice": _("The choice “%(detail)s” stands twice in its list."),
    "bad_mapping": _("The mapping does not fit the form: “%(detail)s”."),
    "converter": _("The converter does not accept it. It says: %(detail)s"),
    "converter_failed": _("The converter could not read this workbook."),
    "converter_too_long": _("The conversion took too long and was stopped."),
}

ANSWER: dict[str, Any] = {
    "no_field": _("The form has no such question."),
    "missing": _("An answer is required."),
    "too_long": _("The answer is too long."),
    "not_a_choice": _("This is none of the choices."),
    "choice_twice": _("A choice stands twice."),
    "not_int": _("This is not a whole number."),
    "not_integer": _("This is not a whole number."),
    "not_decimal": _("This is not a number."),
    "not_date": _("This is not a date."),
    "not_time": _("This is not a time."),
    "not_datetime": _("This is not a date with a time."),
    "not_geopoint": _("This is not a place on the map."),
    "not_geotrace": _("This is not a line on the map."),
    "not_geoshape": _("This is not an area on the map."),
}

UNMAPPED: dict[str, Any] = {
    "no_target": _("Nobody takes these answers on this machine."),
    "faults": _("Some answers are wrong: somebody must look first."),
    "locked": _("It is encrypted, and the key is not on this machine."),
    "incomplete": _("Files that belong to it have not come yet."),
    "refused": _("The answers were not taken."),
    "failed": _("The answers do not fit the record."),
}

WHAT_TO_DO: dict[str, Any] = {
    "no_target": _("It waits here and nothing is lost. Try again once this machine takes such answers."),
    "faults": _("Look at the answers marked below. Where they can stand, make the records."),
    "locked": _("Look at it on the machine that has the key, or bring the key here and try again."),
    "incomplete": _("Let the phone send the rest, then try again."),
    "refused": _("Put right what the reason names, in the file of the person, and try again. Or ask them anew at the desk."),
    "failed": _("Tell whoever writes the forms: the mapping of this form must be mended."),
}
"""What somebody can do about each, so that nothing waits unseen."""


def fault_words(fault: Fault) -> str:
    """What is wrong, as a sentence."""
    return str(WORKBOOK[fault.code]) % {"detail": fault.detail}


def fault_line(name: str, fault: Fault) -> str:
    """What is wrong and where, on one line: file, sheet, row, column."""
    parts = [name]
    if fault.sheet:
        parts.append(str(_("sheet %(name)s")) % {"name": fault.sheet})
    if fault.row:
        parts.append(str(_("row %(number)s")) % {"number": fault.row})
    if fault.column:
        parts.append(str(_("column %(name)s")) % {"name": fault.column})
    return f"{', '.join(parts)}: {fault_words(fault)}"
