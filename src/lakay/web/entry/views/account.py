"""One's own account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access import account as own
from lakay.access import sessions
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.entry.forms import LanguageForm, PasskeyForm, PasswordForm
from lakay.web.shell.pages import SELF, WRITE, page
from lakay.web.shell.preferences import set_language
from lakay.web.shell.requests import DeskRequest


@page(SELF, purpose=Purpose.SECURITY)
def account(request: DeskRequest) -> HttpResponse:
    """Ways to log in, open sessions, language."""
    return show(request)


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def language(request: DeskRequest) -> HttpResponse:
    """Keep the language of one's pages."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return show(request, language_form=form)
    own.set_language(state=request.visit, language=form.cleaned_data["language"], at=SystemClock().now())
    response = redirect("entry:account")
    set_language(response, form.cleaned_data["language"])
    return response


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def password(request: DeskRequest) -> HttpResponse:
    """Change the password; one's other sessions end."""
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            values = form.cleaned_data
            own.change_password(state=request.visit, old=values["old"], new=values["new"], at=SystemClock().now())
        except own.WrongPassword:
            form.add_error("old", _("The password is wrong."))
        except own.WeakPassword as weak:
            form.add_error("new", str(weak.reason))
        else:
            return redirect("entry:account")
    return show(request, password_form=form)


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def end_session(request: DeskRequest, session: UUID) -> HttpResponse:
    """End one of one's sessions on another machine."""
    own.revoke_session(state=request.visit, session=session, at=SystemClock().now())
    return redirect("entry:account")


def show(
    request: DeskRequest, *, password_form: PasswordForm | None = None, language_form: LanguageForm | None = None, fault: str = ""
) -> HttpResponse:
    """The page of the account, with the form that had something wrong."""
    values = {
        "account": own.overview(request.visit.staff),
        "visit": request.visit,
        "sessions": sessions.sessions_of(request.visit.staff),
        "password_form": password_form or PasswordForm(),
        "language_form": language_form or LanguageForm(initial={"language": request.visit.language}),
        "passkey_form": PasskeyForm(auto_id="passkey_%s"),
        "fault": fault,
    }
    return render(request, "entry/account.html", values, status=422 if password_form or language_form or fault else 200)
