// Locks the screen of a person who walked away: the server locks on its own, this also takes the page off the screen.

const form = document.querySelector("form[data-idle]");

if (form) {
  const limit = Number(form.dataset.idle) * 1000;
  let last = Date.now();
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    document.addEventListener(kind, () => (last = Date.now()), { passive: true });
  }
  setInterval(() => {
    if (Date.now() - last >= limit) form.submit();
  }, 1000);
}
