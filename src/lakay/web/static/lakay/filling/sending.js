// Sending: what is still missing with links to it, then the post, then the word of the server. Whatever it says, nothing is lost.

import { make, say, words } from "./page.js";
import { reveal, settle } from "./pages.js";
import { redraw } from "./watch.js";

const place = document.getElementById("fill");
const list = document.getElementById("faults-list");
const notice = document.getElementById("faults");
const told = document.getElementById("told");
const button = document.getElementById("send");

// Where a question stands for the server: its way without the root and without rounds, and the round (from 1; 0 outside of any).
export const wayOf = (node) => {
  const parts = node.currentState.reference.split("/").slice(2);
  const rounds = parts.map((part) => /\[(\d+)\]$/.exec(part)?.[1]).filter(Boolean);
  return { path: parts.map((part) => part.replace(/\[\d+\]$/, "")).join("/"), place: Number(rounds.at(-1) ?? 0) };
};

const show = (rows, focus = true) => {
  notice.hidden = !rows.length;
  const lines = rows.map(({ view, text }) => {
    const link = make("a", { href: `#${view?.id ?? "questions"}` }, text);
    if (view) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        reveal(view.element);
        view.element.scrollIntoView({ block: "center" });
        view.focus();
      });
    }
    return make("li", {}, link);
  });
  list.replaceChildren(...lines);
  if (rows.length && focus) notice.focus();
};

const found = (sheet) =>
  [...sheet.views.values()]
    .filter((view) => view.wrong?.())
    .sort((one, other) => (one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    .map((view) => ({ view, text: `${view.label()}: ${view.wrong()}` }));

// What keeps the form from being sent, in the order of the page; whether there is anything.
export const problems = (sheet) => {
  const rows = found(sheet);
  tell("");
  show(rows);
  return rows.length > 0;
};

// What was mended since goes from the list.
export const mended = (sheet) => {
  settle();
  if (!notice.hidden) show(found(sheet), false);
};

const tell = (text, link) => {
  told.hidden = !text;
  told.replaceChildren(make("p", {}, text), ...(link ? [link] : []));
  if (text) told.focus();
};

// The server's reasons, each at its question.
const refused = (faults, sheet) => {
  const asked = [...sheet.views.values()].filter((view) => view.wrong);
  const rows = faults.map((fault) => {
    const view = asked.find((one) => {
      const way = wayOf(one.node);
      return way.path === fault.path && (way.place === fault.place || !fault.place);
    });
    if (view) {
      view.told = fault.message;
      redraw(view);
    }
    return { view, text: `${view?.label() ?? fault.path}: ${fault.message}` };
  });
  show(rows);
};

const post = async (form, data) => {
  data.append("csrfmiddlewaretoken", place.querySelector("[name=csrfmiddlewaretoken]").value);
  if (place.dataset.about) data.append("about", place.dataset.about);
  try {
    return await fetch(form.submit, { method: "POST", body: data, redirect: "manual" });
  } catch {
    return null;
  }
};

const SAYS = { 400: "noForm", 404: "noForm", 409: "tooLate", 413: "tooLarge" };

// Sends it. Returns the server's word {submission, missing}, or null where it could not be sent and the page has said why.
export const sendAway = async (form, sheet) => {
  button.disabled = true;
  told.hidden = false;
  told.replaceChildren(make("p", {}, words.sending));
  const { data } = await sheet.root.prepareInstancePayload();
  const answer = await post(form, data[0]);
  button.disabled = false;
  if (answer?.status === 201) return answer.json();
  if (answer?.type === "opaqueredirect") tell(words.loggedOut, make("a", { href: location.href }, words.logIn));
  else if (answer?.status === 422) {
    const { faults = [] } = await answer.json();
    tell("");
    refused(faults, sheet);
  } else tell(words[SAYS[answer?.status]] ?? (answer?.status === 403 ? words.loggedOut : words.unreachable));
  return null;
};

// It is in: the page says so, and leads on.
export const finish = ({ submission }) => {
  notice.hidden = true;
  told.hidden = true;
  document.getElementById("questions").replaceChildren();
  for (const part of document.querySelectorAll("[data-while-filling]")) part.hidden = true;
  const done = document.getElementById("sent");
  const link = document.getElementById("sent-link");
  if (link) link.href = link.dataset.address.replace("00000000-0000-0000-0000-000000000000", submission);
  done.hidden = false;
  place.dataset.sent = submission;
  done.focus();
};
