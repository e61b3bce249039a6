"""Sets up the reader of a lane: a test card is shown or printed, read once, and what arrives is held against it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.border import actions
from lakay.border.permissions import SHIFT_OPEN
from lakay.border.queries import open_shift_of, reader_of
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.keyboards import Mapping
from lakay.traveldocs.learning import CARD, NotLearnt, SameForTwo, learn
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

FIRST_LANE = "1"

KEYBOARDS: dict[str, str | Promise] = {
    "": gettext_lazy("The reader and the computer agree: nothing to exchange."),
    "learnt": gettext_lazy("A keyboard of its own: the characters below are exchanged."),
    "spanish_computer": gettext_lazy("The reader types US, the computer is Spanish, Latin American or Italian."),
    "german_computer": gettext_lazy("The reader types US, the computer is German or Swiss."),
    "french_computer": gettext_lazy("The reader types US, the computer is French."),
    "belgian_computer": gettext_lazy("The reader types US, the computer is Belgian."),
    "canadian_computer": gettext_lazy("The reader types US, the computer is Canadian French."),
    "spanish_reader": gettext_lazy("The reader types Spanish, the computer is US."),
    "german_reader": gettext_lazy("The reader types German, the computer is US."),
    "french_reader": gettext_lazy("The reader types French, the computer is US."),
}

NAMES_OF_BLANKS = {"\r": "Enter", "\n": "Ctrl+J", "\t": "Tab", " ": "␣"}


class ReaderForm(forms.Form):
    """What arrived from the card, how slowly, and whether to keep what was learnt from it.

    `exact` is the same text in escapes: browsers turn every end of a row into CR LF when they send `raw`.
    """

    raw = forms.CharField(strip=False, max_length=2000, required=False)
    exact = forms.CharField(strip=False, max_length=6000, required=False)
    slowest_ms = forms.IntegerField(required=False, min_value=0, max_value=60_000)
    keep = forms.BooleanField(required=False)
    command = forms.UUIDField()

    @property
    def arrived(self) -> str:
        """What the reader sent."""
        return unquote(self.cleaned_data["exact"]) or str(self.cleaned_data["raw"])


@page(SHIFT_OPEN, purpose=Purpose.BORDER_CONTROL, methods=FORM)
def reader(request: DeskRequest) -> HttpResponse:
    """The card, what was learnt from the last reading of it, and what is kept for this lane."""
    form = ReaderForm(request.POST or None)
    if request.method != "POST":
        return _screen(request, {})
    if not form.is_valid() or not form.arrived.strip():
        return _screen(request, {"fault": _("Nothing came from the reader. Put the cursor in the field and read the card.")}, 422)
    raw = form.arrived
    try:
        mapping = learn(raw)
    except SameForTwo as same:
        return _screen(request, {"fault": _clash(same)}, 422)
    except NotLearnt as failed:
        return _screen(request, {"fault": _unknown(failed)}, 422)
    if form.cleaned_data["keep"]:
        return _keep(request, form, mapping)
    values = {"found": shown(mapping), "exact": quote(raw), "slowest": form.cleaned_data["slowest_ms"]}
    return _screen(request, values)


def _keep(request: DeskRequest, form: ReaderForm, mapping: Mapping) -> HttpResponse:
    data = form.cleaned_data
    now = here(request.actor.post).at
    try:
        actions.learn_reader(
            by=request.actor,
            at=now,
            lane=_lane(request),
            mapping=mapping,
            slowest_ms=data["slowest_ms"],
            command=data["command"],
        )
    except NotAllowed as refused:
        return _screen(request, {"fault": str(refused.reason)}, 422)
    return redirect("booth:reader")


def _lane(request: DeskRequest) -> str:
    shift = open_shift_of(request.actor.id)
    lane = shift.lane if shift else request.visit.lane if request.visit else ""
    return lane or FIRST_LANE


def _screen(request: DeskRequest, values: dict[str, Any], status: int = 200) -> HttpResponse:
    lane = _lane(request)
    kept = reader_of(request.actor.post, lane)
    known = {"at": kept.at, "found": shown(kept.mapping), "slowest": kept.slowest_ms} if kept else None
    values |= {"card": CARD, "code": "\r".join(CARD), "lane": lane, "kept": known, "command": new_id()}
    return render(request, "booth/reader.html", values, status=status)


def shown(mapping: Mapping) -> dict[str, Any]:
    """What was learnt, in words."""
    return {
        "keyboard": KEYBOARDS.get(mapping["keyboard"], mapping["keyboard"]),
        "table": list(mapping["table"].items()),
        "prefix": _spelt(mapping["prefix"]),
        "suffix": _spelt(mapping["suffix"]),
        "separator": _spelt(mapping["separator"]),
    }


def _spelt(text: str) -> str:
    """Characters that cannot be seen by the name of their key, apart from the others."""
    return " ".join("".join(map(_sign, text)).split())


def _sign(character: str) -> str:
    if character in NAMES_OF_BLANKS:
        return f" {NAMES_OF_BLANKS[character]} "
    return character if character.isprintable() else f" #{ord(character)} "


def _clash(same: SameForTwo) -> str:
    return _(
        "The reader sends “%(shown)s” for each of these: %(meant)s. Set its keyboard to US by its manual, then read again."
    ) % {
        "shown": same.shown,
        "meant": " ".join(sorted(same.meant)),
    }


def _unknown(failed: NotLearnt) -> str:
    return _("This was not the test card: %(seen)d characters came, %(wanted)d stand on it. Read the card again.") % {
        "seen": failed.seen,
        "wanted": failed.wanted,
    }
