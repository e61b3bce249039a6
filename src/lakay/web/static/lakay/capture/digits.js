// The check digits of a machine-readable zone (ICAO Doc 9303-3 section 4.9), so that a misread frame is never handed over.

const value = (character) => {
  if (character === "<") return 0;
  const code = character.charCodeAt(0);
  return code < 65 ? code - 48 : code - 55;
};

export const digit = (text) => [...text].reduce((sum, character, place) => sum + value(character) * [7, 3, 1][place % 3], 0) % 10;

const holds = (text, check) => (check === "<" ? /^<*$/.test(text) : String(digit(text)) === check);

const part = (rows, ...spans) => spans.map(([row, from, to]) => rows[row].slice(from, to)).join("");

// For each size: rows, width, and pairs of [what is checked, where its digit stands]; the last pair is the composite one.
const SIZES = [
  {
    rows: 2,
    width: 44,
    starts: /^P/,
    pairs: [
      [[[1, 0, 9]], [1, 9]],
      [[[1, 13, 19]], [1, 19]],
      [[[1, 21, 27]], [1, 27]],
      [[[1, 28, 42]], [1, 42]],
      [[[1, 0, 10], [1, 13, 20], [1, 21, 43]], [1, 43]],
    ],
  },
  { rows: 2, width: 44, starts: /^V/, pairs: [[[[1, 0, 9]], [1, 9]], [[[1, 13, 19]], [1, 19]], [[[1, 21, 27]], [1, 27]]] },
  {
    rows: 2,
    width: 36,
    starts: /^[ACIP]/,
    pairs: [
      [[[1, 13, 19]], [1, 19]],
      [[[1, 21, 27]], [1, 27]],
      [[[1, 0, 10], [1, 13, 20], [1, 21, 35]], [1, 35]],
    ],
  },
  { rows: 2, width: 36, starts: /^V/, pairs: [[[[1, 0, 9]], [1, 9]], [[[1, 13, 19]], [1, 19]], [[[1, 21, 27]], [1, 27]]] },
  {
    rows: 3,
    width: 30,
    starts: /^[ACI]/,
    pairs: [
      [[[1, 0, 6]], [1, 6]],
      [[[1, 8, 14]], [1, 14]],
      [[[0, 5, 30], [1, 0, 7], [1, 8, 15], [1, 18, 29]], [1, 29]],
    ],
  },
];

const LETTERS = "[A-Z<]";
const NAMES = new RegExp(`^${LETTERS}*$`);
const nameRow = (rows) => (rows.length === 3 ? rows[2] : rows[0].slice(2));

const fits = (size, rows) =>
  rows.length === size.rows &&
  rows.every((row) => row.length === size.width) &&
  size.starts.test(rows[0]) &&
  NAMES.test(nameRow(rows)) &&
  size.pairs.every(([spans, [row, at]]) => holds(part(rows, ...spans), rows[row][at]));

// The rows of a zone whose check digits all hold, found among the lines that were read; else nothing.
export const zoneIn = (lines) => {
  const clean = lines.map((line) => line.toUpperCase().replace(/[^A-Z0-9<]/g, "")).filter((line) => line.length > 27);
  for (const size of SIZES) {
    for (let from = 0; from + size.rows <= clean.length; from += 1) {
      const rows = clean.slice(from, from + size.rows);
      if (fits(size, rows)) return rows;
    }
  }
  return null;
};
