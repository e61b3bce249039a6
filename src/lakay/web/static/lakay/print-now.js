// A page that was asked for in order to be printed: the printer's window opens by itself.
window.addEventListener("load", () => window.print(), { once: true });
