// One question: its words, its hint, the place for the answer, and what is wrong with it. The answer itself is the engine's affair.

import { picked, ranked, ticked } from "./choices.js";
import { brought, elsewhere, located } from "./given.js";
import { remember } from "./hidden.js";
import { addressOf, make, show, words } from "./page.js";
import { KINDS, RANGES, typed } from "./typed.js";
import { draw, redraw } from "./watch.js";

const CONTROLS = {
  select: () => picked,
  rank: () => ranked,
  trigger: () => ticked,
  upload: () => brought,
  range: (node) => typed(RANGES[node.valueType] ?? RANGES.decimal),
  input: (node) => (node.valueType === "geopoint" ? located : KINDS[node.valueType] ? typed(KINDS[node.valueType]) : elsewhere),
};

const ended = (parts) => parts.filter(Boolean).join(" ") || null;
const set = (element, name, value) => (value === null ? element.removeAttribute(name) : element.setAttribute(name, value));

let number = 0;

// Picture, sound and film of a question, where the form has them.
const shownBeside = (place, label, media) => {
  const [picture, sound, film] = ["imageSource", "audioSource", "videoSource"].map((name) => addressOf(label?.[name], media));
  if (place.dataset.has === picture + sound + film) return;
  place.dataset.has = picture + sound + film;
  const parts = picture ? [make("img", { src: picture, alt: "" })] : [];
  if (sound) parts.push(make("audio", { src: sound, controls: true, preload: "none", "aria-label": words.listen }));
  if (film) parts.push(make("video", { src: film, controls: true, preload: "none", "aria-label": words.watch }));
  place.replaceChildren(...parts);
};

export const noteOf = (node, sheet) => {
  const text = make("p");
  const beside = make("div", { class: "beside" });
  const element = make("div", { class: "notice" }, text, beside);
  const view = {
    node,
    element,
    draw: () => {
      const state = node.currentState;
      element.hidden = !state.relevant;
      show(text, state.label ?? state.hint);
      shownBeside(beside, state.label, sheet.media);
    },
  };
  draw(view);
  return view;
};

// What is wrong, as far as it is told yet: the server's word, what cannot be read, what the form does not allow, what is missing.
const wrong = (view, sheet) => {
  const violation = view.node.validationState.violation;
  if (!view.node.currentState.relevant) return "";
  if (view.told) return view.told;
  const strict = sheet.strict || view.strict;
  if (view.problem) return view.touched || strict ? view.problem : "";
  if (!violation || !(strict || (view.touched && violation.condition === "constraint"))) return "";
  return violation.message?.asString || (violation.condition === "required" ? words.missing : words.notAllowed);
};

const frame = (id, control, label, must) => {
  if (!control.group) return make("div", { class: "field whole" }, make("label", { for: id }, label, must));
  return make("fieldset", { class: "field whole" }, make("legend", {}, label, must));
};

export const fieldOf = (node, sheet) => {
  const id = `q${(number += 1)}`;
  const view = { node, id, told: "", problem: "", touched: false };
  const answered = (problem, write) => {
    view.problem = problem;
    view.told = "";
    if (write) {
      write();
      sheet.answered();
    }
    redraw(view);
  };
  const control = CONTROLS[node.nodeType](node)({ node, id, sheet, answered, redraw: () => redraw(view) });
  const label = make("span");
  const must = make("span", { class: "must" }, " ", make("span", { "aria-hidden": "true" }, "*"), make("span", { class: "visually-hidden" }, words.must));
  const hint = make("p", { class: "hint", id: `${id}_hint` });
  const fault = make("p", { class: "fault", id: `${id}_fault` });
  const beside = make("div", { class: "beside" });
  const element = frame(id, control, label, must);
  element.append(hint, beside, control.element, fault);
  element.addEventListener("change", () => {
    view.touched = true;
    redraw(view);
  });
  const mark = (text) => {
    fault.textContent = text;
    fault.hidden = !text;
    const described = ended([!hint.hidden && hint.id, text && fault.id]);
    set(control.input ?? element, "aria-describedby", described);
    for (const one of control.invalid ?? (control.input ? [control.input] : [])) set(one, "aria-invalid", text ? "true" : null);
  };
  view.element = element;
  view.wrong = () => wrong(view, sheet);
  view.label = () => label.textContent || node.currentState.reference;
  view.focus = () => (element.querySelector(":checked") ?? element.querySelector("input, select, textarea, button"))?.focus();
  view.draw = () => {
    const state = node.currentState;
    element.hidden = !state.relevant;
    show(label, state.label);
    show(hint, state.hint);
    hint.hidden = !state.hint;
    must.hidden = !state.required;
    shownBeside(beside, state.label, sheet.media);
    if (state.relevant) remember(sheet.typed, state.reference, node.nodeType === "upload" && !state.value ? "" : state.instanceValue);
    control.draw(state);
    mark(wrong(view, sheet));
  };
  draw(view);
  return view;
};
