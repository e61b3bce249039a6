// What is typed is kept a little after the last key, and what was begun before is offered again.

import * as drafts from "./drafts.js";
import { whole } from "./hidden.js";
import { say, words } from "./page.js";
import { at as page } from "./pages.js";
import { mended } from "./sending.js";

const state = document.getElementById("kept");
const REST = 700; // ms without typing after which it is kept

const clock = (at) => new Date(at).toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" });

// All that is filled in, also where a condition hides it: the XML and the files.
export const filled = (sheet) => ({
  xml: whole(sheet.root.instanceState.instanceXML, sheet.typed),
  files: [...sheet.views.values()].filter((view) => view.node.nodeType === "upload").map((view) => view.node.currentState.value).filter(Boolean),
});

// Keeps what is typed, a little after the last key, and when the page is left.
export const keepUp = (form, drawer, sheet) => {
  let timer = 0;
  let turn = Promise.resolve();
  const keep = async () => {
    clearTimeout(timer);
    if (!sheet.touched || sheet.gone || !drawer) return;
    drafts.goTo(sheet.draft);
    const { xml, files } = filled(sheet);
    const content = { form: form.form, version: form.version, title: form.title, about: sheet.about, xml, page: page() };
    try {
      const at = await drawer.keep(sheet.draft, content, files);
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
export const chosen = async (drawer, form, about) => {
  if (!drawer) return { list: [] };
  const list = (await drawer.list()).filter((one) => one.form === form && one.about === about);
  return { list, draft: list.find((one) => one.id === drafts.at()) };
};

export const offer = (list) => {
  const notice = document.getElementById("begun");
  notice.hidden = !list.length;
  if (!list.length) return;
  document.getElementById("begun-said").textContent = say(words.begun, new Date(list[0].at).toLocaleString("fr", { dateStyle: "short", timeStyle: "short" }));
  document.getElementById("go-on").addEventListener("click", () => {
    drafts.goTo(list[0].id);
    location.reload();
  });
};
