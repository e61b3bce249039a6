// The button beside a field of codes that opens the camera of the device, and puts it away again. All of the camera is loaded when it is pressed.

import { make, words } from "./page.js";

const { codes: home } = document.getElementById("fill").dataset; // of the decoder of codes

export const withCamera = (field, node, put) => {
  const button = make("button", { type: "button", class: "btn plain" }, words.readByCamera);
  const [place, told] = [make("div", { class: "camera" }), make("p", { class: "hint", role: "status" })];
  let end = null; // what puts it away, while it is open
  const tell = (text) => (told.textContent = text);
  const done = (text) => {
    end = null;
    button.textContent = words.readByCamera;
    if (text === null) return; // what failed has been told
    tell("");
    put(text);
  };
  const open = async () => {
    end = () => {};
    const { scan } = await import("./scan.js");
    if (!end) return;
    button.textContent = words.cameraAway;
    end = scan(place, home, tell, done);
  };
  const away = () => {
    end();
    done(null);
    tell("");
  };
  const failed = () => {
    done(null);
    tell(words.cameraFailed);
  };
  button.addEventListener("click", () => (end ? away() : open().catch(failed)));
  button.hidden = node.currentState.readonly || !window.isSecureContext || !home;
  return make("div", {}, field, make("p", { class: "row-of" }, button), place, told);
};
