// The panel of the camera: one at a time, beside the work and never over it. Whatever fails shows one plain line.

import { CameraFault, openCamera } from "./camera.js";

const MODULES = { qr: "./codes.js", mrz: "./lines.js", photo: "./photo.js", serial: "./serial.js" };
const SIZES = { qr: [1280, 720], mrz: [1920, 1080], photo: [1280, 720] };

let current = null; // {kind, place, stop}

const style = () => {
  if (document.querySelector("link[data-capture-style]")) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("capture.css", import.meta.url).pathname;
  link.dataset.captureStyle = "";
  document.head.append(link);
};

export const close = () => {
  current?.stop?.();
  current?.place.replaceChildren();
  if (current?.kind === "photo") sessionStorage.removeItem("lakay-photo");
  current = null;
};

// Says one of the sentences that came with the panel; the camera is put away, the line of travellers goes on.
const say = (place, word) => {
  const line = place.querySelector("[data-state]");
  if (line) line.textContent = line.dataset[word] ?? line.dataset.failed;
};

const give = (place, word) => {
  current?.stop?.();
  if (current) current.failed = true;
  sessionStorage.removeItem("lakay-photo");
  const line = place.querySelector("[data-state]");
  place.querySelector("[data-view]")?.remove();
  if (line) line.classList.add("fault");
  say(place, word);
};

export const open = async (kind, place) => {
  const again = current?.kind === kind && !current.failed;
  close();
  if (again) return; // the same button puts the camera away
  style();
  const answer = await fetch(`${place.dataset.panel}${kind}/`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("no panel");
  place.innerHTML = await answer.text();
  const mine = { kind, place };
  current = mine;
  place.querySelector("[data-close]").addEventListener("click", close);
  try {
    await run(mine, kind, place);
  } catch (fault) {
    if (current === mine) give(place, fault instanceof CameraFault ? fault.word : "failed");
  }
};

const run = async (mine, kind, place) => {
  const tools = { place, say: (word) => say(place, word), close, live: () => current === mine };
  const module = await import(MODULES[kind]);
  if (kind === "serial") {
    mine.stop = await module.start(tools);
    return;
  }
  const [width, height] = SIZES[kind];
  const video = place.querySelector("video");
  const camera = await openCamera(video, { width, height, lost: () => current === mine && give(place, "lost") });
  mine.stop = camera.stop;
  if (current !== mine) {
    camera.stop();
    return;
  }
  if (kind === "photo") sessionStorage.setItem("lakay-photo", "1");
  await module.start({ ...tools, video, camera });
};

// Hands a reading to the booth as a reader would.
export const deliver = (detail) => document.dispatchEvent(new CustomEvent("lakay:read", { detail }));
