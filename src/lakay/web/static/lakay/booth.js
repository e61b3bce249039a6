// The booth's hands: the cursor stays in the scan field, a burst of keys is a reader, Enter admits the traveller in front.
// One request at a time: while one is under way no key decides, and a reading that comes meanwhile waits its turn.

const BURST = 150; // ms between two keys of a reader, at most; a person is slower
const CERTAIN = 20; // quick keys that no person types in one text
const MOSTLY = 0.8; // of a reading is quick keys; a busy machine may hold up the others
const SILENCE = 180; // ms without a key after which a reader that sent a whole zone has finished
const LONG_SILENCE = 700; // the same where rows seem to be missing: some readers rest between two rows
const SETTLE = 500; // ms after an answer in which Enter is still the reader's own
const SHORTEST = 28; // characters of the shortest row of a zone

const form = document.getElementById("scan");
const field = document.getElementById("mrz");
const state = document.getElementById("mrz-state");
const cut = document.getElementById("cut");
let lastKey = 0;
let quick = 0; // quick keys among those in the field
let timer = 0;
let quietUntil = 0;
let busy = false;
let reading = null; // what was sent last: {text, channel, asRead, failed}

const work = () => document.getElementById("work");
const lines = () => field.value.split(/\s*\n\s*/).filter(Boolean);
const length = () => field.value.replace(/\s/g, "").length;
const byReader = () => quick >= CERTAIN && quick >= MOSTLY * length();

// Whether as many characters stand there as a zone has: two or three rows of one length, or all in one (ICAO Doc 9303-4 to 9303-7).
const complete = () => {
  const rows = lines();
  if (rows.length < 2) return [72, 88, 90].includes(length());
  const whole = rows.at(-1).length > rows[0].length - 3;
  return whole && (rows.length > 2 || rows[0].length > 32);
};

const freshCommand = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const tell = () => {
  const count = length();
  state.textContent = busy ? state.dataset.wait : count ? `${count} ${state.dataset.count}` : state.dataset.ready;
};

const fill = (text) => {
  field.value = text;
  quick = 0;
  tell();
};

const insert = (text) => {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  tell();
};

// Sends what stands in the field and empties it for the next reading. The same text after a failure is the same command.
const send = (channel, asRead = "") => {
  clearTimeout(timer);
  const text = field.value;
  if (busy || !text.trim()) return;
  if (!reading?.failed || reading.text !== text) {
    reading = { text, channel, asRead };
    form.elements.command.value = freshCommand();
    form.elements.channel.value = channel;
    form.elements.as_read.value = asRead;
  }
  form.requestSubmit();
  fill("");
};

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      timer = 0;
      if (busy) wait();
      else if (length() >= SHORTEST) send("reader");
    },
    complete() ? SILENCE : LONG_SILENCE,
  );
};

// Readers end a row with Enter, with Tab, or with a line feed, which a keyboard sends as Ctrl+J.
const endsRow = (event) => ["Enter", "Tab"].includes(event.key) || (event.ctrlKey && ["j", "m"].includes(event.key));

document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key !== "Enter") return;
  const now = event.timeStamp;
  const reader = now - lastKey < BURST && byReader();
  const chord = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  if (reader && endsRow(event)) {
    event.preventDefault();
    lastKey = now;
    insert("\n");
    wait();
  } else if (chord) {
    return;
  } else if (event.key.length === 1) {
    if (now - lastKey < BURST) quick += 1;
    lastKey = now;
    // What a reader types while a button or a list has the focus belongs to the scan field too.
    if (event.key !== " ") field.focus();
  } else if (event.key === "Enter") {
    enter(event, now);
  } else if (event.key === "Escape" && !document.querySelector("[data-clear]")) {
    fill("");
  }
});

const enter = (event, now) => {
  const quiet = busy || event.repeat || now < quietUntil;
  if (!quiet && event.target.closest("a, button, summary, select")) return;
  event.preventDefault();
  if (quiet) return;
  if (event.target.matches("[type=radio]")) document.getElementById("refuse")?.focus();
  else if (!field.value.trim()) document.getElementById("admit")?.click();
  else if (reading?.failed || complete() || field.value.endsWith("\n")) send("typed");
  else insert("\n");
};

field.addEventListener("input", () => {
  tell();
  if (timer || byReader()) wait();
});
field.addEventListener("paste", () => setTimeout(() => complete() && send("typed"), 0));

// While the program has not answered, nothing in the working part can be pressed: it may show the previous traveller.
document.addEventListener(
  "click",
  (event) => {
    if (!busy || !event.target.closest("#work")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("click", (event) => {
  const proposal = event.target.closest("[data-proposal]");
  const summary = event.target.closest("#refusal > summary");
  if (proposal) {
    fill(proposal.dataset.proposal.replaceAll(" ", "\n"));
    field.focus();
  } else if (event.target.closest("[data-as-read]")) {
    send("typed", "1");
  } else if (event.target.closest("[data-clear]")) {
    fill("");
  } else if (summary) {
    event.preventDefault();
    chooseReason(summary.parentElement);
  }
});

// Opens the reasons with the cursor among them; pressed again there, closes them.
const chooseReason = (panel) => {
  panel.open = !panel.open || !panel.contains(document.activeElement);
  if (panel.open) (panel.querySelector(":checked") ?? panel.querySelector("[type=radio]"))?.focus();
  else field.focus();
};

document.addEventListener("htmx:before:request", () => {
  busy = true;
  tell();
});

document.addEventListener("htmx:before:response", (event) => {
  const { status } = event.detail.ctx.response;
  if (status < 400 || status === 422) return;
  event.preventDefault();
  if (status >= 500) failed(event.detail.ctx);
  else window.location.reload();
});

document.addEventListener("htmx:error", (event) => failed(event.detail.ctx));

// The program did not answer: what was read comes back to the field, and the same command may be sent again.
const failed = (ctx) => {
  cut.textContent = cut.dataset.text;
  if (ctx.sourceElement !== form) return;
  reading.failed = true;
  giveBack();
};

// What was sent is shown again, chosen as a whole: the next reading takes its place.
const giveBack = () => {
  if (field.value) return;
  fill(reading.text);
  field.select();
};

document.addEventListener("htmx:after:swap", () => {
  cut.textContent = "";
  if (work()?.hasAttribute("data-unread")) giveBack();
  reading = reading && { ...reading, failed: false };
});

document.addEventListener("htmx:finally:request", (event) => {
  busy = false;
  quietUntil = event.timeStamp + SETTLE;
  tell();
  field.focus();
});

// A reader may have begun before this file was there: what stands in the field already counts as its own.
quick = length();
field.focus();
form.dataset.ready = "1";
