"""What is typed at the desk of the nodes."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import read_pack
from lakay.places.queries import posts_on
from lakay.sync import queries
from lakay.sync.rules import AWAY, LONGEST_DAYS, PeerStatus
from lakay.web.nodes.words import ROLES
from lakay.web.shell.posts import name_of


@cache
def agencies() -> tuple[tuple[str, str], ...]:
    """The agencies of the country pack, by their short names."""
    return tuple(sorted((agency.code, agency.short_name) for agency in read_pack(find_pack()).agencies))


CODE_LENGTH = 60
LARGEST_PAPER = 20_000


class FoundForm(forms.Form):
    """This machine becomes the hub."""

    title = forms.CharField(label=_("What the machine is called"), max_length=80)
    agency = forms.ChoiceField(label=_("Agency"))
    address = forms.URLField(
        label=_("Address"),
        required=False,
        assume_scheme="https",
        help_text=_("Where the other machines reach it, for example https://hub.example. Empty: by stick only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies()  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    """For whom the paper is made."""

    role = forms.ChoiceField(label=_("What it will be"), choices=[(role, ROLES[role]) for role in AWAY])
    post = forms.ChoiceField(label=_("Post"), required=False)
    agency = forms.ChoiceField(label=_("Agency"))
    days = forms.IntegerField(label=_("Valid for days"), min_value=1, max_value=LONGEST_DAYS, initial=7)
    replaces = forms.ChoiceField(label=_("Takes the place of"), required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(post.code, f"{name_of(post)} ({post.code})") for post in posts_on(at.date())]
        stopped = [peer for peer in queries.peers() if peer.status != PeerStatus.ACTIVE]
        self.fields["post"].choices = [("", "—"), *posts]  # type: ignore[attr-defined]
        self.fields["agency"].choices = agencies()  # type: ignore[attr-defined]
        self.fields["replaces"].choices = [("", _("none")), *((peer.node, str(peer)) for peer in stopped)]  # type: ignore[attr-defined]


class GroupsForm(forms.Form):
    """What the screen of the new machine shows."""

    groups = forms.CharField(
        label=_("The eight groups on its screen"),
        max_length=80,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Ask for them by telephone, or read them from paper. They are not shown here on purpose."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("What happened"), max_length=200)


class PaperForm(forms.Form):
    """A file from a stick."""

    file = forms.FileField(label=_("File"), max_length=200)

    def content(self) -> bytes:
        """The bytes of the file, up to what a paper can have."""
        read: bytes = self.cleaned_data["file"].read(LARGEST_PAPER)
        return read


class JoinForm(forms.Form):
    """The code, and a name for this machine."""

    code = forms.CharField(
        label=_("The code on the paper"),
        max_length=CODE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    title = forms.CharField(label=_("What this machine is called"), max_length=80, help_text=_("For example: Ouanaminthe 1"))
    address = forms.URLField(
        label=_("Address of the hub"), required=False, assume_scheme="https", help_text=_("From the paper. Empty: by stick.")
    )
