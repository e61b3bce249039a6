"""Answers that came by a form, on a telephone or in the browser: they land beside those asked at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lakay.forms.targets import Given, NotTaken
from lakay.journal.writing import Act
from lakay.protection.actions.intakes import more_urgent, new_intake
from lakay.protection.actions.screenings import new_screening
from lakay.protection.models import Intake
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.rules.codes import IntakeStatus, Interpreter, Source
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven, Setting
from lakay.protection.rules.instruments import BadAnswers, Instrument, checked, signals
from lakay.protection.rules.intakes import OPEN

TARGET = "protection.answers"
FORM = "form"
ABOUT_THE_ASKING = ("instrument", "private", "language", "interpreter", "interviewer_sex")


def take_answers(act: Act, given: Given) -> list[UUID]:
    """Make a screening of a filled form: in the file it was about, or in a new one that waits to be received.

    The mapping says which instrument of the pack it is; the version is the form's. Raises NotTaken for what does not fit.
    """
    instrument = _instrument(given)
    answers = {code: answer for code, answer in given.values.items() if code not in ABOUT_THE_ASKING}
    try:
        kept = checked(instrument, answers)
    except BadAnswers as bad:
        raise NotTaken(_("These answers do not fit: %(questions)s") % {"questions": ", ".join(bad.faults)}) from bad
    said = ScreeningGiven(instrument.code, instrument.version, kept, _setting(given.values), channel=FORM)
    intake = _file(act, given, signals(instrument, kept), kept)
    return [intake.pk, new_screening(act, act.by, act.at, intake, said, kept).pk]


def _instrument(given: Given) -> Instrument:
    try:
        return the_pack().instrument(str(given.values.get("instrument", "")), given.version)
    except NoSuchInstrument as missing:
        raise NotTaken(_("The protection desk has no questions of this version.")) from missing


def _setting(values: dict[str, Any]) -> Setting:
    interpreter = Interpreter.STAFF if values.get("interpreter") == "yes" else Interpreter.NONE
    return Setting(
        {"yes": True, "no": False}.get(str(values.get("private"))), interpreter, str(values.get("interviewer_sex", ""))
    )


def _file(act: Act, given: Given, raised: frozenset[str], answers: dict[str, Any]) -> Intake:
    intake = Intake.objects.filter(pk=given.about).first()
    if intake is None:
        age = answers.get("age")
        child = ["child"] if isinstance(age, int) and age < 18 else []
        return new_intake(act, act.by, act.at, IntakeGiven(Source.COMMUNITY, (*raised, *child), age=age, received=False))
    if intake.status in OPEN:
        waits = intake.status == IntakeStatus.WAITING
        more_urgent(act, intake, raised, act.at, after=None if waits else IntakeStatus.SCREENED)
    return intake
