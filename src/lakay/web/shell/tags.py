"""The components that page templates call, each with named inputs. `help/gallery` shows every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import segno
from django import forms, template
from django.core.paginator import Page as ListPage
from django.forms import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.web.shell import posts

register = template.Library()

Values = dict[str, Any]

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
SELECTS = (forms.Select, forms.SelectMultiple)


@register.inclusion_tag("components/button.html")
def button(label: str, *, kind: str = "plain", key: str = "", type: str = "submit", href: str = "", **more: Any) -> Values:  # noqa: A002
    """A button, or a link that looks like one (`href`).

    `key` presses it from the keyboard and is shown on it. More: big, disabled, name, value, id, form, opens (id of a dialog),
    closes (its dialog), prints, skip_checks.
    """
    if more.get("opens") or more.get("closes") or more.get("prints"):
        type = "button"  # noqa: A001
    return {"label": label, "kind": kind, "key": key, "type": type, "href": href, **more}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, key: str = "", whole: bool = False, focus: bool = False, mark: bool = True) -> Values:
    """A field of a form with its label, its hint and what is wrong with it, tied together for screen readers.

    `mark` says at a field that may stay empty that it may; a search does without.
    """
    widget, group = bound.field.widget, isinstance(bound.field.widget, GROUPS)
    hint, faults = bound.help_text, list(bound.errors)
    stem = bound.auto_id if group else bound.id_for_label
    described = [f"{stem}_hint"] * bool(hint) + [f"{stem}_fault"] * bool(faults)
    attrs: dict[str, Any] = {
        "class": f"{widget.attrs.get('class', '')} {css_class(widget)}".strip(),
        "aria-describedby": " ".join(described),
    }
    attrs |= {"aria-invalid": "true"} if faults else {}
    attrs |= {"data-key": key, "aria-keyshortcuts": key} if key else {}
    attrs |= {"autofocus": True} if focus else {}
    return {
        "widget": bound.as_widget(attrs={name: value for name, value in attrs.items() if value}),
        "label": bound.label,
        "id": stem,
        "hint": hint,
        "faults": faults,
        "described": " ".join(described),
        "hidden": bound.is_hidden,
        "check": isinstance(widget, forms.CheckboxInput),
        "group": group,
        "optional": mark and not bound.field.required and not hint and not isinstance(widget, forms.CheckboxInput),
        "key": key,
        "whole": whole,
    }


def css_class(widget: forms.Widget) -> str:
    """The style of Bootstrap for a kind of input."""
    if isinstance(widget, GROUPS):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, SELECTS) else "form-control"


@register.inclusion_tag("components/faults.html")
def faults(form: forms.BaseForm) -> Values:
    """What is wrong in a form, on top of it, each with a link to its field."""
    found: list[tuple[str, str]] = [("", str(fault)) for fault in form.non_field_errors()]
    for bound in form:
        found += [(_place(bound), f"{_called(bound)} {fault}") for fault in bound.errors]
    return {"faults": found}


def _called(bound: BoundField) -> str:
    """A label before what is wrong; a sentence or a question has its own end."""
    label = str(bound.label)
    return label if label.endswith((".", "?", "!", ":")) else f"{label}:"


def _place(bound: BoundField) -> str:
    """The id of what is corrected: of a group its first choice, of a hidden field nothing."""
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, GROUPS) else bound.id_for_label


@register.inclusion_tag("components/badge.html")
def badge(label: str, *, kind: str = "") -> Values:
    """A word that stands out: neutral, primary, success, warning or danger. The word says it, the colour only repeats it."""
    return {"label": label, "kind": kind}


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, *, kind: str = "", title: str = "", role: str = "") -> SafeString:
    """A message in the page; `role="alert"` is read aloud at once."""
    return render_to_string("components/notice.html", {"content": content, "kind": kind, "title": title, "role": role})


@register.simple_block_tag(end_name="endpanel")
def panel(content: str, *, title: str = "", kind: str = "", id: str = "", flush: bool = False, **more: Any) -> SafeString:  # noqa: A002
    """A box with a heading. `flush` for a table without margins. More: count, link, link_text."""
    heading = f"{id or 'panel-' + format(hash(title) & 0xFFFF, 'x')}-heading"
    values = {
        "content": content,
        "title": title,
        "kind": kind,
        "id": id,
        "flush": flush,
        "heading": heading,
        "count": None,
        **more,
    }
    return render_to_string("components/panel.html", values)


@register.simple_block_tag(end_name="endtable")
def table(content: str, label: str, *heads: str, last: str = "", striped: bool = True, caption_shown: bool = False) -> SafeString:
    """A table: its name, its column heads, and the rows inside.

    A head that begins with `#` stands over numbers; `last` names the column of the buttons, for screen readers only.
    """
    columns = [{"text": head.lstrip("#"), "number": head.startswith("#")} for head in heads] + [{"hidden": last}] * bool(last)
    values = {"content": content, "label": label, "heads": columns, "striped": striped, "caption_shown": caption_shown}
    return render_to_string("components/table.html", values)


@register.inclusion_tag("components/pairs.html")
def pairs(values: Sequence[tuple[str, object]]) -> Values:
    """Names and values, one under the other."""
    return {"pairs": values}


@register.inclusion_tag("components/empty.html")
def empty(text: str, *, link: str = "", link_text: str = "") -> Values:
    """What stands where there is nothing to show, and what to do next."""
    return {"text": text, "link": link, "link_text": link_text}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: ListPage[Any]) -> Values:
    """Links to the pages before and after."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    links = {}
    for name, number in (("earlier", page.number - 1), ("later", page.number + 1)):
        query["page"] = str(number)
        links[name] = query.urlencode()
    return {"page": page, **links}


@register.inclusion_tag("components/toast.html", takes_context=True)
def toast(context: template.Context, text: str, *, undo: str = "") -> Values:
    """A short message after something was done, with a way back where there is one."""
    return {"text": text, "undo": undo, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("components/qr.html")
def qr(text: str, *, label: str) -> Values:
    """A QR code, drawn as an image inside the page."""
    return {
        "data": segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2, dark="#000", light="#fff"),
        "label": label,
    }


@register.filter
def instant(at: datetime | None) -> str:
    """An instant at the clock of the post: “4 mas 2026 09:41”."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else _("unknown")


@register.filter
def clock(at: datetime | None) -> str:
    """The hour and minute of an instant at the clock of the post."""
    return formats.time_format(timezone.localtime(at), "TIME_FORMAT") if at else _("unknown")


@register.filter
def day(on: date | None) -> str:
    """A day as people write it: “4 mas 2026”."""
    return formats.date_format(on, "DATE_FORMAT") if on else _("unknown")


@register.filter
def short(id: UUID | str) -> str:  # noqa: A002
    """The last eight characters of an identifier: enough to tell two apart, and to read aloud."""
    return str(id)[-8:]


register.filter("post_name", posts.post_name)


@register.filter
def in_language(named: Any) -> str:
    """The name of a place, post or agency in the language of the screen."""
    return str(getattr(named, f"name_{get_language()}", "") or named.name_fr)
