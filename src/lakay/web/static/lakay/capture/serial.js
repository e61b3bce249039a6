// A reader on a serial port (third-party readers that are no keyboards): what it sends goes to the booth like any reading.

import { deliver } from "./panel.js";

const SILENCE = 150; // ms without a byte end a reading
const LEAST = 10; // characters: what is shorter is noise

const choose = async (button) => {
  const [known] = await navigator.serial.getPorts();
  if (known) return known;
  await new Promise((resolve) => button.addEventListener("click", resolve, { once: true }));
  return navigator.serial.requestPort();
};

// Gathers what comes; a reading ends with silence.
export const gather = (found) => {
  let [text, timer] = ["", 0];
  return (part) => {
    clearTimeout(timer);
    text += part;
    timer = setTimeout(() => {
      const whole = text;
      text = "";
      if (whole.trim().length >= LEAST) found(whole);
    }, SILENCE);
  };
};

// Listens until `live` says no more, or the reader goes away.
const listen = async (port, speed, live) => {
  await port.open({ baudRate: speed });
  const reader = port.readable.getReader();
  const take = gather((whole) => deliver({ text: whole.replace(/\0/g, ""), channel: "serial", bytes: btoa(whole) }));
  try {
    while (live()) {
      const { value, done } = await reader.read();
      if (done) return;
      take(String.fromCharCode(...value)); // a character for each byte: a seal is no text
    }
  } finally {
    reader.releaseLock();
    await port.close();
  }
};

const KEPT = "lakay-serial"; // the speed of this computer's reader, once it was chosen

// After the set-up the booth listens by itself, without a panel. `lost` is called when the reader is not there.
export const resume = async (lost) => {
  try {
    const [port] = await navigator.serial.getPorts();
    if (port) await listen(port, Number(localStorage.getItem(KEPT)), () => true);
    lost();
  } catch {
    lost();
  }
};

const setUp = async ({ place, say, live }) => {
  const button = place.querySelector("[data-choose]");
  const speed = Number(button.dataset.speed);
  const port = await choose(button);
  button.hidden = true;
  localStorage.setItem(KEPT, String(speed));
  say("looking");
  await listen(port, speed, live);
  if (live()) say("lost");
};

export const start = async (tools) => {
  const { say, live } = tools;
  if (!navigator.serial) {
    say("missing");
    return () => {};
  }
  say("ready");
  setUp(tools).catch((fault) => live() && say(fault.name === "NotFoundError" ? "absent" : "lost"));
  return () => localStorage.removeItem(KEPT);
};
