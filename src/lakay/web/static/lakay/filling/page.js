// Small tools to make a page with: elements, sentences with a place to fill in, and the texts of a form.

export const make = (tag, attributes = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
};

// The sentences of the page in its language: they come with it, as data of one element.
export const words = document.getElementById("words").dataset;

export const say = (sentence, value) => sentence.replace("{it}", value);

const MARKED = /[*_#`\\<[\n]/;
const ALLOWED = new Set(["strong", "em", "u", "br"]);

const piece = (node) => {
  if (node.role === "child") return node.value;
  if (node.role === "line-break") return make("br");
  if (node.role === "html") return node.unsafeHtml.replace(/<[^>]*>/g, ""); // markup of a workbook is never run
  const inside = (node.children ?? []).map(piece);
  return make(ALLOWED.has(node.elementName) ? node.elementName : "span", {}, ...inside);
};

// Shows a text of the form; its emphasis too, where it has some. What stands there already is left alone.
export const show = (element, range) => {
  const text = range?.asString ?? "";
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  if (MARKED.test(text)) element.replaceChildren(...range.formatted.map(piece));
  else element.textContent = text;
};

// A file that the form shows or plays: `jr://images/name.png` is one of the addresses that came with the form.
export const addressOf = (source, media) => media[String(source?.href ?? source ?? "").split("/").at(-1)] ?? "";

export const has = (node, ...names) => names.some((name) => node.appearances?.[name] === true);
