"""A version is drafted, proposed, published by a second person, retired. Nothing of it is ever thrown away."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from mimetypes import guess_type
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.forms.codes import VERSION_STATES, Origin, VersionStatus
from lakay.forms.making import Made
from lakay.forms.models import Form, Media, Version
from lakay.forms.permissions import FORM_PUBLISH, check_can_publish, check_can_write
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed

ADMINISTRATION = Purpose.ADMINISTRATION


class VersionKnown(NotAllowed):
    """Another content was kept under this version before: phones would not see that it changed."""

    def __init__(self) -> None:
        super().__init__(_("This form was kept under this version before. Write another version into its sheet of settings."))


@action("forms.version.draft", ADMINISTRATION)
def draft_version(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    made: Made,
    purpose: Purpose,
    media: Mapping[str, bytes] | None = None,
    command: UUID | None = None,
) -> None:
    """Keep a workbook as a draft: a new form, or the next version of one. The very same one again changes nothing.

    `media`: the files that it shows, plays or looks things up in, by name.
    """
    form = Form.objects.filter(code=made.definition.form_id).first()
    check_can_write(by, form.agency if form else by.agency)
    if form is None:
        form = _new_form(act, made, purpose, Origin.PAGE, by.agency)
    known = Version.objects.filter(form=form, says=made.definition.version).first()
    if known is not None and known.hash == made.hash:
        return
    if known is not None:
        raise VersionKnown
    version = _keep(act, form, made, status=VersionStatus.DRAFT.value, drafted_by=by.id, drafted_at=at)
    for name, content in (media or {}).items():
        digest = md5(content, usedforsecurity=False).hexdigest()
        kind = guess_type(name)[0] or ""
        act.create(Media, version=version, name=name[:200], content_type=kind, content=content, hash=digest)


@dataclass(frozen=True, slots=True)
class Packed:
    """A form of the country pack."""

    made: Made
    purpose: Purpose


@action("forms.pack.load", ADMINISTRATION)
def load_forms(act: Act, *, by: Actor, at: datetime, packed: Sequence[Packed], command: UUID | None = None) -> None:
    """The forms of the country pack, published: what has not changed stays as it is, a new version takes the place of the one before."""
    check_may(by, FORM_PUBLISH)
    for one in packed:
        code = one.made.definition.form_id
        form = Form.objects.filter(code=code).first() or _new_form(act, one.made, one.purpose, Origin.PACK, "")
        if not Version.objects.filter(form=form, says=one.made.definition.version).exists():
            _retire_published(act, form, by, at)
            _keep(
                act,
                form,
                one.made,
                status=VersionStatus.PUBLISHED.value,
                drafted_by=by.id,
                drafted_at=at,
                decided_by=by.id,
                decided_at=at,
            )


def _new_form(act: Act, made: Made, purpose: Purpose, origin: Origin, agency: str) -> Form:
    title = made.definition.title[:200] or made.definition.form_id
    return act.create(Form, code=made.definition.form_id, title=title, purpose=purpose.value, origin=origin.value, agency=agency)


def _keep(act: Act, form: Form, made: Made, **more: Any) -> Version:
    last = Version.objects.filter(form=form).order_by("-number").values_list("number", flat=True).first() or 0
    return act.create(
        Version,
        form=form,
        number=last + 1,
        says=made.definition.version,
        source=zlib.compress(made.source, 9),
        source_kind=made.source_kind,
        file_name=made.file_name,
        xform=zlib.compress(made.xform, 9),
        hash=made.hash,
        languages=list(made.definition.languages),
        questions=len(made.definition.asked()),
        warnings=list(made.warnings),
        mapping=made.mapping,
        **more,
    )


def _locked(version: Version, to: VersionStatus) -> Version:
    """The version as it stands, if it may go there. Raises CannotMove."""
    now = Version.objects.select_for_update().select_related("form").get(pk=version.pk)
    VERSION_STATES.check_can_move(VersionStatus(now.status), to)
    return now


@action("forms.version.propose", ADMINISTRATION)
def propose_version(act: Act, *, by: Actor, at: datetime, version: Version, command: UUID | None = None) -> None:
    """Ask that a draft be published."""
    now = _locked(version, VersionStatus.PROPOSED)
    check_can_write(by, now.form.agency)
    act.update(now, status=VersionStatus.PROPOSED.value, proposed_by=by.id, proposed_at=at, note="")


@action("forms.version.give_back", ADMINISTRATION)
def give_back(act: Act, *, by: Actor, at: datetime, version: Version, note: str, command: UUID | None = None) -> None:
    """The second person does not agree, and says why: it is a draft again."""
    now = _locked(version, VersionStatus.DRAFT)
    check_can_publish(by, now.proposed_by, now.drafted_by)
    _check_note(note)
    act.update(now, status=VersionStatus.DRAFT.value, proposed_by=None, proposed_at=None, note=note)


@action("forms.version.publish", ADMINISTRATION)
def publish_version(act: Act, *, by: Actor, at: datetime, version: Version, command: UUID | None = None) -> None:
    """The second person agrees: it is offered from now on, and what was offered before is retired."""
    now = _locked(version, VersionStatus.PUBLISHED)
    check_can_publish(by, now.proposed_by, now.drafted_by)
    _retire_published(act, now.form, by, at)
    act.update(now, status=VersionStatus.PUBLISHED.value, decided_by=by.id, decided_at=at)


def _retire_published(act: Act, form: Form, by: Actor, at: datetime) -> None:
    for earlier in Version.objects.filter(form=form, status=VersionStatus.PUBLISHED.value):
        act.update(earlier, status=VersionStatus.RETIRED.value, retired_by=by.id, retired_at=at)


@action("forms.version.retire", ADMINISTRATION)
def retire_version(act: Act, *, by: Actor, at: datetime, version: Version, note: str, command: UUID | None = None) -> None:
    """It is offered no more. What phones filled with it before still comes in."""
    now = _locked(version, VersionStatus.RETIRED)
    check_can_write(by, now.form.agency)
    _check_note(note)
    act.update(now, status=VersionStatus.RETIRED.value, retired_by=by.id, retired_at=at, note=note)


def _check_note(note: str) -> None:
    if not note.strip():
        raise NotAllowed(_("Say why."))


@action("forms.form.close", ADMINISTRATION)
def close_form(act: Act, *, by: Actor, at: datetime, form: Form, command: UUID | None = None) -> None:
    """Nothing filled with any version of it is taken in any more."""
    check_can_write(by, form.agency)
    act.update(form, closed_by=by.id, closed_at=at)


@action("forms.form.reopen", ADMINISTRATION)
def reopen_form(act: Act, *, by: Actor, at: datetime, form: Form, command: UUID | None = None) -> None:
    """It is taken in again."""
    check_can_write(by, form.agency)
    act.update(form, closed_by=None, closed_at=None)
