// The page that fills a form: fetches the form and the engine, draws the questions, keeps what is typed, sends it.

import * as drafts from "./drafts.js";
import { learn } from "./hidden.js";
import { chosen, filled, keepUp, offer } from "./keeping.js";
import { make } from "./page.js";
import * as pages from "./pages.js";
import { build, drawAll } from "./parts.js";
import { finish, problems, sendAway } from "./sending.js";
import { watched } from "./watch.js";

const place = document.getElementById("fill");
const questions = document.getElementById("questions");
const { engine: home, described, about, language } = place.dataset;

const LONG = 100; // questions from which on what is out of sight is not laid out
const FIRST = 24; // questions that are there before anything can be typed; the others follow while nobody types
const SLICE = 40; // ms of drawing at a time

const sheet = {
  views: new Map(),
  typed: new Map(), // what stands at each question, by its place; kept where a condition hides it
  units: [], // the pages, where the form is asked page by page
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

const addressIn = (xform, language) => {
  const address = new URL(xform, location.href);
  address.searchParams.set("language", language);
  return address.href;
};

// The form that is most likely wanted is asked for at once, beside the engine and the word about which one it is.
const asked = new Map([[addressIn(place.dataset.xform, language), fetch(addressIn(place.dataset.xform, language)).catch(() => null)]]);
const fetched = async (address) => {
  const early = await asked.get(address);
  asked.clear();
  return (early ?? (await fetch(address))).text();
};

// Makes the form in a language, empty or with what was filled in already.
const opened = async (engine, form, language, given) => {
  const source = await fetched(addressIn(form.xform, language));
  const loaded = await engine.loadForm(source, options(form.media));
  if (loaded.status === "failure") throw loaded.error;
  if (!given) return loaded.createInstance(config()).root;
  const data = new FormData();
  data.append("xml_submission_file", new File([given.xml], "xml_submission_file", { type: "text/xml" }));
  for (const file of given.files) data.append(file.name, file);
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
  place.dataset.whole = String(Math.round(performance.now()));
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

const told = async () => {
  const first = await json(described);
  const drawer = await drafts.drawer(first.drafts);
  const { list, draft } = await chosen(drawer, first.form, about);
  const old = draft && draft.version !== first.version;
  return { drawer, list, draft, told: old ? await json(`${described}?version=${encodeURIComponent(draft.version)}`) : first };
};

// Puts the questions of a form on the page; the first are there when it returns, `sheet.all` when all are.
const put = (root, language, page = 0) => {
  sheet.root = root;
  sheet.paged = Boolean(root.classes.pages);
  sheet.units = [];
  for (const view of sheet.views.values()) view.gone = true;
  sheet.views.clear();
  delete place.dataset.whole;
  questions.replaceChildren();
  questions.classList.toggle("long", sheet.long);
  questions.lang = codeOf(language);
  const steps = build(root.currentState.children, questions, sheet);
  for (let count = 0; count < FIRST && !steps.next().done; count += 1);
  sheet.all = drawn(steps);
  pages.begin(sheet, page);
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
  if ((!active || active === document.body) && document.getElementById("begun").hidden)
    [...questions.querySelectorAll("input, select, textarea")].find((one) => one.checkVisibility())?.focus();
};

const begin = async () => {
  const [engine, { drawer, list, draft, told: form }] = await Promise.all([import(home), told()]);
  sheet.media = form.media;
  sheet.long = form.questions > LONG;
  sheet.draft = draft?.id ?? fresh();
  sheet.touched = Boolean(draft);
  const given = draft && { xml: draft.xml, files: await drawer.files(draft) };
  if (given) learn(sheet.typed, new DOMParser().parseFromString(given.xml, "text/xml").documentElement);
  put(await opened(engine, form, language, given), language, draft?.page);
  keepUp(form, drawer, sheet);
  if (!draft) offer(list);
  languages(form, async (chosen) => {
    questions.inert = true; // what would be typed now would not come along
    await sheet.all;
    put(await opened(engine, form, chosen, filled(sheet)), chosen, pages.at());
    questions.inert = false;
    if (sheet.strict) drawAll(sheet);
  });
  ready(form, drawer);
};

begin().catch((fault) => {
  document.getElementById("loading").hidden = true;
  document.getElementById("cannot").hidden = false;
  console.warn(fault);
});
