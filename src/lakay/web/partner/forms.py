"""What the public pages send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.kernel.ids import new_id
from lakay.referral.rules.given import Answered, Complained, Told
from lakay.referral.rules.states import Channel, Decline, Status

LONGEST = 2000

STEPS = {
    Status.RECEIVED: _("We have seen it"),
    Status.ACCEPTED: _("We accept"),
    Status.DECLINED: _("We decline"),
    Status.BEGUN: _("The person is here"),
    Status.DONE: _("We are done"),
}
DECLINES = {
    Decline.FULL: _("No place is free"),
    Decline.NOT_FOR_THEM: _("The service is not for such a person"),
    Decline.NO_MEANS: _("The means are missing"),
    Decline.UNSAFE: _("It would not be safe"),
    Decline.NOT_COME: _("The person did not come"),
    Decline.OTHER: _("Another reason"),
}
ANSWERS = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
YES_NO = {"yes": True, "no": False}


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


def _radio(label: Any, silent: Any = ANSWERS[0][1]) -> forms.ChoiceField:
    choices = [("", silent), *ANSWERS[1:]]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _words(label: Any, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area)


class CodeForm(forms.Form):
    """The code of a paper."""

    code = forms.CharField(label=_("Code on the paper"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


class StepForm(CommandForm):
    """What the service says. Free words are left out on purpose: nobody writes about a person on a page without a log-in."""

    step = forms.ChoiceField(label=_("What the service says"))
    reason = forms.ChoiceField(label=_("If it declines: why"), required=False, choices=[("", "—"), *DECLINES.items()])

    def __init__(self, steps: Iterable[Status], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step.value, STEPS[step]) for step in steps]  # type: ignore[attr-defined]

    @property
    def answered(self) -> Answered:
        """What was answered."""
        told = self.cleaned_data
        return Answered(Status(told["step"]), Channel.CODE, Decline(told["reason"]) if told["reason"] else None)


class VoiceForm(CommandForm):
    """How it was."""

    understood = _radio(_("I understood what happens"))
    safe = _radio(_("I feel safe"))
    satisfied = _radio(_("I am satisfied"))
    words = _words(_("In your own words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "voice_%s"} | kwargs)

    @property
    def told(self) -> Told:
        """What was said."""
        said = self.cleaned_data
        return Told(YES_NO.get(said["understood"]), YES_NO.get(said["safe"]), YES_NO.get(said["satisfied"]), said["words"])


class SayForm(CommandForm):
    """A complaint. Nobody asks who."""

    text = _words(_("What happened"), required=True)
    safe = _radio(_("I feel safe now"), silent=_("I do not want to say"))
    contact = forms.CharField(label=_("How we can answer you, if you want"), max_length=120, required=False)

    def given(self, about: UUID | None = None) -> Complained:
        """The complaint."""
        said = self.cleaned_data
        return Complained(said["text"], "public", said["contact"], about, YES_NO.get(said["safe"]))


class NumberForm(forms.Form):
    """The number of a complaint made before."""

    number = forms.CharField(label=_("Number of your complaint"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
