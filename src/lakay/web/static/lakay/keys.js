// Keys that press buttons and move to fields. A control names its key in `data-key`, as in data-key="F9" or data-key="Alt+L".
// Only function keys and keys with Alt are used, so that no plain letter does anything by accident (WCAG 2.1.4).

const named = (event) => {
  const parts = [];
  if (event.ctrlKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  parts.push(event.key);
  return parts.join("+").toLowerCase();
};

const isField = (element) => element.matches("input:not([type=submit]):not([type=button]), select, textarea");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat) return;
  const open = document.querySelector("dialog[open]") ?? document;
  const wanted = [...open.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toLowerCase() === named(event) && !element.disabled && element.checkVisibility(),
  );
  if (!wanted) return;
  event.preventDefault();
  if (isField(wanted)) {
    wanted.focus();
    wanted.select?.();
  } else {
    wanted.click();
  }
});
