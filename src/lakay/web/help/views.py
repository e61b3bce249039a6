"""Reading the docs."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.kernel.clock import SystemClock
from lakay.web.help import documents, guides
from lakay.web.shell.pages import page
from lakay.web.shell.requests import AnyRequest

GLOSSARY = "reference/glossary.md"


@page(public=True)
def home(request: AnyRequest) -> HttpResponse:
    """The glossary first; the guides in the reader's language, each once; all other documents."""
    names = {
        "tutorials": _("Learning by doing"),
        "how-to": _("How to"),
        "explanation": _("How it works, and why"),
        "reference": _("To look up"),
        "adr": _("Decisions"),
    }
    told = {shelf: [(document, "en") for document in found] for shelf, found in documents.shelves().items()}
    told[guides.SHELF] = guides.guides_in(get_language() or settings.LANGUAGE_CODE)
    shelves = [(names[shelf], found) for shelf, found in told.items() if found]
    return render(request, "help/home.html", {"shelves": shelves, "glossary": GLOSSARY})


@page(public=True)
def document(request: AnyRequest, name: str) -> HttpResponseBase:
    """One document, or a picture of one."""
    image = documents.picture(name)
    if image is not None:
        return FileResponse(image.open("rb"), content_type=documents.PICTURES[image.suffix])
    found = documents.find(name)
    if found is None:
        raise Http404
    html = mark_safe(documents.to_html(name))  # noqa: S308  (made from our own documents, with HTML in them switched off)
    names = dict(settings.LANGUAGES)
    others = [(language, names[language], other) for language, other in guides.others_of(name).items()]
    values = {"document": found, "html": html, "language": guides.language_of(name), "others": others}
    return render(request, "help/document.html", values)


class SampleForm(forms.Form):
    """A form with each kind of field, for the gallery."""

    name = forms.CharField(label="Non fanmi", help_text="Jan li ekri nan dokiman an.", max_length=40)
    remark = forms.CharField(label="Remak", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    sex = forms.ChoiceField(label="Sèks", choices=[("F", "F"), ("M", "M"), ("X", "X")])
    way = forms.ChoiceField(label="Sans", choices=[("in", "Antre"), ("out", "Sòti")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Mwen sèten")


@page(public=True)
def gallery(request: AnyRequest) -> HttpResponse:
    """Every component, as it looks."""
    values = {
        "form": SampleForm({"way": "in", "sex": "F"}),
        "now": SystemClock().now(),
        "pairs": [("Sèks", "F"), ("Dat nesans", "4 mas 1991"), ("Dokiman", "Paspò RD1234567")],
        "list": Paginator(range(30), 10).page(2),
        "kinds": ("plain", "primary", "success", "warning", "danger"),
    }
    return render(request, "help/gallery.html", values)
