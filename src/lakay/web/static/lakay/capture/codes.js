// QR and bar codes by camera. The first whole code is handed over, and the camera is put away.

import { nextFrame } from "./camera.js";
import { wake } from "./decoder.js";
import { deliver } from "./panel.js";

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

export const start = async ({ place, say, close, live, video, camera }) => {
  say("loading");
  const reader = await wake(place.querySelector("[data-codes]").dataset.codes);
  try {
    say("looking");
    for (let turn = 0; live() && camera.isOpen(); turn += 1) {
      if (!(await nextFrame(video))) continue;
      const { read, took } = await reader.look(video, turn % 3 === 2);
      place.dataset.took = took.toFixed(0);
      if (!read || !live()) continue;
      close();
      deliver({ text: read.text, channel: "camera", format: read.format, bytes: base64(read.bytes) });
    }
  } finally {
    reader.end();
  }
};
