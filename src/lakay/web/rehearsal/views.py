"""One page with the nodes of the demonstration: cut a line, carry a stick, steal a post. There is no such page on a real node."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.demo.nodes import notes
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import AnyRequest

HUB = "hub"


class OrderForm(forms.Form):
    """What the visitor pressed."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in notes.VERBS])
    node = forms.SlugField(max_length=20)
    code = forms.CharField(max_length=60, required=False)


@page(public=True)
def home(request: AnyRequest) -> HttpResponse:
    """The four nodes, their lines, and what was done last."""
    standing = notes.read(_folder())
    context = {
        "houses": [{"house": house, "state": states()[house.state], "kind": KINDS[house.state]} for house in standing.houses],
        "done": [sentence(line) for line in standing.done],
        "busy": bool(standing.busy),
        "typing": any(house.state == "gone" for house in standing.houses),  # a code is being typed: the page keeps still
    }
    return render(request, "rehearsal/list.html" if request.htmx else "rehearsal/home.html", context)


@page(public=True, methods=WRITE)
def do(request: AnyRequest) -> HttpResponse:
    """Leave an order for the program that keeps the nodes."""
    folder = _folder()
    form = OrderForm(request.POST)
    if form.is_valid():
        notes.give(folder, notes.Order(**form.cleaned_data))
    return HttpResponseRedirect(reverse("rehearsal:home"))


def _folder() -> Path:
    if settings.MODE != "demo" or not settings.DEMO_NODES:
        raise Http404
    return Path(settings.DEMO_NODES)


KINDS = {"running": "success", "stopped": "warning", "stolen": "danger", "gone": "danger"}


def states() -> dict[str, str]:
    """How a node is, in words."""
    return {"running": _("running"), "stopped": _("stopped"), "stolen": _("stolen"), "gone": _("destroyed")}


def sentence(line: notes.Line) -> str:
    """What was done, in a sentence."""
    sentences = {
        "cut": _("The line of %(node)s was cut."),
        "restored": _("The line of %(node)s is whole again."),
        "carried": _("The stick was carried to %(node)s and back: %(there)d events there, %(back)d events back."),
        "differed": _("At %(node)s and at the hub, two people now say different things of one incident. See Conflicts."),
        "stolen": _("%(node)s was stolen. Its thief keeps it running: stop it on the page of the nodes."),
        "destroyed": _("%(node)s was destroyed, with everything that was on it."),
        "rebuilt": _("%(node)s works again on a new machine. Admit it on the page of the nodes, if nobody has."),
        "failed": _("That did not work at %(node)s: %(text)s"),
    }
    return sentences[line.code] % {"node": line.node, "text": line.text, "there": 0, "back": 0, **line.figures}
