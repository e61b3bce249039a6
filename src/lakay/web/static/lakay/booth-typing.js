// Check digits of a zone typed by hand, looked at as they are typed (ICAO Doc 9303-3 section 4.9). Loaded at the first row.

import { digit } from "./capture/digits.js";

// For each width of a row: what stands where. [name, row, from, to]; the digit follows the text.
const FIELDS = {
  44: [["number", 1, 0, 9], ["birth", 1, 13, 19], ["expiry", 1, 21, 27]],
  36: [["number", 1, 0, 9], ["birth", 1, 13, 19], ["expiry", 1, 21, 27]],
  30: [["number", 0, 5, 14], ["birth", 1, 0, 6], ["expiry", 1, 8, 14]],
};

const widthOf = (rows) => {
  const first = rows[0].length;
  if (rows.length > 1) return first;
  return [44, 36, 30].find((width) => first <= width && first > width - 1);
};

const holds = (text, check) => (check === "<" ? /^<*$/.test(text) : String(digit(text)) === check);

export const check = (field, state) => {
  const rows = field.value.toUpperCase().split(/\s*\n\s*/).filter(Boolean);
  const fields = FIELDS[widthOf(rows)] ?? [];
  const marks = [];
  for (const [name, row, from, to] of fields) {
    const text = rows[row]?.slice(from, to) ?? "";
    const given = rows[row]?.[to];
    if (given === undefined || !/^[A-Z0-9<]+$/.test(text + given)) continue;
    marks.push(`${state.dataset[name]} ${holds(text, given) ? "✓" : "✕"}`);
  }
  if (marks.length) state.textContent = `${state.textContent.split(" · ")[0]} · ${marks.join(" · ")}`;
};
