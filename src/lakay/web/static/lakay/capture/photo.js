// A photo of the traveller in front, taken by itself when the picture is still and bright enough. It never holds anybody up:
// the camera stays on for the shift, each new traveller is photographed once, and what fails is a line in the panel.

import { drawPart, nextFrame } from "./camera.js";

const PAUSE = 120; // ms between two looks: a slow computer has other work
const STILL = 4; // looks in a row
const CALM = 6; // of 255: how much two looks may differ on average
const LIGHT = [45, 225];
const PATIENCE = 4000; // ms after which the sharpest picture so far is taken
const [WIDTH, HEIGHT] = [480, 640];
const MOST_BYTES = 60_000;
const TRIES = 3;

const encounter = () => document.querySelector("#work[data-encounter]")?.dataset.encounter ?? document.querySelector("#work [name=encounter]")?.value;

// The upright middle of the picture, three to four.
const portrait = (video) => {
  const w = Math.min(1, (video.videoHeight * WIDTH) / HEIGHT / video.videoWidth);
  const h = Math.min(1, (video.videoWidth * w * HEIGHT) / WIDTH / video.videoHeight);
  return { x: (1 - w) / 2, y: (1 - h) / 2, w, h };
};

const greys = (video, canvas) => {
  const pen = drawPart(video, canvas, portrait(video), 48);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return Float32Array.from({ length: data.length / 4 }, (_, n) => (data[4 * n] + data[4 * n + 1] + data[4 * n + 2]) / 3);
};

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const change = (one, other) => (one ? mean(one.map((grey, n) => Math.abs(grey - other[n]))) : 255);
const sharpness = (grey) => mean(grey.map((each, n) => (n ? Math.abs(each - grey[n - 1]) : 0)));

const jpeg = async (canvas) => {
  for (const quality of [0.85, 0.7, 0.55, 0.4]) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob.size <= MOST_BYTES || quality === 0.4) return blob;
  }
  return null;
};

const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Sends the picture under one command, so that it is kept once, however often it is sent.
const send = async (address, person, picture) => {
  const command = crypto.randomUUID();
  for (let turn = 1; turn <= TRIES; turn += 1) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    form.set("command", command);
    form.set("photo", picture, "photo.jpg");
    const answer = await fetch(`${address}${person}/`, { method: "POST", body: form, credentials: "same-origin" }).catch(() => null);
    if (answer?.ok) return true;
    if (answer && answer.status < 500) return false;
    await rest(2000);
  }
  return false;
};

const watch = async ({ video, camera, live, person }) => {
  const small = document.createElement("canvas");
  const kept = document.createElement("canvas");
  const began = performance.now();
  let [before, still, best] = [null, 0, -1];
  while (live() && camera.isOpen() && encounter() === person) {
    if (!(await nextFrame(video))) continue;
    const now = greys(video, small);
    const light = mean(now);
    still = change(before, now) < CALM && light > LIGHT[0] && light < LIGHT[1] ? still + 1 : 0;
    before = now;
    const ready = still >= STILL;
    if (ready || sharpness(now) > best) {
      best = sharpness(now);
      drawPart(video, kept, portrait(video), WIDTH);
    }
    if (ready || performance.now() - began > PATIENCE) return kept;
    await rest(PAUSE);
  }
  return null;
};

const show = (place, picture) => {
  const still = place.querySelector("[data-still]");
  still.width = picture.width;
  still.height = picture.height;
  still.getContext("2d").drawImage(picture, 0, 0);
  still.hidden = false;
};

const step = (name) => document.dispatchEvent(new CustomEvent("lakay:step", { detail: name }));

const take = async (tools, person) => {
  const { place, say } = tools;
  say("looking");
  step("camera");
  const picture = await watch({ ...tools, person });
  step("");
  if (!picture) return;
  show(place, picture);
  say("sending");
  const kept = await send(place.querySelector("[data-photos]").dataset.photos, person, await jpeg(picture));
  if (tools.live()) say(kept ? "taken" : "unsent");
};

export const start = async (tools) => {
  const { place, say, live, camera } = tools;
  let last = "";
  place.querySelector("[data-again]").addEventListener("click", () => (last = ""));
  say("ready");
  while (live() && camera.isOpen()) {
    const person = encounter() ?? "";
    if (!person && last) {
      last = "";
      place.querySelector("[data-still]").hidden = true;
      say("ready");
    }
    if (person && person !== last) {
      last = person;
      await take(tools, person);
    } else {
      await rest(PAUSE);
    }
  }
};
