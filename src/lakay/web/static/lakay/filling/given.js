// Answers that a device may give: a place, a picture, another file. By hand they can be given too, and nothing of it ever waits.

import { make, say, words } from "./page.js";
import { readNumber } from "./typed.js";

const PATIENCE = 20_000; // ms that the device has to find its place
const MOST_PIXELS = 1600; // of the longer side, where the form says nothing
const QUALITY = 0.8;
const MOST_BYTES = 20_000_000;

const degrees = (text, most) => {
  const number = readNumber(text);
  return number !== null && Math.abs(number) <= most ? number : null;
};

export const located = ({ node, id, answered }) => {
  const field = (part, label) =>
    make("div", {}, make("label", { for: id + part }, label), make("input", { id: id + part, class: "form-control", inputmode: "text", autocomplete: "off", maxlength: 20 }));
  const [north, east] = [field("", words.latitude), field("_east", words.longitude)];
  const [up, across] = [north, east].map((one) => one.querySelector("input"));
  const told = make("p", { class: "hint", role: "status" });
  let held = "";
  const put = (value) => {
    answered("", () => node.setValue(value));
    held = written(node.currentState.value);
  };
  const typedIn = () => {
    const [latitude, longitude] = [degrees(up.value, 90), degrees(across.value, 180)];
    if (!up.value.trim() && !across.value.trim()) put(null);
    else if (latitude !== null && longitude !== null) put({ latitude, longitude, altitude: null, accuracy: null });
    else answered(words.notPlace, () => node.setValue(null));
  };
  const written = (value) => (value ? `${value.latitude} ${value.longitude}` : "");
  const found = ({ coords }) => {
    const { latitude, longitude, altitude, accuracy } = coords;
    told.textContent = say(words.accuracy, Math.round(accuracy));
    [up.value, across.value] = [latitude, longitude].map((one) => String(one.toFixed(6)));
    put({ latitude, longitude, altitude, accuracy });
  };
  const look = () => {
    told.textContent = words.looking;
    const failed = () => (told.textContent = words.notFound);
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 });
  };
  const here = make("button", { type: "button", class: "btn plain", click: look }, words.here);
  here.hidden = !navigator.geolocation || !window.isSecureContext;
  for (const one of [up, across]) one.addEventListener("input", typedIn);
  return {
    element: make("div", {}, make("div", { class: "pair" }, north, east), make("p", { class: "row-of" }, here), told),
    group: true,
    invalid: [up, across],
    draw: (state) => {
      const now = written(state.value);
      up.readOnly = state.readonly;
      across.readOnly = state.readonly;
      here.disabled = state.readonly;
      if (now === held) return;
      held = now;
      [up.value, across.value] = now ? now.split(" ") : ["", ""];
    },
  };
};

// A picture as it is sent: not larger than the form wants, turned upright, without the place and the phone that a camera writes into it.
const smaller = async (file, most) => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const canvas = make("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return { file: new File([blob], "picture.jpg", { type: "image/jpeg" }), canvas };
};

const preview = (canvas) => {
  const small = make("canvas");
  const scale = Math.min(1, 160 / canvas.height);
  [small.width, small.height] = [Math.max(1, Math.round(canvas.width * scale)), Math.max(1, Math.round(canvas.height * scale))];
  small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
  return small.toDataURL("image/jpeg", 0.7);
};

export const brought = ({ node, id, answered }) => {
  const { accept, type } = node.nodeOptions.media;
  const picture = type === "image";
  const element = make("input", { id, type: "file", class: "visually-hidden", accept });
  const button = make("label", { for: id, class: "btn plain" }, picture ? words.choosePicture : words.chooseFile);
  const shown = make("img", { class: "preview", alt: words.picture, hidden: true });
  const told = make("p", { class: "hint", role: "status" });
  const away = make("button", { type: "button", class: "btn btn-link", hidden: true }, words.takeAway);
  let held = null;
  const hold = (file) => {
    held = file;
    answered("", () => node.setValue(file));
    element.value = ""; // what stands beside it says what is there
  };
  const look = async (file) => {
    shown.hidden = true;
    told.textContent = file.name;
    if (!picture) return file.size > MOST_BYTES ? answered(words.tooLarge, null) : hold(file);
    try {
      const made = await smaller(file, node.maxPixels ?? MOST_PIXELS);
      shown.src = preview(made.canvas);
      shown.hidden = false;
      return hold(made.file);
    } catch {
      return answered(words.notPicture, null);
    }
  };
  element.addEventListener("change", () => element.files[0] && look(element.files[0]));
  away.addEventListener("click", () => {
    shown.hidden = true;
    hold(null);
    element.focus();
  });
  const restore = async (file) => {
    held = file;
    if (!picture || !file) return;
    const made = await smaller(file, MOST_PIXELS).catch(() => null);
    if (made) shown.src = preview(made.canvas);
    shown.hidden = !made;
  };
  return {
    element: make("div", {}, element, button, told, shown, away),
    input: element,
    draw: (state) => {
      const file = state.value;
      told.textContent = file ? `${file.name} · ${Math.ceil(file.size / 1024)} KB` : "";
      away.hidden = !file || state.readonly;
      element.disabled = state.readonly;
      if (Boolean(file) !== Boolean(held)) restore(file);
    },
  };
};

// A kind of question that this page cannot ask.
export const elsewhere = () => ({ element: make("p", { class: "hint" }, words.elsewhere), group: true, draw: () => {} });
