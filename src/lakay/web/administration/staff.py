"""Accounts of one's own agency."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.actions import add_staff, change_staff, end_staff, reset_credentials
from lakay.access.models import Agency, Staff
from lakay.access.passwords import new_temporary_password
from lakay.access.policy import ROLES, Permission
from lakay.access.queries import find_staff, grants_of, sessions_for, staff_list
from lakay.access.visibility import get_or_404, visible
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.administration.forms import ChangeForm, GrantForm, StaffForm
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.posts import posts_to_choose
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50


@page(Permission.STAFF_VIEW, methods=FORM)
def staff(request: DeskRequest) -> HttpResponse:
    """Everybody of the agency, and a new account."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and allowed_to_add(request, form):
        clear, secret = new_temporary_password()
        agency = visible(request.actor, request.purpose, Agency).get(code=request.actor.agency)
        receipt = add_staff(by=request.actor, at=SystemClock().now(), agency=agency, password_hash=secret, **form.cleaned_data)
        return told(request, get_or_404(request.actor, request.purpose, Staff, receipt.id_of(Staff)), clear)
    found = Paginator(staff_list(request.actor, request.purpose), A_PAGE).get_page(request.GET.get("page"))
    values = {"form": form, "page": found, "may_manage": request.actor.may(Permission.STAFF_MANAGE)}
    return render(request, "administration/staff.html", values, status=422 if form.errors else 200)


def allowed_to_add(request: DeskRequest, form: StaffForm) -> bool:
    """Whether the account can be opened; why not stands in the form."""
    if not request.actor.may(Permission.STAFF_MANAGE):
        form.add_error(None, _("Your role does not open accounts."))
    elif find_staff(form.cleaned_data["username"]) is not None:
        form.add_error("username", _("Somebody has this user name already."))
    return not form.errors


@page(Permission.STAFF_VIEW, methods=FORM)
def person(request: DeskRequest, person: UUID) -> HttpResponse:
    """One account: name, language, roles, sessions."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    form = ChangeForm(request.POST or None, initial={"full_name": found.full_name, "language": found.language})
    if request.method == "POST" and form.is_valid():
        try:
            change_staff(by=request.actor, at=SystemClock().now(), staff=found, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return redirect("administration:staff_person", person)
    return show(request, found, form=form)


@page(Permission.STAFF_MANAGE, purpose=Purpose.SECURITY, methods=WRITE)
def reset(request: DeskRequest, person: UUID) -> HttpResponse:
    """A person has lost the ways to log in: a temporary password, told this once; all else ends."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    clear, secret = new_temporary_password()
    try:
        reset_credentials(by=request.actor, at=SystemClock().now(), staff=found, password_hash=secret)
    except NotAllowed as refusal:
        return show(request, found, fault=str(refusal.reason))
    return told(request, found, clear)


@page(Permission.STAFF_MANAGE, methods=WRITE)
def end(request: DeskRequest, person: UUID) -> HttpResponse:
    """Close an account: roles end and sessions stop at once."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    try:
        end_staff(by=request.actor, at=SystemClock().now(), staff=found)
    except NotAllowed as refusal:
        return show(request, found, fault=str(refusal.reason))
    return redirect("administration:staff_person", person)


def told(request: DeskRequest, found: Staff, clear: str) -> HttpResponse:
    """The temporary password, on the screen this once."""
    return render(request, "administration/told.html", {"person": found, "password": clear})


def show(
    request: DeskRequest, found: Staff, *, form: ChangeForm | None = None, grant_form: GrantForm | None = None, fault: str = ""
) -> HttpResponse:
    """The page of an account, with the form that had something wrong."""
    now = SystemClock().now()
    form = form or ChangeForm(initial={"full_name": found.full_name, "language": found.language})
    grants = [
        (grant, ROLES[grant.role].name if grant.role in ROLES else grant.role, grant.is_live(now)) for grant in grants_of(found)
    ]
    values = {
        "person": found,
        "form": form,
        "grant_form": grant_form or new_grant_form(),
        "grants": grants,
        "sessions": sessions_for(request.actor).filter(staff=found),
        "fault": fault,
        "may_manage": request.actor.may(Permission.STAFF_MANAGE) and request.actor.id != found.id,
    }
    wrong = form.errors or fault or (grant_form and grant_form.errors)
    return render(request, "administration/person.html", values, status=422 if wrong else 200)


def new_grant_form(data: object = None) -> GrantForm:
    """The form for a role, with the posts that stand today."""
    return GrantForm(data, posts=posts_to_choose((), anywhere=True))
