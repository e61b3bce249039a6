"""What the window on the traveller's side of the glass says. Changed here, a sentence is recorded again: `tools/voices.py`."""

from __future__ import annotations

from django.utils.translation import gettext_noop

STEPS: dict[str, str] = {
    "welcome": gettext_noop("Welcome. Please have your document ready."),
    "document": gettext_noop("Please give your document to the officer."),
    "mask": gettext_noop("Please take off your mask, your hat and your glasses."),
    "camera": gettext_noop("Please look at the camera."),
    "wait": gettext_noop("Please wait a moment."),
    "go": gettext_noop("Thank you. You may go on."),
    "second-line": gettext_noop("Please go with the officer to the other desk."),
    "refused": gettext_noop("You cannot pass today. The officer will explain to you why, and what your rights are."),
    "office": gettext_noop("Please go to the office beside the booth. Somebody will help you there."),
}
"""Every step that the window can show. An alert has none of its own: it looks like any other wait."""

NOTICE = gettext_noop("Your passage and your photo are kept in the register. You may ask who has looked at them.")
HELP = gettext_noop("To complain, or if a child needs help, call %(number)s.")
