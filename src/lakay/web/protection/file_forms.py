"""What the pages of a file send. Each form cleans values; the rules are in `protection`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from lakay.kernel.ids import new_id
from lakay.protection.pack import the_pack
from lakay.protection.pack.tables import Statement
from lakay.protection.rules.codes import Finding, Guardian, Informed, Interpreter, Method, Outcome, Source
from lakay.protection.rules.consents import Answered
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven, Setting
from lakay.protection.rules.instruments import LARGEST, LONGEST_TEXT, Instrument, Question, QuestionType
from lakay.protection.rules.priorities import LEAST
from lakay.web.protection import file_words as words

LONGEST_NOTE = 2000
MONTHS = {"3": _("3 months"), "6": _("6 months"), "12": _("1 year"), "24": _("2 years")}
OWN_REASONS = ("pattern", "concern")
"""Rows of the table that only a call of the booth means."""


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _pick(
    label: Any, table: dict[str, Any], *, radio: bool = False, required: bool = True, blank: bool = False
) -> forms.ChoiceField:
    choices = [*([("", "—")] if blank else []), *((str(code), word) for code, word in table.items())]
    widget: type[forms.Widget] = forms.RadioSelect if radio else forms.Select
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


def _words(label: Any, *, rows: int = 2, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_NOTE})
    return forms.CharField(label=label, required=required, max_length=LONGEST_NOTE, widget=area)


def _several(label: Any, *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=required, widget=forms.CheckboxSelectMultiple)


class NewFileForm(CommandForm):
    """Somebody came otherwise than by the booth."""

    source = _pick(_("How they came"), {code: word for code, word in words.SOURCES.items() if code != Source.BOOTH})
    called = forms.CharField(label=_("What they want to be called"), max_length=120, required=False)
    sex = _pick(_("Sex"), {code: word for code, word in words.SEXES.items() if code}, blank=True, required=False)
    age = forms.IntegerField(label=_("Age in years, or about"), min_value=0, max_value=120, required=False)
    signals = _several(_("What you know of them"))
    here = _pick(_("Where they are"), {"yes": _("Before me"), "no": _("They wait or are announced")}, radio=True)
    note = _words(_("In a few words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"here": "yes", **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        rows = [row for row in the_pack().signals if row.code not in OWN_REASONS]
        self.fields["signals"].choices = [(row.code, words.said(row.labels)) for row in rows]  # type: ignore[attr-defined]

    @property
    def given(self) -> IntakeGiven:
        """What was told."""
        said = self.cleaned_data
        signals = (*said["signals"], *(["child"] if (said["age"] or 99) < 18 or said["age"] == 0 else []))
        return IntakeGiven(
            Source(said["source"]),
            signals,
            called=said["called"],
            sex=said["sex"],
            age=said["age"],
            note=said["note"],
            received=said["here"] == "yes",
        )


class ScreeningForm(CommandForm):
    """The questions of an instrument, and how they were asked."""

    began = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    private = _pick(_("Alone with you, out of hearing of others"), words.YES_NO, radio=True, required=False)
    interpreter = _pick(_("Interpreter"), words.INTERPRETERS)
    interviewer_sex = _pick(_("Who asks is a"), {"F": _("woman"), "M": _("man")}, radio=True, required=False)

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.fields |= {_name(question): FIELDS[question.type](question) for question in instrument.questions}

    @property
    def parts(self) -> Iterable[tuple[str, list[BoundField]]]:
        """The questions by section."""
        for section, questions in self.instrument.sections.items():
            yield words.section_words(section), [self[_name(question)] for question in questions]

    @property
    def given(self) -> ScreeningGiven:
        """What was answered."""
        said = self.cleaned_data
        private = {"yes": True, "no": False}.get(said["private"])
        return ScreeningGiven(
            self.instrument.code,
            self.instrument.version,
            {question.code: said[_name(question)] for question in self.instrument.questions},
            Setting(private, Interpreter(said["interpreter"]), said["interviewer_sex"]),
            began_at=said["began"],
        )

    def blame(self, faults: dict[str, str]) -> None:
        """Show what the rules found wrong."""
        known = {question.code: question for question in self.instrument.questions}
        for code in faults:
            where = _name(known[code]) if code in known else None
            self.add_error(where, _("Answer at least one question.") if where is None else _("This answer does not fit."))


def _name(question: Question) -> str:
    return f"q_{question.code}"


def _choice(question: Question, widget: type[forms.Widget], of: type[forms.ChoiceField] = forms.ChoiceField) -> forms.Field:
    choices = [(choice.code, words.said(choice.labels)) for choice in question.choices]
    return of(label=words.said(question.labels), choices=choices, widget=widget, required=False)


FIELDS: dict[QuestionType, Callable[[Question], forms.Field]] = {
    QuestionType.YES: lambda question: _pick(words.said(question.labels), words.ANSWERS, radio=True, required=False),
    QuestionType.ONE: lambda question: _choice(question, forms.RadioSelect),
    QuestionType.MANY: lambda question: _choice(question, forms.CheckboxSelectMultiple, forms.MultipleChoiceField),
    QuestionType.NUMBER: lambda question: forms.IntegerField(
        label=words.said(question.labels), min_value=0, max_value=LARGEST, required=False
    ),
    QuestionType.TEXT: lambda question: forms.CharField(
        label=words.said(question.labels), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    ),
}


class ConsentForm(CommandForm):
    """The seven statements, each answered by itself; how, before whom and until when."""

    language = _pick(_("Language it was explained in"), words.LANGUAGES)
    informed = _several(_("How it was explained"), required=True)
    method = _pick(_("How the answer was given"), words.METHODS)
    witness = forms.CharField(
        label=_("Witness"),
        max_length=200,
        required=False,
        help_text=_("For a spoken answer or a thumb print; not for a signature."),
    )
    months = _pick(_("Holds for"), MONTHS)
    assent = _pick(_("The child's own answer"), words.ASSENTS, radio=True)
    guardian = _pick(_("Who answers beside the child"), words.GUARDIANS, blank=True)
    guardian_name = forms.CharField(
        label=_("Name of who answers beside the child"),
        max_length=200,
        required=False,
        help_text=_("Empty only if nobody is there."),
    )
    last = ("assent", "guardian", "guardian_name", "informed", "language", "method", "witness", "months")

    def __init__(self, child: bool, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"months": "6", **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.child = child
        self.fields["informed"].choices = list(words.INFORMED.items())  # type: ignore[attr-defined]
        for row in the_pack().newest_statements:
            self.fields[f"s_{row.code}"] = _pick(words.said(row.labels), words.YES_NO, radio=True)
        self.order_fields([*(f"s_{row.code}" for row in the_pack().newest_statements), *self.last])
        if not child:
            for name in ("assent", "guardian", "guardian_name"):
                del self.fields[name]

    @property
    def rows(self) -> list[tuple[str, Statement, BoundField]]:
        """The seven statements: code, sentence of the pack, field."""
        return [(row.code, row, self[f"s_{row.code}"]) for row in the_pack().newest_statements]

    def answered(self, at: datetime) -> Answered:
        """What was answered."""
        said, rows = self.cleaned_data, the_pack().newest_statements
        return Answered(
            answers={row.code: said[f"s_{row.code}"] == "yes" for row in rows},
            version=rows[0].version,
            language=said["language"],
            method=Method(said["method"]),
            informed=tuple(Informed(code) for code in said["informed"]),
            until=at + timedelta(days=30 * int(said["months"])),
            witness=said["witness"],
            child=self.child,
            assent={"yes": True, "no": False}.get(said.get("assent", "")),
            guardian=Guardian(said["guardian"]) if self.child else None,
            guardian_name=said.get("guardian_name", ""),
        )


class CloseFileForm(CommandForm):
    """What became of the person."""

    outcome = _pick(_("What became of them"), {code.value: words.OUTCOMES[code] for code in Outcome})
    note = _words(_("In a few words"))


class AssignForm(CommandForm):
    """Who takes the file."""

    to = forms.ChoiceField(label=_("Give it to"))

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class SignalsForm(CommandForm):
    """What is new about somebody, of what the table of the pack knows; `known` stands already."""

    signals = _several(_("What is new"), required=True)

    def __init__(self, known: Collection[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in the_pack().signals if row.code not in {*OWN_REASONS, *known, LEAST}]
        self.fields["signals"].choices = [(row.code, words.said(row.labels)) for row in rows]  # type: ignore[attr-defined]


class DecideForm(CommandForm):
    """Trafficking, or not, and why."""

    finding = _pick(_("You decide"), {code.value: words.FINDINGS[code] for code in Finding}, radio=True)
    grounds = _words(_("Grounds"), rows=4, required=True)
