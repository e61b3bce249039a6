"""An XForm read (ODK XForms specification, https://getodk.github.io/xforms-spec/): instance, bindings, body, choices, words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lakay.forms.definition.shape import Choice, Definition, Field
from lakay.forms.xml import BadXML, Element, read_xml

CONTROLS = frozenset({"input", "select", "select1", "upload", "trigger", "rank", "range"})
JAVAROSA = "http://openrosa.org/javarosa"
DEFAULT = ""
"""The language of a form that names none."""

_ITEXT = re.compile(r"\s*jr:itext\(\s*'([^']*)'\s*\)\s*")
_ITEMSET = re.compile(r"(?:randomize\()?\s*instance\('([^']+)'\)/root/item(\[.*\])?", re.DOTALL)


class BadForm(ValueError):
    """The bytes are no XForm that can be offered."""


def read_definition(raw: bytes) -> Definition:
    """Read a form. Raises BadForm."""
    try:
        html = read_xml(raw)
    except BadXML as error:
        raise BadForm(str(error)) from error
    head, body = html.first("head"), html.first("body")
    model = head.first("model") if head else None
    if head is None or body is None or model is None:
        raise BadForm("no model or no body")
    return _Reading(model).read(head, body)


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way. `words` is text id -> language -> words; `lists` is list -> its choices."""

    model: Element
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    groups: dict[str, dict[str, str]] = field(default_factory=dict)
    repeats: set[str] = field(default_factory=set)
    root: str = ""

    def read(self, head: Element, body: Element) -> Definition:
        """Put it together."""
        instances = list(self.model.all("instance"))
        if not instances or not instances[0].children:
            raise BadForm("no instance")
        data = instances[0].children[0]
        self.root = data.name
        self._texts()
        self._lists(instances[1:])
        self._tree(data, "")
        self._bindings()
        self._body(body)
        title = head.first("title")
        submission = self.model.first("submission")
        return Definition(
            form_id=data.attributes.get("id", "") or data.space,
            version=data.attributes.get("version", ""),
            title=title.words().strip() if title else "",
            root=data.name,
            languages=tuple(self.languages) or (DEFAULT,),
            fields=self.fields,
            groups=self.groups,
            repeats=frozenset(self.repeats),
            public_key=submission.attributes.get("base64RsaPublicKey", "") if submission else "",
            media=tuple(dict.fromkeys(self.media)),
        )

    def _texts(self) -> None:
        itext = self.model.first("itext")
        translations = list(itext.all("translation")) if itext else []
        for translation in sorted(translations, key=lambda one: not one.attributes.get("default")):
            language = translation.attributes.get("lang", DEFAULT)
            self.languages.append(language)
            for text in translation.all("text"):
                said = self.words.setdefault(text.attributes.get("id", ""), {})
                for value in text.all("value"):
                    words = value.words().strip()
                    if value.attributes.get("form") in {None, "long"}:
                        said.setdefault(language, words)
                    elif words.startswith("jr://"):
                        self.media.append(words.rpartition("/")[2])

    def _lists(self, instances: list[Element]) -> None:
        for instance in instances:
            if (source := instance.attributes.get("src", "")).startswith("jr://file"):
                self.media.append(source.rpartition("/")[2])
            root = instance.first("root")
            items = [_item(item) for item in (root.all("item") if root else ())]
            self.lists[instance.attributes.get("id", "")] = [
                Choice(said.get("name", ""), self.words.get(said.get("itextId", ""), {DEFAULT: said.get("label", "")}))
                for said in items
            ]

    def _tree(self, element: Element, path: str) -> None:
        for child in element.children:
            place = f"{path}/{child.name}" if path else child.name
            if child.children:
                self.groups.setdefault(place, {})
                self._tree(child, place)
            else:
                self.fields.setdefault(place, Field(place, "string"))

    def _bindings(self) -> None:
        hidden: list[str] = []
        for bind in self.model.all("bind"):
            path, said = self._path(bind.attributes.get("nodeset", "")), bind.attributes
            if said.get("relevant"):
                hidden.append(path)
            if path in self.fields:
                self.fields[path] = Field(
                    path,
                    said.get("type", "string").removeprefix("xsd:"),
                    required=said.get("required", "").strip() == "true()",
                    constraint=said.get("constraint", ""),
                    relevant=said.get("relevant", "").strip(),
                    calculated="calculate" in said or f"{JAVAROSA} preload" in said,
                    readonly=said.get("readonly", "").strip() == "true()",
                )
        for path, one in self.fields.items():
            if any(path == gate or path.startswith(f"{gate}/") for gate in hidden):
                self.fields[path] = replace(one, always=False)

    def _path(self, ref: str) -> str:
        return ref.strip().removeprefix(f"/{self.root}").strip("/")

    def _body(self, element: Element) -> None:
        for child in element.children:
            if child.name in CONTROLS:
                self._control(child)
            elif child.name in {"group", "repeat"}:
                path = self._path(child.attributes.get("ref", child.attributes.get("nodeset", "")))
                if child.name == "repeat":
                    self.repeats.add(path)
                elif path:
                    self.groups[path] = self._said(child, "label") or self.groups.get(path, {})
                self._body(child)

    def _control(self, control: Element) -> None:
        path = self._path(control.attributes.get("ref", ""))
        if path not in self.fields:
            return
        choices, filtered = self._choices(control)
        self.fields[path] = replace(
            self.fields[path],
            control=control.name,
            choices=choices,
            filtered=filtered,
            media=control.attributes.get("mediatype", ""),
            labels=self._said(control, "label"),
            hints=self._said(control, "hint"),
        )

    def _choices(self, control: Element) -> tuple[tuple[Choice, ...] | None, bool]:
        """The answers offered, None where they come from a file or from other answers; and whether a condition picks among them."""
        if control.name not in {"select", "select1", "rank"}:
            return None, False
        itemset = control.first("itemset")
        if itemset is None:
            items = [(item.first("value"), self._said(item, "label")) for item in control.all("item")]
            return tuple(Choice(value.words(), said) for value, said in items if value), False
        found = _ITEMSET.match(itemset.attributes.get("nodeset", ""))
        listed = self.lists.get(found[1]) if found else None
        return (tuple(listed) if listed else None), bool(found and found[2])

    def _said(self, element: Element, name: str) -> dict[str, str]:
        label = element.first(name)
        if label is None:
            return {}
        found = _ITEXT.fullmatch(label.attributes.get("ref", ""))
        return self.words.get(found[1], {}) if found else {DEFAULT: label.words().strip()}


def _item(item: Element) -> dict[str, str]:
    return {child.name: child.words().strip() for child in item.children}
