// The list of what somebody began on this machine and did not send.

import * as drafts from "./drafts.js";
import { make, say, words } from "./page.js";

const place = document.getElementById("waiting");
const { owner, key, fill } = place.dataset;

const addressOf = ({ form, about }) => fill.replace("FORM", encodeURIComponent(form)) + (about ? `?about=${encodeURIComponent(about)}` : "");

const row = (draft, drawer) => {
  const on = make("a", { class: "btn plain", href: addressOf(draft) }, words.goOn);
  on.addEventListener("click", () => drafts.goTo(draft.id));
  const away = make("button", { type: "button", class: "btn danger" }, words.throwAway);
  const line = make("tr", {}, make("td", {}, draft.title), make("td", {}, new Date(draft.at).toLocaleString("fr", { dateStyle: "short", timeStyle: "short" })), make("td", {}, make("div", { class: "row-of" }, on, away)));
  away.addEventListener("click", async () => {
    if (away.dataset.sure) {
      await drawer.drop(draft.id);
      line.remove();
      place.hidden = !place.querySelector("tbody tr");
      return;
    }
    away.dataset.sure = "1";
    away.textContent = say(words.sure, draft.title);
  });
  return line;
};

const drawer = await drafts.drawer({ owner, key });
const list = (await drawer?.list()) ?? [];
place.querySelector("tbody").replaceChildren(...list.map((draft) => row(draft, drawer)));
place.hidden = !list.length;
place.dataset.ready = "1";
