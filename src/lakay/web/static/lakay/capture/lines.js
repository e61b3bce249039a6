// The lines of a document by camera: the third choice, where there is no reader or it has failed.
// Frames are read until every check digit holds; the name has none, so two frames must agree on the whole zone.

import { CameraFault, drawPart, nextFrame } from "./camera.js";
import { zoneIn } from "./digits.js";
import { deliver } from "./panel.js";

const STRIP = { x: 0.02, y: 0.3, w: 0.96, h: 0.4 }; // where the frame on the screen is: see capture.css
const WIDEST = 1280; // pixels: 28 for each of 44 characters
const AGREEING = 2;
const ENOUGH = 5; // whole zones that differ from each other: the most frequent is taken

let engine = null; // started once, kept for the next traveller

const wake = async (homes) => {
  const { default: tesseract } = await import(`${homes.lines}tesseract.esm.min.js`);
  const home = new URL(homes.lines, location.href).href;
  const worker = await tesseract.createWorker("mrz", tesseract.OEM.LSTM_ONLY, {
    workerPath: `${home}worker.min.js`,
    corePath: `${home}tesseract-core-simd-lstm.js`,
    langPath: new URL(homes.model, location.href).href.replace(/\/$/, ""),
    workerBlobURL: false,
    gzip: false,
    cacheMethod: "none",
    errorHandler: () => {}, // the promise fails as well, and the panel says so
  });
  await worker.setParameters({ tessedit_pageseg_mode: "6", tessedit_char_whitelist: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<" });
  return worker;
};

const most = (zones) => [...zones.entries()].sort(([, one], [, other]) => other - one)[0];

const decided = (zones) => {
  const total = [...zones.values()].reduce((sum, count) => sum + count, 0);
  const [zone, count] = most(zones);
  return count >= AGREEING || total >= ENOUGH ? zone : null;
};

export const start = async ({ place, say, close, live, video, camera }) => {
  const homes = place.querySelector("[data-lines]").dataset;
  if (!homes.model) throw new CameraFault("missing");
  say("loading");
  engine ??= wake(homes);
  engine.catch(() => (engine = null));
  const reader = await engine;
  say("looking");
  const canvas = document.createElement("canvas");
  const zones = new Map();
  while (live() && camera.isOpen()) {
    if (!(await nextFrame(video))) continue;
    drawPart(video, canvas, STRIP, WIDEST);
    const began = performance.now();
    const { data } = await reader.recognize(canvas);
    place.dataset.took = (performance.now() - began).toFixed(0);
    const rows = zoneIn(data.text.split("\n"));
    if (!rows || !live()) continue;
    const text = rows.join("\n");
    zones.set(text, (zones.get(text) ?? 0) + 1);
    say("nearly");
    const zone = decided(zones);
    if (!zone) continue;
    close();
    deliver({ text: `${zone}\n`, channel: "camera", format: "MRZ" });
  }
};
