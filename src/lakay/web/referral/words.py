"""The words of this desk for its codes."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.coordination.pack import agency_name
from lakay.messaging.rules import Problem
from lakay.protection.pack import the_pack
from lakay.referral.rules.states import Channel, Decline, Status
from lakay.services.pack import types
from lakay.web.shell.posts import post_name

Words = dict[str, str | Promise]

STATUSES: Words = {
    Status.DRAFTED: _("Not sent yet"),
    Status.SENT: _("Sent"),
    Status.RECEIVED: _("Seen by the service"),
    Status.ACCEPTED: _("Accepted"),
    Status.DECLINED: _("Declined"),
    Status.BEGUN: _("The person is there"),
    Status.DONE: _("Done"),
    Status.WITHDRAWN: _("Called back"),
    Status.EXPIRED: _("Nobody answered in time"),
}

KINDS = {
    Status.ACCEPTED: "success",
    Status.BEGUN: "success",
    Status.DONE: "success",
    Status.DECLINED: "danger",
    Status.EXPIRED: "danger",
}

TURNS: Words = {
    "sender": _("The desk's turn"),
    "recipient": _("The service's turn"),
    "": _("Nothing more to do"),
}

STEPS: Words = {
    Status.RECEIVED: _("We have seen it"),
    Status.ACCEPTED: _("We accept"),
    Status.DECLINED: _("We decline"),
    Status.BEGUN: _("The person is here"),
    Status.DONE: _("We are done"),
}
"""What the service says by each step."""

DECLINES: Words = {
    Decline.FULL: _("No place is free"),
    Decline.NOT_FOR_THEM: _("The service is not for such a person"),
    Decline.NO_MEANS: _("The means are missing"),
    Decline.UNSAFE: _("It would not be safe"),
    Decline.NOT_COME: _("The person did not come"),
    Decline.OTHER: _("Another reason"),
}

CHANNELS: Words = {
    Channel.PAGE: _("on the page"),
    Channel.CODE: _("with the code"),
    Channel.SMS: _("by SMS"),
    Channel.PHONE: _("by telephone"),
    Channel.NODE: _("from its own machine"),
    "hotline": _("help line"),
    "public": _("public page"),
}

MESSAGES: Words = {
    "waiting": _("The SMS waits to be sent."),
    "sent": _("The SMS was sent."),
    "failed": _("The SMS could not be sent. Telephone, or hand out the receipt."),
    "dropped": _("The SMS was not sent."),
}

PROBLEMS: Words = {
    Problem.UNREACHABLE: _("The gateway is not reached."),
    Problem.REFUSED: _("The gateway refused it."),
    Problem.NO_STORE: _("The folder for messages cannot be written."),
    Problem.NO_WAY: _("This machine has no gateway for messages, and it writes none into an open file."),
    Problem.GONE: _("Its words were erased."),
    Problem.LOCKED: _("The address of the person is locked: telephone the service."),
    Problem.ENDED: _("The referral was called back or sent anew."),
    Problem.BY_HAND: _("The desk took it out."),
}
"""Why a message was not handed over."""

URGENCIES: Words = {"1": _("Now"), "2": _("Urgent"), "3": _("Soon"), "4": _("Can wait")}

METHODS: Words = {"spoken": _("Said it"), "signed": _("Signed"), "thumb": _("Gave a thumbprint")}

LANGUAGES: Words = {"ht": _("Kreyòl"), "fr": _("French"), "es": _("Spanish"), "en": _("English")}

GUARDIANS: Words = {
    "parent": _("A parent"),
    "guardian": _("A guardian"),
    "authority": _("The child-welfare authority"),
    "nobody": _("Nobody"),
}

FIELDS: Words = {
    "case": _("Case code"),
    "called": _("Name"),
    "sex": _("Sex"),
    "age": _("Age"),
    "age_group": _("Age group"),
    "language": _("Language"),
    "service": _("What is needed"),
    "urgency": _("How urgent"),
    "signals": _("Why"),
    "guardian": _("Who answers for the child"),
    "interpreter": _("Needs an interpreter"),
    "note": _("Note"),
    "from_agency": _("Office that sends"),
    "from_post": _("Post"),
    "from_phone": _("Telephone of the desk"),
}
"""The fields of a packet, in the order they are read. The agreement is shown apart."""

_CODES: dict[str, Words] = {
    "sex": {"F": _("Female"), "M": _("Male")},
    "age_group": {"child": _("Child"), "adult": _("Adult"), "unknown": _("Not known: treated as a child")},
    "language": LANGUAGES,
    "urgency": URGENCIES,
    "interpreter": {"yes": _("Yes")},
}

ANSWERS: Words = {"": _("Not said"), "yes": _("Yes"), "no": _("No")}


def type_words(code: str) -> str:
    """A kind of service; the code itself if the pack has lost it."""
    found = types().get(code)
    return found.labels.in_language(_screen()) if found else code


def packet_rows(packet: dict[str, Any] | None) -> list[tuple[str, str]]:
    """A packet as the recipient reads it, in the language of the screen."""
    return [(str(word), _value(name, packet[name])) for name, word in FIELDS.items() if packet and name in packet]


def _value(name: str, value: Any) -> str:
    if name == "signals":
        rows = [the_pack().signal(code) for code in value]
        return ", ".join(row.labels.in_language(_screen()) for row in rows if row)
    if name == "service":
        return type_words(str(value))
    if name == "from_post":
        return post_name(str(value))
    if name == "from_agency":
        return agency_name(str(value), _screen())
    return str(_CODES.get(name, {}).get(str(value), value))


def _screen() -> str:
    return get_language() or "fr"
