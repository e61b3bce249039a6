"""By stick, from the browser: a bundle for a machine is saved to it, a bundle that came on it is taken."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.sync import cards, exchange, queries
from lakay.sync import stick as carrying
from lakay.sync.models import Peer
from lakay.sync.rules import PeerStatus
from lakay.web.nodes.forms import PaperForm
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest

GUIDES = {
    "ht": "how-to/liy-ak-kle.md",
    "fr": "how-to/liaisons-et-cles.md",
    "es": "how-to/lineas-y-memorias.md",
    "en": "how-to/lines-and-sticks.md",
}
"""How to carry a stick, in each language."""


class BundleForm(forms.Form):
    """A bundle from a stick."""

    file = forms.FileField(label=gettext_lazy("File from the stick"), max_length=200)


@page(Permission.NODE_CARRY, methods=FORM)
def stick(request: DeskRequest) -> HttpResponse:
    """For whom something waits, and a place to give what came."""
    form = BundleForm(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > carrying.LARGEST_FILE:
            form.add_error("file", _("The file is too large to be a bundle."))
        else:
            taken = carrying.take_bytes(file.name, file.read(), at=SystemClock().now())
    return show_stick(request, form, taken)


def show_stick(
    request: DeskRequest, form: BundleForm, taken: carrying.Import | None = None, paper: PaperForm | None = None
) -> HttpResponse:
    """The page, with what became of a file; and the card of this post's key, while it waits."""
    values = {
        "form": form,
        "rows": [_row(peer) for peer in _others()],
        "lines": told(taken) if taken else [],
        "sender": taken.sender if taken and taken.parcels else "",
        "bad": bool(taken and (taken.damaged or taken.strange or taken.left)),
        "card": bool(cards.waiting()),
        "guide": GUIDES.get(get_language() or "", GUIDES["en"]),
        "paper": paper or PaperForm(),
    }
    bad = form.errors or (paper and paper.errors)
    return render(request, "nodes/stick.html", values, status=422 if bad else 200)


@page(Permission.NODE_CARRY)
def give(request: DeskRequest, peer: UUID) -> HttpResponse:
    """A bundle for a machine, as a file to save on the stick."""
    wanted = next((other for other in _others() if other.pk == peer), None)
    if wanted is None:
        raise Http404
    made = carrying.one_file(wanted.node, at=SystemClock().now())
    headers = {"Content-Disposition": f'attachment; filename="{made.files[0]}"'}
    return HttpResponse(made.data, content_type="application/octet-stream", headers=headers)


def told(taken: carrying.Import) -> list[str]:
    """What became of a file, in sentences."""
    if taken.left:
        return [_("This file is not for this machine, or no bundle. Nothing was taken.")]
    count = taken.events
    lines = [ngettext("%(count)d event was taken.", "%(count)d events were taken.", count) % {"count": count}]
    if taken.damaged:
        lines.append(_("The stick is damaged: part of the file could not be read. Save the bundle again, on another stick."))
    if taken.strange:
        lines.append(
            _("Part of the file cannot be opened here: its machine is not admitted, was stopped, or the file was changed.")
        )
    return lines


def _others() -> list[Peer]:
    own = queries.own_place()
    if own is None:
        return []
    mine = {peer.node for peer in queries.core_hubs()} if not own.is_hub else None
    return [
        peer
        for peer in queries.peers()
        if peer.node != own.node and peer.status == PeerStatus.ACTIVE and (mine is None or peer.node in mine)
    ]


def _row(peer: Peer) -> dict[str, object]:
    waiting = exchange.waiting(peer.node)
    return {"peer": peer, "alerts": waiting.alert, "others": waiting.text + waiting.photo}
