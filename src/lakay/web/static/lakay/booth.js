// The booth's hands: the cursor stays in the scan field, a burst of keys is a reader, Enter admits the traveller in front.
// One request at a time: while one is under way no key decides, and a reading that comes meanwhile waits its turn.

const BURST = 150; // ms between two keys of a reader, at most; a person is slower
const CERTAIN = 20; // quick keys that no person types in one text
const MOSTLY = 0.8; // of a reading is quick keys; a busy machine may hold up the others
const SILENCE = 180; // ms without a key after which a reader that sent a whole zone has finished
const LONG_SILENCE = 700; // the same where rows seem to be missing: some readers rest between two rows
const SETTLE = 500; // ms after an answer in which Enter is still the reader's own
const SHORTEST = 28; // characters of the shortest row of a zone
const REST = 3000; // ms after its last key in which the rest of a reading that broke off may come

const BY_HAND = 30; // characters of a row typed by hand after which its check digits are looked at
const SWIFT = 50; // ms between two keys of a reader that types into another field
const STRAYED = 12; // so many swift keys in another field are a reader's
const ASK_AGAIN = 5000; // ms between two looks whether the protection desk has come

const form = document.getElementById("scan");
const field = document.getElementById("mrz");
const state = document.getElementById("mrz-state");
const cut = document.getElementById("cut");
let lastKey = 0;
let gap = 0; // ms between the last two keys
let firstKey = 0; // when the first of those in the field was pressed
let quick = 0; // quick keys among those in the field
let machine = 0; // those of them that no hand types
let draining = false; // the rest of a reading that was sent already: an end of a row, a suffix
let timer = 0;
let quietUntil = 0;
let busy = false;
let reading = null; // what was sent last: {text, channel, asRead, quick, machine, ended, failed}
let kept = 0; // characters before what comes now: of a reading that was not read, whose rest this may be

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

// Whether exactly a zone stands there, row by row: then nobody need wait for what else may come.
const SHAPES = ["44 44", "36 36", "30 30 30"];
const shaped = () => SHAPES.includes(lines().map((row) => row.length).join(" "));
const exact = () => !kept && machine >= 0.6 * length() && shaped();

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
  quick = machine = kept = 0;
  tell();
};

// What came after a reading that was not read is its rest, or else a whole new reading: then it takes its place.
const part = () => {
  const whole = field.value;
  const rest = whole.slice(kept);
  if (!kept || !rest) return;
  const anew = rest.slice(0, 5) === whole.slice(0, 5); // begins as the other began: `P<HTI`
  if (shaped() && !anew) return;
  field.value = rest;
  if (!anew && !(complete() && lines()[0].length >= SHORTEST)) field.value = whole;
};

const insert = (text) => {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  tell();
};

// Sends what stands in the field and empties it for the next reading. The same text after a failure is the same command.
const send = (channel, asRead = "") => {
  clearTimeout(timer);
  if (busy || !field.value.trim()) return;
  part();
  const text = field.value;
  if (channel !== "typed") keys = 0; // the officer pressed none of them
  if (!reading?.failed || reading.text !== text) {
    reading = { text, channel, asRead, quick, machine, ended: lastKey };
    form.elements.command.value = freshCommand();
    form.elements.channel.value = channel;
    form.elements.as_read.value = asRead;
  }
  form.requestSubmit();
  fill("");
};

const wait = () => {
  clearTimeout(timer);
  if (exact() && !busy) {
    draining = true;
    timer = 0;
    send("reader");
    return;
  }
  timer = setTimeout(
    () => {
      timer = 0;
      if (busy) wait();
      else if (length() >= SHORTEST) send("reader");
    },
    complete() && !kept ? SILENCE : LONG_SILENCE,
  );
};

// Readers end a row with Enter, with Tab, or with a line feed, which a keyboard sends as Ctrl+J.
const endsRow = (event) => ["Enter", "Tab"].includes(event.key) || (event.ctrlKey && ["j", "m"].includes(event.key));

// Fields of a question, where a person types words; a reader may begin there all the same.
const isText = (element) => element !== field && element.matches("input:not([type=radio], [type=checkbox]), textarea");
let stray = 0; // quick keys in a row in such a field
let swift = 0; // those of them that no hand types

// A run of keys too swift for a hand, or quick and without a blank, is a reader's: it is moved to where it belongs, the rest follows.
const strayed = (event, now) => {
  const { target } = event;
  stray = gap < BURST ? stray + 1 : 0;
  swift = gap < SWIFT ? swift + 1 : 0;
  lastKey = now;
  const run = stray ? target.value.slice(-stray) : "";
  if (swift < STRAYED && (stray < CERTAIN || /\s/.test(run))) return;
  target.value = target.value.slice(0, -run.length);
  fill(run);
  quick = run.length + 1;
  stray = swift = 0;
  field.focus();
  field.setSelectionRange(run.length, run.length);
};

// A digit chooses the answer that has it, unless it comes in a burst.
const chosen = (event, now) => {
  const asked = event.target.closest("#ask");
  const answer = asked?.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
  if (!answer || now - lastKey < SWIFT) return false;
  event.preventDefault();
  answer.checked = true;
  const open = [...asked.querySelectorAll("input[required]:not([type=radio])")].find((one) => !one.value && one.checkVisibility());
  (open ?? asked.querySelector("button")).focus();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key !== "Enter") return;
  const now = event.timeStamp;
  draining &&= now - lastKey < BURST;
  if (draining) {
    lastKey = now;
    event.preventDefault();
    return;
  }
  keys += 1;
  gap = now - lastKey;
  const reader = gap < BURST && byReader();
  const chord = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  if (reader && endsRow(event)) {
    event.preventDefault();
    lastKey = now;
    insert("\n");
    wait();
  } else if (chord) {
    return;
  } else if (event.key.length === 1 && isText(event.target)) {
    strayed(event, now);
  } else if (event.key.length === 1) {
    if (chosen(event, now)) return;
    if (!length()) beginReading((firstKey = now));
    if (gap < BURST) quick += 1;
    if (gap < SWIFT) machine += 1;
    lastKey = now;
    // What a reader types while a button or a list has the focus belongs to the scan field too.
    if (event.key !== " ") field.focus();
  } else if (event.key === "Enter") {
    enter(event, now);
  } else if (event.key === "Tab" && (busy || now < quietUntil)) {
    event.preventDefault(); // the last key of a slow reader; the cursor stays where it is
  } else if (event.key === "Escape" && !document.querySelector("[data-clear]")) {
    if (!length() && document.getElementById("group")) document.querySelector("#together button").click();
    fill("");
  }
});

const enter = (event, now) => {
  const quiet = busy || event.repeat || now < quietUntil;
  if (!quiet && event.target !== field && event.target.matches("form[hx-post] input") && !event.target.closest("#decision")) return;
  if (!quiet && event.target.closest("a, button, summary, select")) return;
  event.preventDefault();
  if (quiet && kept && field.value !== reading.text) wait(); // the end of a rest that came while the program answered
  if (quiet) return;
  if (event.target.matches("#refusal [type=radio]")) document.getElementById("refuse")?.focus();
  else if (!field.value.trim()) document.getElementById("admit")?.click();
  else if (reading?.failed || complete() || field.value.endsWith("\n")) send("typed");
  else insert("\n");
};

field.addEventListener("input", () => {
  tell();
  if (timer || (byReader() && (!kept || gap < BURST))) wait();
  else if (length() > BY_HAND) import("./booth-typing.js").then((typing) => typing.check(field, state));
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
  const summary = event.target.closest("#refusal > summary, #handover summary");
  if (proposal) {
    fill(proposal.dataset.proposal.replaceAll(" ", "\n"));
    field.focus();
  } else if (event.target.closest("[data-as-read]")) {
    send("typed", "1");
  } else if (event.target.closest("[data-clear]")) {
    fill("");
  } else if (summary) {
    event.preventDefault();
    unfold(summary.parentElement);
  }
});

// Opens the reasons, or the note, with the cursor in them; pressed again there, closes them.
const unfold = (panel) => {
  panel.open = !panel.open || !panel.contains(document.activeElement);
  if (panel.open) (panel.querySelector(":checked") ?? panel.querySelector("[type=radio], #note"))?.focus();
  else field.focus();
};

// What a camera or another device has read counts as a reading. A seal is bytes: they are sent as base64 (0xDC 02, 0xDC 03).
document.addEventListener("lakay:read", ({ detail }) => {
  beginReading(performance.now());
  fill(/^3A[I-P]/.test(detail.bytes) ? detail.bytes : detail.text);
  send("camera");
});

// ---------------------------------------------------------------- what the work costs: step -> [milliseconds, keys]

let effort = {};
let step = "";
let began = 0;
let keys = 0;
let shownAt = 0;

const beginReading = (now) => {
  account(now);
  step = "read";
  began = now;
  keys = 0;
};

const account = (now) => {
  if (!step) return;
  const [spent, pressed] = effort[step] ?? [0, 0];
  effort[step] = [Math.round(spent + now - began), pressed + keys];
  began = now;
  keys = 0;
};

let before = "";
const nowShown = (now) => {
  const { encounter = "", ask = "decide" } = work().dataset;
  account(now);
  if (encounter !== before) {
    effort = encounter && effort.read ? { read: effort.read } : {};
    if (encounter) shownAt = now;
  }
  before = encounter;
  step = encounter ? ask : "";
  began = now;
  keys = 0;
};

// The same press sent again is the same command: what was said the first time stays.
document.addEventListener(
  "submit",
  (event) => {
    const said = event.target.elements.effort;
    if (!said || said.value) return;
    account(event.timeStamp);
    said.value = JSON.stringify(effort);
  },
  true,
);

const seconds = document.getElementById("seconds");
setInterval(() => {
  if (before) seconds.textContent = `${Math.round((performance.now() - shownAt) / 1000)} ${seconds.dataset.word}`;
  for (const left of document.querySelectorAll("[data-left]")) {
    left.dataset.left -= 1;
    left.textContent = `${left.dataset.left} ${seconds.dataset.word}`;
    if (left.dataset.left <= 0) left.closest("button").remove();
  }
}, 1000);

navigator.getBattery?.().then((battery) => {
  const tell = () => {
    const shown = document.getElementById("battery");
    shown.textContent = battery.charging ? "" : `${shown.dataset.word} ${Math.round(battery.level * 100)} %`;
  };
  for (const kind of ["levelchange", "chargingchange"]) battery.addEventListener(kind, tell);
  tell();
});

// Whether the protection desk has come: asked aside, and the screen changes only if something has.
setInterval(async () => {
  const called = document.querySelector("#called:not([data-status=closed])");
  if (!called || busy || document.activeElement.closest("#work form")) return;
  const { calls, status } = called.dataset;
  const answer = await fetch(calls).catch(() => null);
  if (answer?.ok && (await answer.json()).status !== status && called.isConnected && !busy) {
    htmx.ajax("GET", calls, { target: "#work", swap: "outerHTML" });
  }
}, ASK_AGAIN);

// ---------------------------------------------------------------- people without a document

const extra = document.getElementById("extra");
const counting = (what) => import("./booth-count.js").then((module) => module[what]({ field, extra, form, freshCommand }));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-count-page]");
  if (button) counting("open");
});
if (localStorage.getItem("lakay-count")) counting("resume");

document.addEventListener("htmx:before:request", () => {
  busy = true;
  form.dataset.quiet = "busy";
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

// A reader or a busy machine may stop in the midst of a zone: what comes directly after is put behind what was not read.
const rejoin = () => {
  const { text, channel, ended } = reading;
  const rest = field.value;
  if (channel !== "reader" || (rest && firstKey - ended > REST)) return giveBack();
  const before = [quick + reading.quick, machine + reading.machine];
  fill(text + rest);
  [quick, machine] = before;
  kept = text.length;
  if (rest) wait();
  setTimeout(() => kept && field.value === text && (fill(text), field.select()), REST);
};

document.addEventListener("htmx:after:swap", (event) => {
  cut.textContent = "";
  extra.replaceChildren();
  nowShown(event.timeStamp);
  if (work()?.hasAttribute("data-unread")) rejoin();
  reading = reading && { ...reading, failed: false };
});

document.addEventListener("htmx:finally:request", (event) => {
  busy = false;
  form.dataset.quiet = quietUntil = event.timeStamp + SETTLE; // who drives the page by a program can see it there
  tell();
  const asked = (which) => document.querySelector(`#ask [type=radio]${which}`);
  (asked("[required]:checked") ?? asked("[required]") ?? asked(":checked") ?? field).focus();
});

// A reader may have begun before this file was there: what stands in the field already counts as its own.
quick = length();
field.focus();
form.dataset.ready = "1";
