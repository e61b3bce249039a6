// The parts of a form: groups, rounds of what repeats, questions. Made one by one, so that the first can be answered before the last is there.

import { fieldOf, noteOf } from "./field.js";
import { forget } from "./hidden.js";
import { has, make, say, show, words } from "./page.js";
import { draw, redraw } from "./watch.js";

const HEADS = ["h2", "h3", "h4", "h5"];
const SILENT = new Set(["model-value", "attribute"]);

// Makes what stands in `nodes` into `place`. A step for each question. `within` says that it is a part of a page already.
export function* build(nodes, place, sheet, depth = 0, within = false) {
  for (const node of nodes) {
    if (SILENT.has(node.nodeType)) continue;
    if (node.nodeType === "group") yield* group(node, place, sheet, depth, within);
    else if (node.nodeType.startsWith("repeat-range")) yield* repeated(node, place, sheet, depth, within);
    else yield question(node, place, sheet, within);
  }
}

// What stands on a page of its own, where the form is asked page by page.
const unit = (element, sheet, within) => {
  if (!sheet.paged || within) return;
  element.classList.toggle("away", sheet.units.length > 0);
  sheet.units.push(element);
};

const question = (node, place, sheet, within) => {
  const view = node.nodeType === "note" ? noteOf(node, sheet) : fieldOf(node, sheet);
  sheet.views.set(node.nodeId, view);
  unit(view.element, sheet, within);
  place.append(view.element);
};

function* group(node, place, sheet, depth, within) {
  const together = within || has(node, "field-list");
  const head = make(HEADS[Math.min(depth, 3)], { class: "part-head" });
  const inside = make("div", { class: "stack" });
  const element = make("section", { class: "part" }, head, inside);
  const view = {
    node,
    element,
    draw: () => {
      const state = node.currentState;
      element.hidden = !state.relevant || !state.hasRelevantBodyNodes;
      show(head, state.label);
      head.hidden = !state.label;
    },
  };
  draw(view);
  sheet.views.set(node.nodeId, view);
  if (together) unit(element, sheet, within);
  place.append(element);
  yield* build(node.currentState.children, inside, sheet, depth + (head.hidden ? 0 : 1), together);
}

// Forgets what stood in a round that is gone: its nodes must not be asked any more.
const drop = (element, sheet) => {
  for (const [id, view] of sheet.views) {
    if (!element.contains(view.element)) continue;
    view.gone = true;
    sheet.views.delete(id);
  }
};

const round = (range, node, sheet, depth) => {
  const head = make("legend");
  const inside = make("div", { class: "stack" });
  const away = make("button", { type: "button", class: "btn danger" });
  const element = make("fieldset", { class: "round" }, head, inside, make("p", { class: "row-of" }, away));
  away.addEventListener("click", () => {
    const rounds = range.currentState.children;
    const at = rounds.indexOf(node);
    sheet.rounds.get(range.nodeId).focus = Math.max(0, at - 1);
    range.removeInstances(at);
    sheet.answered();
  });
  const titled = (number, name) => {
    const title = `${name || words.round} ${number}`;
    head.textContent = title;
    away.textContent = say(words.remove, title);
    away.hidden = range.nodeType !== "repeat-range:uncontrolled";
  };
  for (const _ of build(node.currentState.children, inside, sheet, depth + 1, true));
  return { element, titled };
};

function* repeated(node, place, sheet, depth, within) {
  const head = make(HEADS[Math.min(depth, 3)], { class: "part-head" });
  const inside = make("div", { class: "stack" });
  const add = make("button", { type: "button", class: "btn plain" });
  const element = make("section", { class: "part" }, head, inside, make("p", { class: "row-of" }, add));
  const made = new Map();
  const wanted = { focus: null };
  sheet.rounds.set(node.nodeId, wanted);
  add.addEventListener("click", () => {
    wanted.focus = node.currentState.children.length;
    node.addInstances();
    sheet.answered();
  });
  const settle = (children) => {
    for (const [id, one] of made) {
      if (children.some((child) => child.nodeId === id)) continue;
      forget(sheet.typed, node.currentState.reference, [...inside.children].indexOf(one.element) + 1);
      drop(one.element, sheet);
      one.element.remove();
      made.delete(id);
    }
    children.forEach((child, number) => {
      if (!made.has(child.nodeId)) made.set(child.nodeId, round(node, child, sheet, depth));
      const { element: here } = made.get(child.nodeId);
      if (inside.children[number] !== here) inside.insertBefore(here, inside.children[number] ?? null);
    });
  };
  const move = (children) => {
    if (wanted.focus === null) return;
    const target = children[wanted.focus] ? made.get(children[wanted.focus].nodeId).element : null;
    wanted.focus = null;
    (target?.querySelector("input, select, textarea") ?? add).focus();
  };
  const view = {
    node,
    element,
    draw: () => {
      const state = node.currentState;
      const name = state.label?.asString ?? "";
      element.hidden = !state.relevant;
      show(head, state.label);
      head.hidden = !name;
      add.textContent = say(words.add, name || words.round);
      add.hidden = node.nodeType !== "repeat-range:uncontrolled";
      settle(state.children);
      state.children.forEach((child, at) => made.get(child.nodeId).titled(at + 1, child.currentState.label?.asString || name));
      move(state.children);
    },
  };
  draw(view);
  sheet.views.set(node.nodeId, view);
  unit(element, sheet, within);
  place.append(element);
  yield;
}

export const drawAll = (sheet) => {
  for (const view of sheet.views.values()) redraw(view);
};
