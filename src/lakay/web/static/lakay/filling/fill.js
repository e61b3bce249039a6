// The page that fills a form: fetches the form and the engine, draws the questions, keeps what is typed, sends it.

import * as drafts from "./drafts.js";
import { make, say, words } from "./page.js";
import { build, drawAll } from "./parts.js";
import { finish, mended, problems, sendAway } from "./sending.js";
import { watched } from "./watch.js";

const place = document.getElementById("fill");
const questions = document.getElementById("questions");
const state = document.getElementById("kept");
const { engine: home, described, about, language } = place.dataset;

const FIRST = 24; // questions that are there before anything can be typed; the others follow while nobody types
const SLICE = 40; // ms of drawing at a time
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

// An id that nobody guesses; without HTTPS the browser has no ready one.
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

const options = (media) => ({
  fetchFormAttachment: (source) => {
    const address = media[String(source.href).split("/").at(-1)];
    return address ? fetch(address) : Promise.resolve(new Response("", { status: 404 }));
  },
  missingResourceBehavior: "BLANK",
});

const named = ({ basename, extension }) => `${basename.slice(0, 40).replace(/[^\w-]/g, "_")}-${crypto.getRandomValues(new Uint32Array(1))[0]}${extension ?? ""}`;

const config = () => ({ stateFactory: watched, instanceAttachments: { fileNameFactory: named } });

// Makes the form in a language, empty or with what was filled in already.
const opened = async (engine, form, language, filled) => {
  const address = new URL(form.xform, location.href);
  address.searchParams.set("language", language);
  const source = await (await fetch(address)).text();
  const loaded = await engine.loadForm(source, options(form.media));
  if (loaded.status === "failure") throw loaded.error;
  if (!filled) return loaded.createInstance(config()).root;
  const data = new FormData();
  data.append("xml_submission_file", new File([filled.xml], "xml_submission_file", { type: "text/xml" }));
  for (const file of filled.files) data.append(file.name, file);
  return (await loaded.restoreInstance({ data: [data] }, config())).root;
};

const giveWay = () => new Promise((resolve) => setTimeout(resolve));

// Draws until there is no more; gives way to whoever types.
const drawn = async (steps) => {
  for (let step = steps.next(); !step.done; ) {
    await giveWay();
    const end = performance.now() + SLICE;
    while (!step.done && performance.now() < end) step = steps.next();
  }
  place.dataset.whole = "1";
};

const codeOf = (language) => /\((\w{2,3})\)$/.exec(language)?.[1] ?? "";

const languages = (form, change) => {
  const list = document.getElementById("form-language");
  const names = form.languages.map((one) => one.name);
  list.replaceChildren(...names.map((name) => make("option", { value: name }, name.replace(/ \(\w{2,3}\)$/, ""))));
  list.value = language;
  list.closest(".field").hidden = names.length < 2;
  list.addEventListener("change", () => change(list.value));
};

const clock = (at) => new Date(at).toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" });
const filesOf = () => [...sheet.views.values()].filter((view) => view.node.nodeType === "upload" && view.node.currentState.relevant).map((view) => view.node.currentState.value).filter(Boolean);

// Keeps what is typed, a little after the last key, and when the page is left.
const keepUp = (form, drawer) => {
  let timer = 0;
  let turn = Promise.resolve();
  const keep = async () => {
    clearTimeout(timer);
    if (!sheet.touched || sheet.gone || !drawer) return;
    drafts.goTo(sheet.draft);
    const content = { form: form.form, version: form.version, title: form.title, about, xml: sheet.root.instanceState.instanceXML };
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
    setTimeout(mended, 0, sheet); // once what follows from the answer has been drawn
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

// Puts the questions of a form on the page; the first are there when it returns, `sheet.all` when all are.
const put = (root, language) => {
  sheet.root = root;
  for (const view of sheet.views.values()) view.gone = true;
  sheet.views.clear();
  delete place.dataset.whole;
  questions.replaceChildren();
  questions.lang = codeOf(language);
  const steps = build(root.currentState.children, questions, sheet);
  for (let count = 0; count < FIRST && !steps.next().done; count += 1);
  sheet.all = drawn(steps);
};

const send = async (form, drawer) => {
  await sheet.all;
  sheet.strict = true;
  drawAll(sheet);
  await Promise.resolve();
  if (problems(sheet)) return;
  await sheet.keep();
  const sent = await sendAway(form, sheet);
  if (!sent) return;
  sheet.gone = true;
  drafts.goTo("");
  await drawer?.drop(sheet.draft);
  finish(sent);
};

const ready = (form, drawer) => {
  place.dataset.ready = String(Math.round(performance.now()));
  document.getElementById("loading").hidden = true;
  const button = document.getElementById("send");
  button.disabled = false;
  button.addEventListener("click", () => send(form, drawer));
  const active = document.activeElement;
  if ((!active || active === document.body) && document.getElementById("begun").hidden) questions.querySelector("input, select, textarea")?.focus();
};

const begin = async () => {
  const [engine, { drawer, list, draft, told: form }] = await Promise.all([import(home), told()]);
  sheet.media = form.media;
  sheet.draft = draft?.id ?? fresh();
  sheet.touched = Boolean(draft);
  const filled = draft && { xml: draft.xml, files: await drawer.files(draft) };
  put(await opened(engine, form, language, filled), language);
  keepUp(form, drawer);
  if (!draft) offer(list);
  languages(form, async (chosen) => {
    await sheet.all;
    const now = { xml: sheet.root.instanceState.instanceXML, files: filesOf() };
    put(await opened(engine, form, chosen, now), chosen);
    if (sheet.strict) drawAll(sheet);
  });
  ready(form, drawer);
};

begin().catch((fault) => {
  document.getElementById("loading").hidden = true;
  document.getElementById("cannot").hidden = false;
  console.warn(fault);
});
