// Small conveniences of every page: it works without them.

// A select that sends its form when another value is chosen (language, theme); its button is hidden then.
for (const select of document.querySelectorAll("select[data-send]")) {
  select.form?.querySelector("[data-no-script]")?.setAttribute("hidden", "");
  select.addEventListener("change", () => select.form?.requestSubmit());
}

// A menu of the bar closes when one goes elsewhere, and by Escape, which then means nothing else.
const openMenu = () => document.querySelector(".menu[open]");
for (const kind of ["focusin", "click"]) {
  document.addEventListener(kind, (event) => {
    const menu = openMenu();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
}
window.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" ? openMenu() : null;
  if (!menu) return;
  event.stopImmediatePropagation();
  menu.open = false;
  menu.querySelector("summary").focus();
}, { capture: true });

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-print]")) window.print();
  target?.closest("[data-dismiss]")?.closest(".toast-note")?.remove();
  const opener = target?.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (target?.closest("[data-closes]")) target.closest("dialog")?.close();
});

// What must be corrected comes first, unless the page has a field that waits to be typed into; then what went wrong with the
// whole. A page that is one form begins with its first question (`data-start`).
if (!document.querySelector("[autofocus]")) {
  const refused = document.querySelector("main .notice[role=alert]");
  const first = document.querySelector("form[data-start] :is(input:not([type=hidden]), select, textarea)");
  refused?.setAttribute("tabindex", "-1");
  (document.getElementById("faults") ?? refused ?? first)?.focus();
}

// What stands in the field that waits is replaced by what is typed, as when one comes to it by the Tab key.
document.querySelector("input[autofocus][value]")?.select();

// From what must be corrected one goes to its field. The address stays as it was: with a field in it, the page that answers
// would begin at that field, and not with what is still wrong.
document.addEventListener("click", (event) => {
  const link = event.defaultPrevented ? null : event.target.closest?.("#faults a[href^='#']");
  const field = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// A form is sent once: the second press of a tired finger does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[data-hx-post], [hx-post]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

// A page kept by the browser and shown again by its back button may be older than a log-out: ask anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
