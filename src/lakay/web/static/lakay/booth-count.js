// People without a document: ten keys that count, and the form for one who says their name. Loaded when F9 asks for it.
//
// A key is never lost and never counted twice: each has a command of its own, waits in the browser's store until the program has
// answered, and is sent again after a cut. They go one after the other, in the order of the keys.

const STORE = "lakay-count";
const RETRY = 2000;

let tools = null; // {field, extra, form, freshCommand}
let running = false;
let base = {}; // what the program has counted: "F 18-59" -> people
const read = () => JSON.parse(localStorage.getItem(STORE) ?? '{"queue": [], "done": []}');
const keep = (state) => {
  if (state.queue.length || state.done.length) localStorage.setItem(STORE, JSON.stringify(state));
  else localStorage.removeItem(STORE);
};

const panel = () => document.getElementById("count");
const cell = (body) => `${body.sex} ${body.age_group}`;

const draw = () => {
  const shown = panel();
  if (!shown) return;
  const { queue } = read();
  const waiting = queue.filter((one) => one.body.sex);
  let total = 0;
  for (const button of shown.querySelectorAll("[data-digit]")) {
    const key = `${button.dataset.sex} ${button.dataset.age}`;
    const number = (base[key] ?? 0) + waiting.filter((one) => cell(one.body) === key && one.body.direction === shown.dataset.direction).length;
    button.querySelector("strong").textContent = number;
    total += number;
  }
  document.getElementById("counted").textContent = total;
  document.getElementById("unsent").textContent = queue.length ? `(${queue.length} ${shown.dataset.waiting})` : "";
};

const post = (url, body) =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams({ ...body, csrfmiddlewaretoken: tools.form.elements.csrfmiddlewaretoken.value }),
  });

// Sends what waits. A program that does not answer is asked again; one that refuses (the lane was closed) has the last word.
const drain = async () => {
  if (running) return;
  running = true;
  for (let { queue } = read(); queue.length; { queue } = read()) {
    const [first] = queue;
    const body = first.of ? { command: first.body.command, tally: read().done.find((one) => one.command === first.of)?.tally ?? "" } : first.body;
    const answer = await post(first.url, body).catch(() => null);
    if (!answer || answer.status >= 500) {
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      continue;
    }
    const said = answer.ok ? await answer.json() : {};
    settle(first, said, answer.ok);
  }
  running = false;
};

const settle = (sent, said, counted) => {
  const state = read();
  state.queue = state.queue.filter((one) => one.body.command !== sent.body.command);
  if (said.tally) state.done = [...state.done, { command: sent.body.command, tally: said.tally }].slice(-50);
  if (sent.of) state.done = state.done.filter((one) => one.command !== sent.of);
  keep(state);
  if (said.counts) base = said.counts;
  draw();
  if (!counted && panel()) document.getElementById("unsent").textContent = panel().dataset.lost;
};

const count = (button) => {
  const { direction, shift, tally } = panel().dataset;
  const state = read();
  state.queue.push({
    url: tally,
    body: { sex: button.dataset.sex, age_group: button.dataset.age, direction, shift, command: tools.freshCommand() },
  });
  keep(state);
  draw();
  drain();
};

// Takes the last key off: one that still waits and is not on its way just goes; one that was counted is corrected.
const takeOff = () => {
  const state = read();
  const taken = new Set(state.queue.map((one) => one.of));
  const waiting = state.queue.filter((one) => one.body.sex && !taken.has(one.body.command));
  const last = waiting.at(-1)?.body.command ?? state.done.filter((one) => !taken.has(one.command)).at(-1)?.command;
  if (!last) return;
  state.queue.push({ url: panel().dataset.uncount, of: last, body: { command: tools.freshCommand() } });
  keep(state);
  drain();
};

const close = () => {
  tools.extra.replaceChildren();
  tools.field.focus();
};

const onKey = (event) => {
  if (event.target.matches("input:not([type=radio]), select, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
  const button = panel().querySelector(`[data-digit="${CSS.escape(event.key)}"]`) ?? panel().querySelector(`[data-digit="${event.code.replace(/^(Digit|Numpad)/, "")}"]`);
  if (/^(Digit|Numpad)\d$/.test(event.code) && button) {
    if (!event.repeat) count(button);
  } else if (event.key === "Backspace") {
    takeOff();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
};

const onClick = (event) => {
  const button = event.target.closest("[data-digit]");
  if (event.target.closest("[data-close]")) close();
  else if (event.target.closest("[data-back]")) takeOff();
  else if (button) count(button);
};

export const open = async (given) => {
  tools = given;
  if (panel()) {
    close();
    return;
  }
  const page = document.querySelector("[data-count-page]").dataset.countPage;
  const answer = await fetch(page);
  if (!answer.ok) return;
  tools.extra.innerHTML = await answer.text();
  htmx.process(tools.extra);
  for (const button of panel().querySelectorAll("[data-digit]")) {
    base[`${button.dataset.sex} ${button.dataset.age}`] = Number(button.querySelector("strong").textContent);
  }
  panel().addEventListener("keydown", onKey);
  panel().addEventListener("click", onClick);
  panel().focus();
  draw();
  drain();
};

export const resume = (given) => {
  tools = given;
  drain();
};

window.addEventListener("online", () => tools && drain());
