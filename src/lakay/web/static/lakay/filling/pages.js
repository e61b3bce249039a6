// One question, or one group that belongs together, at a time: for forms that ask for it (`style` is `pages`; a group is `field-list`).
// What repeats is one page with all its rounds. Whatever a condition hides is passed over.

import { say, words } from "./page.js";
import { redraw } from "./watch.js";

const place = document.getElementById("fill");
const questions = document.getElementById("questions");
const [next, back, send] = ["next", "back", "send"].map((id) => document.getElementById(id));
const progress = document.getElementById("progress");
const said = document.getElementById("progress-said");

let sheet = { units: [] };
let wanted = null; // the number of the page to begin with, until it is there or somebody turns

const asked = () => sheet.units.filter((unit) => !unit.closest("#questions [hidden]"));

// Shows the page that somebody is at, and how far that is. A page that a condition took away gives way to the one before it.
export const settle = () => {
  if (!sheet.paged || !sheet.units.length) return;
  const open = asked();
  if (!open.includes(sheet.unit)) {
    const at = sheet.units.indexOf(sheet.unit);
    sheet.unit = open.findLast((unit) => sheet.units.indexOf(unit) <= at) ?? open[0];
  }
  for (const unit of sheet.units) unit.classList.toggle("away", unit !== sheet.unit);
  for (const part of questions.querySelectorAll(".part")) {
    if (!sheet.units.some((unit) => unit.contains(part))) part.classList.toggle("away", !part.contains(sheet.unit));
  }
  const at = open.indexOf(sheet.unit);
  const last = Boolean(place.dataset.whole) && at === open.length - 1;
  back.hidden = at <= 0;
  next.hidden = last;
  send.hidden = !last;
  progress.max = open.length;
  progress.value = at + 1;
  const text = say(words.pageOf.replace("{all}", open.length), at + 1);
  if (said.textContent !== text) said.textContent = text;
};

const first = (element) => [...element.querySelectorAll("input, select, textarea, button")].find((one) => !one.disabled && one.checkVisibility());

const enter = () => {
  const field = first(sheet.unit);
  if (field) return field.focus();
  sheet.unit.tabIndex = -1; // words alone: they are read out
  return sheet.unit.focus();
};

const turn = (unit) => {
  wanted = null;
  sheet.unit = unit;
  settle();
  place.scrollIntoView({ block: "start" });
};

// Turns to the page on which something stands.
export const reveal = (element) => {
  const unit = sheet.paged && sheet.units.find((one) => one.contains(element));
  if (unit && unit !== sheet.unit) turn(unit);
};

// What keeps somebody on this page: an answer that is missing or not allowed.
const wrong = async () => {
  const views = [...sheet.views.values()].filter((view) => view.wrong && sheet.unit.contains(view.element));
  for (const view of views) {
    view.strict = true;
    redraw(view);
  }
  await Promise.resolve();
  return views.find((view) => view.wrong());
};

const step = async (by) => {
  if (by > 0) {
    const held = await wrong();
    if (held) return held.focus();
  }
  await (by > 0 && asked().at(-1) === sheet.unit ? sheet.all : null);
  const open = asked();
  const unit = open[open.indexOf(sheet.unit) + by];
  if (!unit) return settle();
  turn(unit);
  return enter();
};

// Begins with the pages of a form: `at` is the number of the page to begin with.
export const begin = (form, at) => {
  sheet = form;
  questions.classList.toggle("paged", sheet.paged);
  progress.closest("p").hidden = !sheet.paged;
  next.hidden = back.hidden = !sheet.paged;
  wanted = at;
  const there = () => {
    sheet.unit = sheet.units[wanted] ?? sheet.unit ?? sheet.units[0];
    settle();
  };
  sheet.unit = null;
  there();
  sheet.all.then(() => form === sheet && there());
};

export const at = () => Math.max(0, sheet.units.indexOf(sheet.unit));

next.addEventListener("click", () => step(1));
back.addEventListener("click", () => step(-1));
questions.addEventListener("keydown", (event) => {
  if (!sheet.paged || event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input:not([type=search], [type=file])")) return;
  event.preventDefault();
  if (next.hidden) send.focus();
  else step(1);
});
