// Answers that are typed: text, numbers, days, times, codes. Each kind reads what stands in the field and writes what the engine holds.
// A reading is [value, problem]: what is typed and cannot be read stays in the field, and the form is not sent with it.

import { withCamera } from "./camera.js";
import { has, make, words } from "./page.js";

const two = (number) => String(number).padStart(2, "0");
const empty = (text) => text.trim() === "";

const dayOf = (day, month, year) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
  return exists ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` : null;
};

// A day as people write it here (31/12/2026), or as the standard does (2026-12-31); where the form asks for less, the month or year alone.
export const readDay = (text, node) => {
  const said = text.trim();
  const whole = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(said);
  if (whole) return dayOf(whole[1], whole[2], whole[3]);
  const standard = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  if (standard) return dayOf(standard[3], standard[2], standard[1]);
  const month = has(node, "month-year", "year") && /^(?:(\d{1,2})[/. -])?(\d{4})$/.exec(said);
  return month ? dayOf(1, month[1] ?? 1, month[2]) : null;
};

const writeDay = (iso, node) => {
  const [year, month, day] = iso.slice(0, 10).split("-");
  if (has(node, "year")) return year;
  return has(node, "month-year") ? `${month}/${year}` : `${day}/${month}/${year}`;
};

export const readTime = (text) => {
  const found = /^(\d{1,2})(?::|h|H)(\d{2})$/.exec(text.trim());
  return found && found[1] < 24 && found[2] < 60 ? `${two(found[1])}:${found[2]}` : null;
};

// The hour of this machine from that of Greenwich, as it was or will be on that day.
const offset = (moment) => {
  const minutes = -new Date(moment).getTimezoneOffset();
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
};

const readInstant = (text, node) => {
  const at = text.trim().search(/\s\S+$/);
  const [day, time] = [readDay(text.slice(0, at), node), readTime(text.slice(at))];
  if (at < 1 || !day || !time) return null;
  return `${day}T${time}:00.000${offset(`${day}T${time}`)}`;
};

const writeInstant = (iso, node) => {
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(iso);
  const date = new Date(iso);
  const here = zoned ? `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` : iso;
  const time = zoned ? `${two(date.getHours())}:${two(date.getMinutes())}` : iso.slice(11, 16);
  return `${writeDay(here, node)} ${time}`;
};

export const readNumber = (text) => {
  const said = text.trim().replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(said) ? Number(said) : null;
};

const LARGEST = 2147483647;
const readWhole = (text) => {
  const number = /^[+-]?\d{1,10}$/.test(text.trim()) ? Number(text) : null;
  return number !== null && Math.abs(number) <= LARGEST ? number : null;
};

const kind = (read, problem, write, more) => ({
  ...more,
  read: (text, node) => {
    if (empty(text)) return [null, ""];
    const value = read(text, node);
    return value === null ? [null, problem()] : [value, ""];
  },
  write: (value, node) => (value === null || value === undefined ? "" : write(String(value), node)),
});

const plain = (value) => value;
const boundsOf = (node) => {
  const { start, end } = node.definition.bounds;
  return [start, end].map(Number).sort((one, other) => one - other);
};
// What a number of a scale may be, where it is asked.
const bounds = (node) => {
  const [least, most] = boundsOf(node);
  return words.fromTo.replace("{from}", least).replace("{to}", most);
};
const inBounds = (read) => (text, node) => {
  const number = read(text);
  const [least, most] = boundsOf(node);
  return number === null || number < least || number > most ? null : number;
};

export const KINDS = {
  string: { read: (text) => [text, ""], write: (value) => value ?? "" },
  barcode: { read: (text) => [text.trim(), ""], write: (value) => value ?? "", code: true },
  int: kind(readWhole, () => words.notWhole, plain, { mode: "numeric" }),
  decimal: kind(readNumber, () => words.notNumber, plain, { mode: "decimal" }),
  date: kind(readDay, () => words.notDay, writeDay, { mode: "numeric", hint: () => words.dayHint }),
  time: kind((text) => (readTime(text) ? `${readTime(text)}:00.000` : null), () => words.notTime, (value) => value.slice(0, 5), {
    hint: () => words.timeHint,
  }),
  dateTime: kind(readInstant, () => words.notInstant, writeInstant, { hint: () => `${words.dayHint} ${words.timeHint}` }),
};
export const RANGES = {
  int: { ...KINDS.int, ...kind(inBounds(readWhole), () => words.notInBounds, plain), hint: bounds },
  decimal: { ...KINDS.decimal, ...kind(inBounds(readNumber), () => words.notInBounds, plain), hint: bounds },
};

// The next field after one that was read by a reader of codes, which ends with Enter.
const next = (element) => {
  const fields = [...document.querySelectorAll("#questions :is(input, select, textarea, button):not([disabled])")];
  const own = element.closest(".field"); // its button for the camera is no next field
  fields.slice(fields.indexOf(element) + 1).find((one) => one.checkVisibility() && !own.contains(one))?.focus();
};

export const typed = (kind) => ({ node, id, answered }) => {
  const rows = node.nodeOptions?.rows ?? (has(node, "multiline") ? 3 : 0);
  const mode = kind.mode ?? (has(node, "numbers") ? "numeric" : null);
  const element = make(rows ? "textarea" : "input", {
    id,
    class: "form-control",
    rows: rows || null,
    type: rows ? null : "text",
    inputmode: mode,
    placeholder: kind.hint?.(node) ?? null,
    autocomplete: "off",
    spellcheck: kind.code ? "false" : null,
    maxlength: kind.hint ? 20 : 20000,
  });
  let held = ""; // the engine's value, as it is written
  const take = () => {
    const [value, problem] = kind.read(element.value, node);
    answered(problem, () => node.setValue(value));
    held = kind.write(node.currentState.value, node);
  };
  const put = (text) => {
    element.value = text;
    take();
    next(element);
  };
  element.addEventListener("input", take);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !kind.code) return;
    event.preventDefault();
    next(element);
  });
  return {
    element: kind.code ? withCamera(element, node, put) : element,
    input: element,
    draw: (state) => {
      element.readOnly = state.readonly;
      const now = kind.write(state.value, node);
      if (now === held) return;
      held = now;
      element.value = now;
      answered("", null);
    },
  };
};
