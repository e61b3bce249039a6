"""Everything that is written about forms."""

from lakay.forms.actions.keys import approve_phone, end_phone, propose_phone, reserve_calls
from lakay.forms.actions.submissions import NotOnce, keep_file, map_submission, note_unmapped, take_submission
from lakay.forms.actions.versions import (
    VersionKnown,
    close_form,
    draft_version,
    give_back,
    load_forms,
    propose_version,
    publish_version,
    reopen_form,
    retire_version,
)

__all__ = [
    "NotOnce",
    "VersionKnown",
    "approve_phone",
    "close_form",
    "draft_version",
    "end_phone",
    "give_back",
    "keep_file",
    "load_forms",
    "map_submission",
    "note_unmapped",
    "propose_phone",
    "propose_version",
    "publish_version",
    "reopen_form",
    "reserve_calls",
    "retire_version",
    "take_submission",
]
