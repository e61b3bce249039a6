"""A form for the page in the browser: in one language, with the words standing where they are asked and beside each choice.

An XForm names each text by a formula (`jr:itext('id')`). The engine in the browser works out every one of them before the first
question can be shown; what can only have one outcome is written out here, once for each language. Lists of choices stay lists, which
the questions share: written out at each question they would be most of what the browser has to read.
What is not as pyxform writes it stays as it was, so that the form means the same (ODK XForms specification, "Languages", "Secondary instances").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from defusedxml import minidom

ITEXT = re.compile(r"\s*jr:itext\(\s*'([^']*)'\s*\)\s*")
LIST = re.compile(r"instance\('([^']+)'\)")
MESSAGES = ("jr:constraintMsg", "jr:requiredMsg")
OF_A_TEXT = "jr:itext(itextId)"

Node = Any
"""A node of `xml.dom.minidom`, which has no types of its own."""


@lru_cache(maxsize=64)
def in_language(_hash: str, xform: bytes, language: str) -> bytes:
    """The XForm in one of its languages; of a form that has no such language, only the lists are written out."""
    document = minidom.parseString(xform)
    texts = _texts(document, language)
    for element in document.getElementsByTagName("*"):
        _words(document, element, texts)
    lists = {name for name, instance in _lists(document).items() if _worded(document, instance, texts)}
    for itemset in document.getElementsByTagName("itemset"):
        _choices(itemset, lists)
    _tidy(document, language)
    return bytes(document.toxml(encoding="utf-8"))


def _elements(parent: Node, name: str = "") -> list[Node]:
    return [one for one in parent.childNodes if one.nodeType == one.ELEMENT_NODE and name in {"", one.tagName}]


def _texts(document: Node, language: str) -> dict[str, Node]:
    """The words of a language by their id, as far as they are words alone: no picture, no sound, no second form."""
    found: dict[str, Node] = {}
    for translation in document.getElementsByTagName("translation"):
        if translation.getAttribute("lang") == language:
            for text in _elements(translation, "text"):
                values = _elements(text)
                if len(values) == 1 and not values[0].hasAttribute("form"):
                    found[text.getAttribute("id")] = values[0]
    return found


def _plain(value: Node) -> str | None:
    """The words, where nothing has to be worked out in them."""
    if any(one.nodeType == one.ELEMENT_NODE for one in value.childNodes):
        return None
    return "".join(one.data for one in value.childNodes)


def _words(document: Node, element: Node, texts: dict[str, Node]) -> None:
    """A label, a hint or a message says what it named."""
    named = ITEXT.fullmatch(element.getAttribute("ref")) if element.tagName in {"label", "hint"} else None
    if named and named[1] in texts:
        element.removeAttribute("ref")
        for part in texts[named[1]].childNodes:
            element.appendChild(part.cloneNode(True))
    for name in MESSAGES:
        message = ITEXT.fullmatch(element.getAttribute(name))
        words = _plain(texts[message[1]]) if message and message[1] in texts else None
        if words:
            element.setAttribute(name, words)


def _lists(document: Node) -> dict[str, Node]:
    """The lists of choices by their name: what the form brings itself, not what stands in another file."""
    found = document.getElementsByTagName("instance")
    return {one.getAttribute("id"): one for one in found if one.hasAttribute("id") and not one.hasAttribute("src")}


def _worded(document: Node, instance: Node, texts: dict[str, Node]) -> bool:
    """Write the words of each choice beside it, if none has to be worked out."""
    items = [item for root in _elements(instance) for item in _elements(root, "item")]
    words = [_said(item, texts) for item in items]
    if not words or None in words:
        return False
    for item, said in zip(items, words, strict=True):
        item.appendChild(document.createElement("label")).appendChild(document.createTextNode(said))
    return True


def _said(item: Node, texts: dict[str, Node]) -> str | None:
    """The words that a choice names, where it names some and brings none."""
    named = _elements(item, "itextId")
    text = texts.get(_plain(named[0]) or "") if len(named) == 1 and not _elements(item, "label") else None
    return _plain(text) if text is not None else None


def _choices(itemset: Node, lists: set[str]) -> None:
    """A question whose choices have their words beside them reads them there."""
    named = LIST.findall(itemset.getAttribute("nodeset"))
    for label in _elements(itemset, "label"):
        if len(named) == 1 and named[0] in lists and label.getAttribute("ref") == OF_A_TEXT:
            label.setAttribute("ref", "label")


def _tidy(document: Node, language: str) -> None:
    """Leave out the other languages, and the texts and lists that nothing names any more."""
    translations = document.getElementsByTagName("translation")
    own = [one for one in translations if one.getAttribute("lang") == language]
    if not own:
        return
    for translation in list(translations):
        if translation not in own:
            translation.parentNode.removeChild(translation)
    formulas = _formulas(document)
    if "itextId" not in formulas:
        for named in list(document.getElementsByTagName("itextId")):
            named.parentNode.removeChild(named)
        named = set(ITEXT.findall(formulas))
        for text in [one for one in _elements(own[0], "text") if one.getAttribute("id") not in named]:
            own[0].removeChild(text)
    for instance in list(document.getElementsByTagName("instance")):
        name = instance.getAttribute("id")
        if name and f"instance('{name}')" not in formulas:
            instance.parentNode.removeChild(instance)


def _formulas(document: Node) -> str:
    """Everything that may name a text or a list: the attributes of all elements."""
    found = []
    for element in document.getElementsByTagName("*"):
        found += [str(value) for value in dict(element.attributes.items()).values()]
    return "\n".join(found)
