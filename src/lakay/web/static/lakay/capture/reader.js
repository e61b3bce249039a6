// The set-up of a reader: every key is noted as it comes, the ends of rows too, and the longest wait between two keys.

const form = document.getElementById("reading");
const field = document.getElementById("raw");
const SILENCE = 800; // ms after the last key in which a reader has finished
const LEAST = 60; // characters: less is somebody typing
const PAUSE = 400; // ms: a longer wait is not the reader's own pace

let text = "";
let last = 0;
let slowest = 0;
let timer = 0;

const ENDS = { Enter: "\r", Tab: "\t" };

// What a key adds: a character, an end of row, or a control character, which keyboards send as Ctrl and a letter.
const sign = (event) => {
  if (ENDS[event.key]) return ENDS[event.key];
  if (event.key.length !== 1) return "";
  const control = event.ctrlKey && !event.getModifierState("AltGraph");
  return control ? String.fromCharCode(event.key.toUpperCase().charCodeAt(0) & 31) : event.key;
};

const finish = () => {
  if (text.length < LEAST) return;
  form.elements.slowest_ms.value = Math.round(slowest);
  form.elements.exact.value = encodeURIComponent(text);
  form.requestSubmit();
};

field.addEventListener("keydown", (event) => {
  if (event.altKey && !event.getModifierState("AltGraph")) return;
  if (event.key === "Tab" && !text) return; // the way out by keyboard
  const added = sign(event);
  if (!added) return;
  event.preventDefault();
  const wait = event.timeStamp - last;
  if (text && wait < PAUSE) slowest = Math.max(slowest, wait);
  last = event.timeStamp;
  text += added;
  field.value = text;
  clearTimeout(timer);
  timer = setTimeout(finish, SILENCE);
});

// Typed or pasted by other means, or corrected by hand: the field itself counts.
field.addEventListener("input", () => {
  text = field.value;
});

// A serial reader, set up on this page too.
document.addEventListener("lakay:read", ({ detail }) => {
  text = detail.text;
  field.value = text;
  finish();
});

field.focus();
form.dataset.ready = "1";
