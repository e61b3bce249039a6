// Reads a code with the camera of the device: by the browser's own reader of codes where it has one, else by the decoder of the booth.
// Loaded when a button asks for it. Whatever fails has a sentence, and the field takes what is typed all the time.

import { CameraFault, nextFrame, openCamera } from "../capture/camera.js";
import { make, words } from "./page.js";

const SIZE = { width: 1280, height: 720 };
const SAYS = { absent: "noCamera", refused: "cameraRefused", busy: "cameraBusy", lost: "cameraLost" };

// The browser's own reader, if it has one that knows QR codes; it reads what is on the picture or nothing.
const ofTheBrowser = async () => {
  if (!("BarcodeDetector" in window) || !(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new BarcodeDetector();
  return { look: async (video) => ({ read: (await detector.detect(video)).map((one) => ({ text: one.rawValue }))[0] }), end: () => {} };
};

const ofTheBooth = async (home) => (await import("../capture/decoder.js")).wake(home, "all");

const readerOf = async (home) => (await ofTheBrowser().catch(() => null)) ?? ofTheBooth(home);

// Shows the camera in `place` until a code is read, and gives it to `done`. Returns what puts the camera away.
export const scan = (place, home, tell, done) => {
  const video = make("video", { muted: true, playsinline: true, "aria-hidden": "true" });
  let open = true;
  let camera = null;
  const end = () => {
    open = false;
    camera?.stop();
    place.replaceChildren();
  };
  const fail = (fault) => {
    if (!open) return;
    end();
    tell(words[SAYS[fault.word]] ?? words.cameraFailed);
    done(null);
  };
  const look = async () => {
    place.replaceChildren(video);
    tell(words.cameraLoading);
    camera = await openCamera(video, { ...SIZE, lost: () => fail(new CameraFault("lost")) });
    if (!open) return camera.stop();
    const reader = await readerOf(home);
    try {
      tell(words.cameraLooking);
      for (let turn = 0; open && camera.isOpen(); turn += 1) {
        if (!(await nextFrame(video))) continue;
        const { read } = await reader.look(video, turn % 3 === 2);
        if (!read?.text || !open) continue;
        end();
        done(read.text);
      }
    } finally {
      reader.end();
    }
  };
  look().catch(fail);
  return end;
};
