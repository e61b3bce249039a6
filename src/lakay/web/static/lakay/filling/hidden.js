// Answers that a condition hides. The engine writes out only what is asked now; what was typed before stays all the same when the form is made
// anew, in another language or from a draft: it is put back into the XML by where it stands, `/data[1]/children[2]/name[1]`.

const NUMBERED = /\[(\d+)\]$/;
const numbered = (reference) => reference.replace(/([^/\]])(?=\/|$)/g, "$1[1]");
const partsOf = (place) => place.split("/").slice(1).map((part) => [part.replace(NUMBERED, ""), Number(NUMBERED.exec(part)[1])]);

// What stands at a question that is asked; an answer that was taken back is none.
export const remember = (typed, reference, text) => {
  const place = numbered(reference);
  if (text) typed.set(place, text);
  else typed.delete(place);
};

// What stands in a form that is taken up again, its hidden answers too.
export const learn = (typed, element, place = `/${element.nodeName}[1]`) => {
  const seen = new Map();
  for (const child of element.children) {
    const count = (seen.get(child.nodeName) ?? 0) + 1;
    seen.set(child.nodeName, count);
    learn(typed, child, `${place}/${child.nodeName}[${count}]`);
  }
  if (!element.children.length && element.textContent) typed.set(place, element.textContent);
};

// A round (from 1) is gone: its answers with it, and those of the rounds behind it move up.
export const forget = (typed, range, round) => {
  const start = `${numbered(range).replace(NUMBERED, "")}[`;
  for (const [place, text] of [...typed].filter(([place]) => place.startsWith(start))) {
    const [, number, rest] = /^(\d+)\](.*)$/.exec(place.slice(start.length));
    if (Number(number) < round) continue;
    typed.delete(place);
    if (Number(number) > round) typed.set(`${start}${number - 1}]${rest}`, text);
  }
};

// The part of an element that is so named and so many; what is missing up to it is made.
const reach = (element, [name, number]) => {
  const same = [...element.children].filter((one) => one.nodeName === name);
  while (same.length < number) same.push(element.appendChild(element.ownerDocument.createElementNS(element.namespaceURI, name)));
  return same[number - 1];
};

const has = (element, [name, number]) => [...element.children].filter((one) => one.nodeName === name).length >= number;

// The XML of a form with all that was typed. What the engine wrote stands.
export const whole = (xml, typed) => {
  const made = new DOMParser().parseFromString(xml, "text/xml");
  for (const [place, text] of typed) {
    const [, ...parts] = partsOf(place);
    if (!parts.length || place.includes(":")) continue; // the instance id, which is never hidden
    const way = parts.slice(0, -1).reduce(reach, made.documentElement);
    if (!has(way, parts.at(-1))) reach(way, parts.at(-1)).textContent = text;
  }
  return new XMLSerializer().serializeToString(made);
};
