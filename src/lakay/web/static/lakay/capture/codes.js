// QR and bar codes by camera. The first whole code is handed over, and the camera is put away.

import { drawPart, nextFrame } from "./camera.js";
import { deliver } from "./panel.js";

const WHOLE = { x: 0, y: 0, w: 1, h: 1 };
const WIDEST = 960; // pixels looked at: enough for a code that fills a third of the picture

const wake = async (home) => {
  const worker = new Worker(new URL("codes.worker.js", import.meta.url));
  const ask = (message, things = []) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new Error("the reader of codes failed"));
      worker.postMessage(message, things);
    });
  await ask({ home: new URL(home, location.href).href });
  return { ask, end: () => worker.terminate() };
};

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

const look = async (reader, video, canvas, harder) => {
  const pen = drawPart(video, canvas, WHOLE, WIDEST);
  const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
  return reader.ask({ picture, harder }, [picture.data.buffer]);
};

export const start = async ({ place, say, close, live, video, camera }) => {
  say("loading");
  const reader = await wake(place.querySelector("[data-codes]").dataset.codes);
  try {
    say("looking");
    const canvas = document.createElement("canvas");
    for (let turn = 0; live() && camera.isOpen(); turn += 1) {
      if (!(await nextFrame(video))) continue;
      const { read, took } = await look(reader, video, canvas, turn % 3 === 2);
      place.dataset.took = took.toFixed(0);
      if (!read || !live()) continue;
      close();
      deliver({ text: read.text, channel: "camera", format: read.format, bytes: base64(read.bytes) });
    }
  } finally {
    reader.end();
  }
};
