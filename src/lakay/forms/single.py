"""A form for the page in the browser: in one language, with the words and the choices standing where they are asked.

An XForm names each text by a formula (`jr:itext('id')`) and each list of choices by another. The engine in the browser works out every
one of them before the first question can be shown; what can only have one outcome is written out here, once for each language.
What is not as pyxform writes it stays as it was, so that the form means the same (ODK XForms specification, "Languages", "Secondary instances").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from defusedxml import minidom

ITEXT = re.compile(r"\s*jr:itext\(\s*'([^']*)'\s*\)\s*")
LIST = re.compile(r"\s*instance\('([^']+)'\)/root/item\s*")
MESSAGES = ("jr:constraintMsg", "jr:requiredMsg")
OF_A_TEXT = "jr:itext(itextId)"

Node = Any
"""A node of `xml.dom.minidom`, which has no types of its own."""
Rows = Callable[[str, str, str], list[tuple[str, str]]]


@lru_cache(maxsize=64)
def in_language(_hash: str, xform: bytes, language: str) -> bytes:
    """The XForm in one of its languages; of a form that has no such language, only the lists are written out."""
    document = minidom.parseString(xform)
    texts = _texts(document, language)
    for element in document.getElementsByTagName("*"):
        _words(document, element, texts)
    lists = {one.getAttribute("id"): one for one in document.getElementsByTagName("instance") if not one.hasAttribute("src")}
    rows = cache(lambda name, value, label: _rows(lists.get(name), value, label, texts))
    for itemset in list(document.getElementsByTagName("itemset")):
        _choices(document, itemset, rows)
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


def _choices(document: Node, itemset: Node, rows: Rows) -> None:
    """A list that is always the same is written out."""
    named = LIST.fullmatch(itemset.getAttribute("nodeset"))
    value, label = ((_elements(itemset, name) or [None])[0] for name in ("value", "label"))
    if named is None or value is None or label is None:
        return
    found = rows(named[1], value.getAttribute("ref"), label.getAttribute("ref"))
    if not found:
        return
    control = itemset.parentNode
    control.removeChild(itemset)
    for code, words in found:
        item = control.appendChild(document.createElement("item"))
        for name, text in (("label", words), ("value", code)):
            part = item.appendChild(document.createElement(name))
            part.appendChild(document.createTextNode(text))


def _rows(instance: Node | None, value: str, label: str, texts: dict[str, Node]) -> list[tuple[str, str]]:
    """Codes and words of a list; none where one of them has to be worked out."""
    items = [item for root in _elements(instance) for item in _elements(root, "item")] if instance else []
    found = [_row(item, value, label, texts) for item in items]
    return [row for row in found if row] if all(found) else []


def _row(item: Node, value: str, label: str, texts: dict[str, Node]) -> tuple[str, str] | None:
    """Code and words of a choice, where both stand there."""
    parts = {one.tagName: _plain(one) or "" for one in _elements(item)}
    if label == OF_A_TEXT:
        named = texts.get(parts.get("itextId", ""))
        words = _plain(named) if named is not None else None
    else:
        words = parts.get(label)
    return (parts[value], words) if value in parts and words is not None else None


def _tidy(document: Node, language: str) -> None:
    """Leave out the other languages, the texts that nothing names any more, and the lists that nothing looks into."""
    translations = document.getElementsByTagName("translation")
    own = [one for one in translations if one.getAttribute("lang") == language]
    if not own:
        return
    for translation in list(translations):
        if translation not in own:
            translation.parentNode.removeChild(translation)
    formulas = _formulas(document)
    if OF_A_TEXT not in formulas:
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
