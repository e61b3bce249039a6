"""Whose signatures on chips and seals are trusted: the states, the files that wait for somebody to agree, the certificates."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.policy import Permission
from lakay.credentials.actions import NotTheState, bring_file, drop_file, import_trust, restore_anchor, withdraw_anchor
from lakay.credentials.imports import ImportReport
from lakay.credentials.models import TrustAnchor, Upload
from lakay.credentials.queries import trust
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.chips import UnreadableList
from lakay.traveldocs.chips.words import REASONS
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

LARGEST = 64 * 1024 * 1024
"""Bytes: the whole directory of ICAO has some twenty million."""

MOST_SHOWN = 50


class BringForm(forms.Form):
    """A file with keys of states."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("Master list, certificate or revocation list; also LDIF, PEM or zip.")
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Not too large, and something in it."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise ValidationError(_("The file is too large."))
        return given


class AgreeForm(forms.Form):
    """With what the fingerprint was compared; asked for where nobody trusted here vouches for the file."""

    compared = forms.CharField(
        label=gettext_lazy("Compared with"),
        max_length=200,
        help_text=gettext_lazy("A letter, a web site of the state, a telephone call: never this screen."),
    )


class WithdrawForm(forms.Form):
    """Why a certificate is trusted no more."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


@page(Permission.TRUST_VIEW, purpose=Purpose.OVERSIGHT)
def states(request: DeskRequest) -> HttpResponse:
    """The states, and the files that wait."""
    return show_states(request, BringForm())


def show_states(request: DeskRequest, form: BringForm) -> HttpResponse:
    """The page of the states."""
    now = SystemClock().now()
    values = {
        "states": [(one, one.until < now, one.crl_is_old(now)) for one in trust.states()],
        "uploads": trust.uploads(),
        "form": form,
        "may_edit": request.actor.may(Permission.TRUST_EDIT),
    }
    return render(request, "oversight/trust.html", values, status=422 if form.errors else 200)


@page(Permission.TRUST_EDIT, methods=WRITE)
def bring(request: DeskRequest) -> HttpResponse:
    """Lay a file before those who decide; a file without anything in it is refused here."""
    form = BringForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        content = given.read()
        try:
            trust.report_on(content)
        except UnreadableList:
            form.add_error("file", _("There is no certificate, master list or revocation list in this file."))
        else:
            receipt = bring_file(by=request.actor, at=SystemClock().now(), name=given.name or "", content=content)
            return redirect("oversight:trust_file", receipt.event)
    return show_states(request, form)


def waiting(key: UUID) -> Upload:
    """A file that waits, or 404."""
    found = trust.upload(key)
    if found is None:
        raise Http404
    return found


@page(Permission.TRUST_VIEW, purpose=Purpose.OVERSIGHT)
def file(request: DeskRequest, upload: UUID) -> HttpResponse:
    """What a file would change."""
    found = waiting(upload)
    return show_file(request, found, trust.report_on(bytes(found.content)), AgreeForm())


def show_file(request: DeskRequest, found: Upload, report: ImportReport, form: AgreeForm) -> HttpResponse:
    """The page of a file."""
    per_state = {state: [one for one in report.new if one.state == state] for state in report.states}
    values = {
        "upload": found,
        "report": report,
        "form": form,
        "states": [(state, len(rows), max(one.not_after for one in rows)) for state, rows in per_state.items()],
        "faults": [(fault.where, _(REASONS[fault.reason]), fault.detail) for fault in report.faults[:MOST_SHOWN]],
        "more_faults": max(0, len(report.faults) - MOST_SHOWN),
        "may_edit": request.actor.may(Permission.TRUST_EDIT),
        "second_needed": bool(report.to_compare) and found.brought_by == request.actor.id,
    }
    return render(request, "oversight/trust_file.html", values, status=422 if form.errors else 200)


@page(Permission.TRUST_EDIT, methods=WRITE)
def accept(request: DeskRequest, upload: UUID) -> HttpResponse:
    """Agree to all that the report says."""
    found = waiting(upload)
    report = trust.report_on(bytes(found.content))
    form = AgreeForm(request.POST)
    form.fields["compared"].required = bool(report.to_compare)
    if not form.is_valid():
        return show_file(request, found, report, form)
    try:
        import_trust(
            by=request.actor,
            at=SystemClock().now(),
            source=found.name,
            anchors=report.new,
            crls=report.crls,
            signed_by=report.signed_by,
            compared=form.cleaned_data["compared"],
            vouched=not report.to_compare,
            upload=found.id,
            brought_by=found.brought_by,
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal.reason))
        return show_file(request, found, report, form)
    return redirect("oversight:trust")


@page(Permission.TRUST_EDIT, methods=WRITE)
def drop(request: DeskRequest, upload: UUID) -> HttpResponse:
    """Put a file away."""
    drop_file(by=request.actor, at=SystemClock().now(), upload=waiting(upload).id)
    return redirect("oversight:trust")


@page(Permission.TRUST_VIEW, purpose=Purpose.OVERSIGHT)
def state(request: DeskRequest, state: str) -> HttpResponse:
    """The certificates and the revocation lists of a state."""
    rows = list(trust.anchors_of(state))
    if not rows:
        raise Http404
    values = {"state": state, "rows": rows, "lists": trust.revocation_lists_of(state)}
    return render(request, "oversight/trust_state.html", values)


def certificate(key: UUID) -> TrustAnchor:
    """One certificate, or 404."""
    found = trust.anchor(key)
    if found is None:
        raise Http404
    return found


@page(Permission.TRUST_VIEW, purpose=Purpose.OVERSIGHT)
def anchor(request: DeskRequest, anchor: UUID) -> HttpResponse:
    """One certificate: what it says, where it came from."""
    return show_anchor(request, certificate(anchor), WithdrawForm())


def show_anchor(request: DeskRequest, found: TrustAnchor, form: WithdrawForm) -> HttpResponse:
    """The page of a certificate."""
    uses = {"chips": _("Authority for chips of documents"), "seals": _("Signer of visible seals")}
    pairs = [
        (_("Use"), uses.get(found.use, found.use)),
        (_("Holder"), found.holder),
        (_("Number of the certificate"), found.serial),
        (_("Identifier of the key"), found.ski),
        (_("Fingerprint"), found.fingerprint),
        (_("File"), found.source),
        (_("Signer of the list"), found.signed_by),
        (_("Compared with"), found.compared),
        (_("Reason for the withdrawal"), found.reason),
    ]
    may_edit = request.actor.may(Permission.TRUST_EDIT)
    values = {"anchor": found, "pairs": [pair for pair in pairs if pair[1]], "form": form, "may_edit": may_edit}
    return render(request, "oversight/trust_anchor.html", values, status=422 if form.errors else 200)


@page(Permission.TRUST_EDIT, methods=WRITE)
def withdraw(request: DeskRequest, anchor: UUID) -> HttpResponse:
    """Trust a certificate no more."""
    found = certificate(anchor)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_anchor(by=request.actor, at=SystemClock().now(), anchor=found, reason=form.cleaned_data["reason"])
        except NotTheState:
            form.add_error(None, _("It is not trusted already."))
        else:
            return redirect("oversight:trust_anchor", found.id)
    return show_anchor(request, found, form)


@page(Permission.TRUST_EDIT, methods=WRITE)
def restore(request: DeskRequest, anchor: UUID) -> HttpResponse:
    """Trust a certificate again."""
    found = certificate(anchor)
    if found.withdrawn_at is not None:
        restore_anchor(by=request.actor, at=SystemClock().now(), anchor=found)
    return redirect("oversight:trust_anchor", found.id)
