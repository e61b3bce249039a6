// The page that fills a form: fetches the form and the engine, draws the questions, keeps what is typed, sends it.

import * as drafts from "./drafts.js";
import { make, say, words } from "./page.js";
import { build, drawAll } from "./parts.js";
import { finish, problems, sendAway } from "./sending.js";
import { redraw, watched } from "./watch.js";

const place = document.getElementById("fill");
const questions = document.getElementById("questions");
const state = document.getElementById("kept");
const { engine: home, described, about, language } = place.dataset;

const FIRST = 24; // questions that are there before anything can be typed; the others follow while nobody types
const SLICE = 12; // ms of drawing at a time
const REST = 700; // ms without typing after which it is kept

const sheet = {
  views: new Map(),
  rounds: new Map(), // of what repeats: which round gets the focus
  media: {},
  strict: false, // once somebody wanted to send it, everything that is wrong is told
  about,
  touched: false,
  answered: () => {},
};

const json = async (address) => {
  const answer = await fetch(address);
  if (answer.redirected || !answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
};

const options = (media) => ({
  fetchFormAttachment: (source) => {
    const address = media[String(source.href).split("/").at(-1)];
    return address ? fetch(address) : Promise.resolve(new Response("", { status: 404 }));
  },
  missingResourceBehavior: "BLANK",
});

const named = ({ basename, extension }) => `${basename.slice(0, 40).replace(/[^\w-]/g, "_")}-${crypto.getRandomValues(new Uint32Array(1))[0]}${extension ?? ""}`;

const config = (told) => ({
  stateFactory: watched,
  instanceAttachments: { fileNameFactory: named },
  preloadProperties: { username: "", deviceID: told.device },
});

const instanceOf = async (form, told, draft, files) => {
  if (!draft) return form.createInstance(config(told));
  const data = new FormData();
  data.append("xml_submission_file", new File([draft.xml], "xml_submission_file", { type: "text/xml" }));
  for (const file of files) data.append(file.name, file);
  return form.restoreInstance({ data: [data] }, config(told));
};

const waitForRest = () => new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve, { timeout: 200 }));

// Draws until there is no more; gives way to whoever types.
const drawn = async (steps) => {
  for (let step = steps.next(); !step.done; ) {
    await waitForRest();
    const end = performance.now() + SLICE;
    while (!step.done && performance.now() < end) step = steps.next();
  }
  place.dataset.whole = "1";
};

const languages = (root) => {
  const list = document.getElementById("form-language");
  const known = root.languages.filter((one) => !one.isSyntheticDefault);
  const speak = (name) => {
    const one = known.find((each) => each.language === name);
    if (!one) return;
    root.setLanguage(one);
    const code = /\((\w{2,3})\)$/.exec(name);
    if (code) questions.lang = code[1];
    drawAll(sheet);
  };
  list.replaceChildren(...known.map((one) => make("option", { value: one.language }, one.language.replace(/ \(\w{2,3}\)$/, ""))));
  list.closest(".field").hidden = known.length < 2;
  list.addEventListener("change", () => speak(list.value));
  speak(language);
  list.value = root.currentState.activeLanguage.language;
};

const clock = (at) => new Date(at).toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" });
const filesOf = () => [...sheet.views.values()].filter((view) => view.node.nodeType === "upload" && view.node.currentState.relevant).map((view) => view.node.currentState.value).filter(Boolean);

// Keeps what is typed, a little after the last key, and when the page is left.
const keepUp = (root, told, drawer) => {
  let timer = 0;
  let turn = Promise.resolve();
  const keep = async () => {
    clearTimeout(timer);
    if (!sheet.touched || sheet.gone || !drawer) return;
    drafts.goTo(sheet.draft);
    const content = { form: told.form, version: told.version, title: told.title, about, xml: root.instanceState.instanceXML };
    try {
      const at = await drawer.keep(sheet.draft, content, filesOf());
      state.textContent = say(words.kept, clock(at));
    } catch {
      state.textContent = words.notKept;
    }
  };
  sheet.keep = () => (turn = turn.then(keep));
  sheet.answered = () => {
    sheet.touched = true;
    clearTimeout(timer);
    timer = setTimeout(sheet.keep, REST);
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && sheet.keep());
  window.addEventListener("beforeunload", (event) => sheet.touched && !sheet.gone && !drawer && event.preventDefault());
  if (!drawer) state.textContent = words.notKept;
};

// What this person began before and did not send, for the same form and the same person.
const chosen = async (drawer, form) => {
  if (!drawer) return { list: [] };
  const list = (await drawer.list()).filter((one) => one.form === form && one.about === about);
  return { list, draft: list.find((one) => one.id === drafts.at()) };
};

const offer = (list) => {
  const notice = document.getElementById("begun");
  notice.hidden = !list.length;
  if (!list.length) return;
  document.getElementById("begun-said").textContent = say(words.begun, new Date(list[0].at).toLocaleString("fr", { dateStyle: "short", timeStyle: "short" }));
  document.getElementById("go-on").addEventListener("click", () => {
    drafts.goTo(list[0].id);
    location.reload();
  });
};

const told = async () => {
  const first = await json(described);
  const drawer = await drafts.drawer(first.drafts);
  const { list, draft } = await chosen(drawer, first.form);
  const old = draft && draft.version !== first.version;
  return { drawer, list, draft, told: old ? await json(`${described}?version=${encodeURIComponent(draft.version)}`) : first };
};

const begin = async () => {
  const [engine, { drawer, list, draft, told: form }] = await Promise.all([import(home), told()]);
  sheet.media = form.media;
  const source = await (await fetch(form.xform)).text();
  const loaded = await engine.loadForm(source, options(form.media));
  if (loaded.status === "failure") throw loaded.error;
  const { root } = await instanceOf(loaded, form, draft, draft ? await drawer.files(draft) : []);
  sheet.draft = draft?.id ?? crypto.randomUUID();
  keepUp(root, form, drawer);
  if (!draft) offer(list);
  const steps = build(root.currentState.children, questions, sheet);
  languages(root);
  for (let count = 0, step = steps.next(); count < FIRST && !step.done; count += 1) step = steps.next();
  ready(root, form, drawer, steps);
};

const ready = (root, form, drawer, steps) => {
  place.dataset.ready = String(Math.round(performance.now()));
  document.getElementById("loading").hidden = true;
  document.getElementById("send").disabled = false;
  const all = drawn(steps);
  document.getElementById("send").addEventListener("click", async () => {
    await all;
    sheet.strict = true;
    for (const view of sheet.views.values()) redraw(view);
    await Promise.resolve();
    if (problems(sheet)) return;
    await sheet.keep();
    const sent = await sendAway(root, form, sheet);
    if (!sent) return;
    sheet.gone = true;
    drafts.goTo("");
    await drawer?.drop(sheet.draft);
    finish(sent);
  });
  const active = document.activeElement;
  if ((!active || active === document.body) && document.getElementById("begun").hidden) questions.querySelector("input, select, textarea")?.focus();
};

begin().catch((fault) => {
  document.getElementById("loading").hidden = true;
  document.getElementById("cannot").hidden = false;
  console.warn(fault);
});
