// A reader on a serial port (third-party readers that are no keyboards): what it sends goes to the booth like any reading.

import { deliver } from "./panel.js";

const SPEEDS = { baudRate: 9600 };
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
      const whole = text.replace(/\0/g, "");
      text = "";
      if (whole.trim().length >= LEAST) found(whole);
    }, SILENCE);
  };
};

const listen = async (port, live, found) => {
  const decoder = new TextDecoder("latin1");
  const reader = port.readable.getReader();
  const take = gather(found);
  try {
    while (live()) {
      const { value, done } = await reader.read();
      if (done) return;
      take(decoder.decode(value));
    }
  } finally {
    reader.releaseLock();
  }
};

export const start = async ({ place, say, live }) => {
  const button = place.querySelector("[data-choose]");
  if (!navigator.serial) {
    say("missing");
    return () => {};
  }
  say("ready");
  const running = (async () => {
    const port = await choose(button);
    await port.open({ ...SPEEDS, baudRate: Number(button.dataset.speed) || SPEEDS.baudRate });
    button.hidden = true;
    say("looking");
    await listen(port, live, (text) => deliver({ text, channel: "serial" }));
    await port.close();
  })();
  running.then(
    () => live() && say("lost"),
    (fault) => live() && say(fault.name === "NotFoundError" ? "absent" : "lost"),
  );
  return () => {};
};
