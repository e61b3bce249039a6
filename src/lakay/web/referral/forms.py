"""What the pages of referrals send."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.kernel.ids import new_id
from lakay.referral.rules.given import AgreedGiven, Answered, Basis, Complained, Drafted, Told
from lakay.referral.rules.states import Channel, Decline, Status
from lakay.web.referral import words

LONGEST = 2000
DAYS = {"30": _("1 month"), "90": _("3 months"), "180": _("6 months")}
YES_NO = {"yes": True, "no": False}


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


def _words(label: Any, *, required: bool = False, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area, help_text=hint)


def _radio(label: Any, table: dict[str, Any], *, required: bool = True) -> forms.ChoiceField:
    choices = [(str(code), word) for code, word in table.items()]
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


class PrepareForm(CommandForm):
    """Whether the person agrees, and what the service is told beside."""

    agrees = _radio(
        _("Do they agree that this service is told?"),
        {
            "named": _("Yes, with the name"),
            "unnamed": _("Yes, without the name"),
            Basis.LIFE.value: _("They cannot be asked, and life is in danger"),
        },
    )
    grounds = _words(_("Why life is in danger"))
    method = forms.ChoiceField(label=_("How they agreed"), choices=list(words.METHODS.items()), initial="spoken")
    language = forms.ChoiceField(label=_("Language it was explained in"), choices=list(words.LANGUAGES.items()))
    days = forms.ChoiceField(label=_("Holds for"), choices=list(DAYS.items()), initial="30")
    assent = _radio(
        _("The child's own answer"), {"yes": _("Yes"), "no": _("No"), "young": _("Too young to be asked")}, required=False
    )
    guardian = forms.ChoiceField(
        label=_("Who answers beside the child"), choices=[("", "—"), *words.GUARDIANS.items()], required=False
    )
    phone = forms.CharField(label=_("Telephone of the desk"), max_length=20, required=False)
    note = _words(_("What the service must know to be ready"), hint=_("Without the story. The agreement decides what goes."))

    def __init__(self, *args: Any, child: bool, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child, self.agreed = child, agreed
        if agreed:
            for name in ("agrees", "grounds", "method", "language", "days"):
                del self.fields[name]
        if not child or agreed:
            del self.fields["assent"], self.fields["guardian"]

    def clean(self) -> dict[str, Any]:
        """A child's answer, and who answers beside them, are asked: no answer stands there beforehand."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("agrees") != Basis.LIFE:
            for name in {"assent", "guardian"} & set(self.fields):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("This must be answered."))
        return told

    def given(self, recipient: str, at: datetime) -> AgreedGiven | None:
        """The yes that was given now; None where one stands or life is in danger."""
        told = self.cleaned_data
        if self.agreed or told["agrees"] == Basis.LIFE:
            return None
        return AgreedGiven(
            recipient,
            told["agrees"] == "named",
            told["method"],
            told["language"],
            at + timedelta(days=int(told["days"])),
            self.child,
            YES_NO.get(told.get("assent", "")),
            told.get("guardian", ""),
        )

    @property
    def drafted(self) -> Drafted:
        """What the referral says."""
        told = self.cleaned_data
        life = not self.agreed and told["agrees"] == Basis.LIFE
        return Drafted(Basis.LIFE if life else Basis.CONSENT, told.get("grounds", ""), told["note"], told["phone"])


class AnswerForm(CommandForm):
    """A step of the service; to decline it says why."""

    step = forms.ChoiceField(label=_("What the service says"))
    reason = forms.ChoiceField(label=_("If it declines: why"), required=False, choices=[("", "—"), *words.DECLINES.items()])
    note = _words(_("In a few words"))

    def __init__(self, steps: Iterable[Status], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kwargs.pop('about', 'answer')}_%s", **kwargs)
        self.fields["step"].choices = [(step.value, words.STEPS[step]) for step in steps]  # type: ignore[attr-defined]

    def answered(self, channel: Channel) -> Answered:
        """What was answered."""
        told = self.cleaned_data
        return Answered(Status(told["step"]), channel, Decline(told["reason"]) if told["reason"] else None, told["note"])


class FeedbackForm(CommandForm):
    """What the person says of the service."""

    understood = _radio(_("Understood what happens"), words.ANSWERS, required=False)
    safe = _radio(_("Feels safe"), words.ANSWERS, required=False)
    satisfied = _radio(_("Is satisfied"), words.ANSWERS, required=False)
    words = _words(_("In their own words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "voice_%s"} | kwargs)

    @property
    def told(self) -> Told:
        """What was said."""
        said = self.cleaned_data
        return Told(YES_NO.get(said["understood"]), YES_NO.get(said["safe"]), YES_NO.get(said["satisfied"]), said["words"])


class LogForm(CommandForm):
    """A complaint by telephone."""

    text = _words(_("What they say"), required=True, hint=_("Nobody must say who they are."))
    safe = _radio(_("Feels safe now"), words.ANSWERS, required=False)
    contact = forms.CharField(label=_("How to answer them, if they want"), max_length=120, required=False)

    @property
    def given(self) -> Complained:
        """The complaint."""
        said = self.cleaned_data
        return Complained(said["text"], "hotline", said["contact"], safe=YES_NO.get(said["safe"]))


class ReplyForm(CommandForm):
    """The answer to a complaint."""

    answer = _words(_("What was done"), required=True)
