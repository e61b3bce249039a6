"""What the desk sends. A form gathers an alert; whether it can stand is decided by the rules of the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.places.pack.records import AlertCategory
from lakay.watchlist.rules.contents import BadContents, Contents, Fault, WantedDocument, WantedName
from lakay.watchlist.rules.sheet import names_in
from lakay.watchlist.rules.states import AlertStatus
from lakay.web.shell.fields import DayField, as_typed, to_type
from lakay.web.watchlist.words import FAULT_FIELDS, FAULTS, SEXES, STATUSES, category_label, document_choices

LONGEST_TEXT = 2_000
LARGEST_FILE = 5_000_000
ENDING = "ending"


def start_of(day: date) -> datetime:
    """The first instant of a day at the clock of the screen."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def after(day: date) -> datetime:
    """The instant after a last day."""
    return start_of(day + timedelta(days=1))


def last_day_of(until_at: datetime) -> date:
    """The last day that is wholly or partly before an instant."""
    return timezone.localtime(until_at - timedelta(microseconds=1)).date()


def text_area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows, "cols": 40, "autocomplete": "off", "spellcheck": "false"})


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_TEXT, widget=text_area(2))


class RenewForm(ReasonForm):
    """A later end, and why."""

    last_day = DayField(label=_("New last day"))
    field_order = ("last_day", "reason")


class AlertForm(ReasonForm):
    """Whom or what the posts should look out for."""

    category = forms.ChoiceField(label=_("Category"))
    family = forms.CharField(label=_("Family name"), max_length=200, required=False)
    given = forms.CharField(label=_("Given names"), max_length=200, required=False)
    aliases = forms.CharField(
        label=_("Other names"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=text_area(2),
        help_text=_("One a line: family name, comma, given names."),
    )
    birth = forms.CharField(
        label=_("Date of birth"),
        max_length=20,
        required=False,
        help_text=_("07/03/1984, 03/1984 or 1984; with ~ behind it if it is an estimate."),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=list(SEXES.items()), required=False)
    nationalities = forms.CharField(
        label=_("Nationalities"), max_length=60, required=False, help_text=_("Codes as in a passport, with blanks: HTI DOM.")
    )
    issuing_state = forms.CharField(label=_("Issuing state"), max_length=3, required=False)
    number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    document_type = forms.ChoiceField(label=_("Type of document"), required=False)
    documents = forms.CharField(
        label=_("Other documents"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=text_area(2),
        help_text=_("One a line: state, number, type (as HTI, RD1234567, passport)."),
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=LONGEST_TEXT, required=False, widget=text_area(2))
    legal_reference = forms.CharField(label=_("Reference of the act"), max_length=200, required=False)
    authority = forms.CharField(label=_("Authority that ordered it"), max_length=200, required=False)
    note = forms.CharField(
        label=_("For the desk that takes over"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=text_area(2),
        help_text=_("The booth never sees this."),
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    command = forms.UUIDField(widget=forms.HiddenInput)
    field_order = (
        *("category", "family", "given", "aliases", "birth", "sex", "nationalities"),
        *("issuing_state", "number", "document_type", "documents"),
        *("legal_basis", "legal_reference", "authority", "note", "first_day", "last_day", "reason", "command"),
    )

    def __init__(self, *args: Any, among: Iterable[AlertCategory], at_once: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["category"], [(row.code, category_label(row.code)) for row in among])
        choose(self.fields["document_type"], document_choices())
        if at_once:
            del self.fields["first_day"]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what they are about, each group with its heading; fields that stand in no group are hidden ones."""
        heads = {
            str(_("Who")): ("category", "family", "given", "aliases", "birth", "sex", "nationalities"),
            str(_("Documents")): ("issuing_state", "number", "document_type", "documents"),
            str(_("Legal ground")): ("legal_basis", "legal_reference", "authority", "note"),
            str(_("How long, and why")): ("first_day", "last_day", "reason"),
        }
        return [(head, [self[name] for name in names if name in self.fields]) for head, names in heads.items()]

    def clean_birth(self) -> PartialDate:
        """A date as far as it is known."""
        try:
            return as_typed(self.cleaned_data["birth"])
        except BadDate as error:
            raise forms.ValidationError(_("Write the date as 07/03/1984, 03/1984 or 1984.")) from error

    def contents(self, at: datetime) -> Contents:
        """The alert, as it would stand; without a first day it begins now."""
        values = self.cleaned_data
        first = values.get("first_day")
        return Contents(
            category=values["category"],
            from_at=start_of(first) if first else at,
            until_at=after(values["last_day"]),
            names=(*_own_name(values), *names_in(values["aliases"], "\n")),
            documents=(*_own_document(values), *_documents_in(values["documents"])),
            birth=values["birth"],
            sex=values["sex"],
            nationalities=tuple(values["nationalities"].upper().split()),
            **{name: values[name].strip() for name in ("legal_basis", "legal_reference", "authority", "note")},
        )

    def tell(self, bad: BadContents) -> None:
        """Put what the rules of the list found beside the fields."""
        for fault in bad.faults:
            field = FAULT_FIELDS.get(fault)
            self.add_error(field if field in self.fields else None, str(FAULTS[Fault(fault)]))


def _own_name(values: dict[str, Any]) -> Iterable[WantedName]:
    family, given = values["family"].strip(), values["given"].strip()
    return [WantedName(family, given)] if family or given else []


def _own_document(values: dict[str, Any]) -> Iterable[WantedDocument]:
    state, number = values["issuing_state"].strip().upper(), values["number"].strip()
    return [WantedDocument(state, number, values["document_type"])] if state or number else []


def _documents_in(text: str) -> Iterable[WantedDocument]:
    """A line that has not three parts gives a document that the rules refuse."""
    lines = [[part.strip() for part in line.split(",")] for line in text.splitlines() if line.strip()]
    return [WantedDocument(*(line if len(line) == 3 else ("", "", ""))) for line in lines]


def choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    """Give a field its choices, in the language of the screen."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def start_values(contents: Contents) -> dict[str, Any]:
    """What the form shows of an alert that is to be changed."""
    name = contents.names[0] if contents.names else WantedName("", "")
    document = contents.documents[0] if contents.documents else WantedDocument("", "", "passport")
    return {
        **{
            field: getattr(contents, field)
            for field in ("category", "sex", "legal_basis", "legal_reference", "authority", "note")
        },
        "family": name.family,
        "given": name.given,
        "aliases": "\n".join(f"{other.family}, {other.given}" for other in contents.names[1:]),
        "birth": to_type(contents.birth),
        "nationalities": " ".join(contents.nationalities),
        "issuing_state": document.issuing_state,
        "number": document.number,
        "document_type": document.type,
        "documents": "\n".join(f"{other.issuing_state}, {other.number}, {other.type}" for other in contents.documents[1:]),
        "first_day": timezone.localtime(contents.from_at).date(),
        "last_day": last_day_of(contents.until_at),
    }


class FilterForm(forms.Form):
    """Which alerts. Nothing here names a person, so it may stand in an address."""

    status = forms.ChoiceField(label=_("State"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)

    def __init__(self, *args: Any, among: Iterable[AlertCategory], agencies: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ending = (ENDING, _("ends within 30 days"))
        choose(self.fields["status"], [("", _("all")), (AlertStatus.ACTIVE.value, STATUSES[AlertStatus.ACTIVE]), ending])
        others = [(code.value, STATUSES[code]) for code in AlertStatus if code is not AlertStatus.ACTIVE]
        choose(self.fields["status"], [("", _("all")), (AlertStatus.ACTIVE.value, STATUSES[AlertStatus.ACTIVE]), ending, *others])
        choose(self.fields["category"], [("", _("all")), *((row.code, category_label(row.code)) for row in among)])
        choose(self.fields["agency"], [("", _("all")), *((code, code) for code in agencies)])


class FindForm(forms.Form):
    """The number of an alert, a whole name or a whole document. Sent by POST, so that none of them stands in an address."""

    reference = forms.CharField(label=_("Number of the alert"), max_length=20, required=False)
    family = forms.CharField(label=_("Family name"), max_length=200, required=False)
    given = forms.CharField(label=_("Given names"), max_length=200, required=False)
    issuing_state = forms.CharField(label=_("Issuing state"), max_length=3, required=False)
    number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    document_type = forms.ChoiceField(label=_("Type of document"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["document_type"], document_choices())

    @property
    def name(self) -> WantedName:
        """The name to look for."""
        return WantedName(self.cleaned_data["family"], self.cleaned_data["given"])

    @property
    def document(self) -> WantedDocument | None:
        """The document to look for, if there is a number."""
        values = self.cleaned_data
        wanted = WantedDocument(values["issuing_state"], values["number"], values["document_type"] or "passport")
        return wanted if values["number"] else None


class ImportForm(ReasonForm):
    """A file of alerts."""

    file = forms.FileField(label=_("File"), max_length=200)
    field_order = ("file", "reason")

    def clean_file(self) -> Any:
        """Not larger than a file of alerts can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("A file has at most 5,000 alerts. Split it."))
        return file
