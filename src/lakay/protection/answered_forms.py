"""Answers that came by a form, on a telephone or in the browser: they land beside those asked at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lakay.forms.targets import Given, NotTaken
from lakay.journal.writing import Act
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.protection.actions.intakes import announced_intake, more_urgent
from lakay.protection.actions.screenings import new_screening
from lakay.protection.models import Intake
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.queries import may_ask
from lakay.protection.rules.codes import IntakeStatus, Interpreter, Source
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven, Setting
from lakay.protection.rules.instruments import NO, YES, BadAnswers, Instrument, checked, signals
from lakay.protection.rules.intakes import ADULT_FROM, OPEN

TARGET, ANNOUNCED = "protection.answers", "protection.announced"
FORM = "form"
ABOUT_THE_ASKING = ("instrument", "questions", "private", "language", "interpreter", "interviewer_sex", "sex")
AGREED = "agreed"
"""The question of a form by which somebody agrees to be asked, where the statements of consent were not read."""


def take_answers(act: Act, given: Given) -> list[UUID]:
    """Make a screening of a filled form: in the file it was about, or in a new one that waits to be received.

    The mapping says which instrument of the pack it is, and which version of its questions (`questions`) where the form alone got a newer
    one; else it is the form's. Raises NotTaken for what does not fit.
    """
    instrument = _instrument(given)
    answers = {code: answer for code, answer in given.values.items() if code not in ABOUT_THE_ASKING}
    try:
        kept = checked(instrument, answers)
    except BadAnswers as bad:
        raise NotTaken(_("These answers do not fit: %(questions)s") % {"questions": ", ".join(bad.faults)}) from bad
    about = Intake.objects.filter(pk=given.about).first()
    if instrument.consent and kept.get(AGREED) != YES and not (about and may_ask(about, act.at)):
        raise NotTaken(_("These questions wait for a yes. Help does not."))
    said = ScreeningGiven(instrument.code, instrument.version, kept, _setting(given.values), channel=FORM)
    intake = _file(act, given, about, signals(instrument, kept), kept)
    return [intake.pk, new_screening(act, _sender(act, given), act.at, intake, said, kept).pk]


def take_announcement(act: Act, given: Given) -> list[UUID]:
    """Somebody is announced to the desk by another: a file that waits, if anything in `signals` or `child_alone` calls for the desk.

    Where nothing does, no record is made, and that is in order. Raises NotTaken.
    """
    said = given.values
    listed = said.get("signals")
    told = {str(code) for code in (*(listed if isinstance(listed, list) else [listed]), said.get("child_alone")) if code}
    known = sorted(code for code in told if the_pack().signal(code) is not None)
    if not known:
        return []
    age = _age(said, act.at.date())
    called = str(said.get("called", ""))[:120]
    announced = IntakeGiven(_source(said), (*known, *_child(age)), called=called, sex=_sex(said), age=age, received=False)
    return [announced_intake(act, _sender(act, given), act.at, announced).pk]


def _instrument(given: Given) -> Instrument:
    try:
        return the_pack().instrument(str(given.values.get("instrument", "")), str(given.values.get("questions", given.version)))
    except NoSuchInstrument as missing:
        raise NotTaken(_("The protection desk has no questions of this version.")) from missing


def _sender(act: Act, given: Given) -> Actor:
    """Who filled the form, at the post where the person waits. Raises NotTaken where nobody says which post that is."""
    post = given.post or act.by.post
    if not post:
        raise NotTaken(_("It came from no post. Choose your post and try again."))
    return Actor(given.sent_by, given.agency, post)


def _setting(values: dict[str, Any]) -> Setting:
    interpreter = Interpreter.STAFF if values.get("interpreter") == YES else Interpreter.NONE
    return Setting({YES: True, NO: False}.get(str(values.get("private"))), interpreter, str(values.get("interviewer_sex", "")))


def _file(act: Act, given: Given, about: Intake | None, raised: frozenset[str], answers: dict[str, Any]) -> Intake:
    if about is None:
        age = answers.get("age")
        came = IntakeGiven(Source.COMMUNITY, (*raised, *_child(age)), sex=_sex(given.values), age=age, received=False)
        return announced_intake(act, _sender(act, given), act.at, came)
    if about.status in OPEN:
        waits = about.status == IntakeStatus.WAITING
        more_urgent(act, about, raised, act.at, after=None if waits else IntakeStatus.SCREENED)
    return about


def _child(age: object) -> list[str]:
    return ["child"] if isinstance(age, int) and age < ADULT_FROM else []


def _sex(values: dict[str, Any]) -> str:
    return str(values.get("sex", ""))[:1]


def _source(values: dict[str, Any]) -> Source:
    try:
        return Source(str(values.get("source", "")))
    except ValueError as unknown:
        raise NotTaken(_("These answers do not fit: %(questions)s") % {"questions": "source"}) from unknown


def _age(values: dict[str, Any], today: date) -> int | None:
    """Years by the date of birth, else as told."""
    if born := values.get("birth_on"):
        ages = PartialDate.on(date.fromisoformat(str(born))).age_on(today)
        return ages[0] if ages else None
    age = values.get("age")
    return age if isinstance(age, int) else None
