// The booth's hands: the cursor stays in the scan field, a burst of keys is a reader, Enter admits the traveller in front.

const BURST = 120; // ms between two keys of a reader, at most; a person is slower
const SILENCE = 180; // ms without a key after which a reader has finished
const SETTLE = 500; // ms after a reading in which Enter is still the reader's own
const SHORTEST = 28; // characters of the shortest row of a zone

const form = document.getElementById("scan");
const field = document.getElementById("mrz");
const state = document.getElementById("mrz-state");
let lastKey = 0;
let quick = 0; // keys in the burst so far
let timer = 0;
let quietUntil = 0;

const work = () => document.getElementById("work");
const hasTraveller = () => work()?.hasAttribute("data-traveller");

const freshCommand = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const send = (channel, asRead = "") => {
  clearTimeout(timer);
  if (!field.value.trim() || form.dataset.busy) return;
  form.elements.channel.value = channel;
  form.elements.as_read.value = asRead;
  form.dataset.busy = "1";
  quietUntil = performance.now() + SETTLE;
  form.requestSubmit();
};

const tell = () => {
  const count = field.value.replace(/\s/g, "").length;
  state.textContent = count ? `${count} ${state.dataset.count}` : state.dataset.ready;
};

// Characters of a reader that arrive while a button has the focus belong to the scan field too.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const now = performance.now();
  const inBurst = now - lastKey < BURST;
  const elsewhere = event.target !== field;
  const typing = elsewhere && event.target.matches?.("input, select, textarea");
  if (event.key.length === 1) {
    quick = inBurst ? quick + 1 : 1;
    lastKey = now;
    if (elsewhere && !typing && event.key !== " ") field.focus();
    if (quick > 6) wait();
    return;
  }
  if (event.key === "Enter" || event.key === "Tab") atEnd(event, now, inBurst, typing);
});

const atEnd = (event, now, inBurst, typing) => {
  if (inBurst && quick > 6) {
    // A reader ends its rows so: keep it as the end of a row.
    event.preventDefault();
    lastKey = now;
    insert("\n");
    wait();
  } else if (now < quietUntil) {
    event.preventDefault();
  } else if (event.key === "Enter" && !typing) {
    decideOrSend(event);
  }
};

const decideOrSend = (event) => {
  const empty = !field.value.trim();
  const button = event.target.closest?.("button, a, summary");
  if (button) return;
  event.preventDefault();
  if (empty && hasTraveller()) document.getElementById("admit")?.click();
  else if (!empty && complete()) send("typed");
  else if (!empty) insert("\n");
};

const complete = () => {
  const rows = field.value.split(/\s*\n\s*/).filter((row) => row.trim());
  const length = rows.join("").replace(/\s/g, "").length;
  return rows.length >= 3 || (rows.length === 2 && length >= 60 && length !== 60) || length >= 72;
};

const insert = (text) => {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  tell();
};

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (field.value.replace(/\s/g, "").length >= SHORTEST) send("reader");
  }, SILENCE);
};

field.addEventListener("input", tell);
field.addEventListener("paste", () => setTimeout(() => complete() && send("typed"), 0));

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const proposal = target?.closest("[data-proposal]");
  if (proposal) {
    field.value = proposal.dataset.proposal.trim();
    tell();
    field.focus();
  } else if (target?.closest("[data-as-read]")) {
    send("typed", "1");
  } else if (target?.closest("[data-clear]")) {
    window.location.assign(window.location.pathname);
  }
});

document.addEventListener("htmx:after:swap", () => {
  delete form.dataset.busy;
  form.elements.command.value = freshCommand();
  if (!work()?.hasAttribute("data-unread")) field.value = "";
  quietUntil = performance.now() + SETTLE;
  tell();
  field.focus();
});

document.addEventListener("htmx:error", () => {
  // The program did not answer: what was read stays in the field, the same command may be sent again.
  delete form.dataset.busy;
  field.focus();
});

field.focus();
