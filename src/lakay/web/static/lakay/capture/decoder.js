// The one decoder of codes of the program, beside the page: of the booth, and of forms where the browser has none of its own.

import { drawPart } from "./camera.js";

const WHOLE = { x: 0, y: 0, w: 1, h: 1 };
const WIDEST = 960; // pixels looked at: enough for a code that fills a third of the picture

// Wakes it; `home` is the folder of zxing-wasm, `kinds` the codes that are looked for ("matrix", "all").
export const wake = async (home, kinds = "matrix") => {
  const worker = new Worker(new URL("codes.worker.js", import.meta.url));
  const canvas = document.createElement("canvas");
  const ask = (message, things = []) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new Error("the reader of codes failed"));
      worker.postMessage(message, things);
    });
  await ask({ home: new URL(home, location.href).href, kinds });
  return {
    // Looks at what the camera shows: {read: {text, format, bytes} or nothing, took}.
    look: (video, harder) => {
      const pen = drawPart(video, canvas, WHOLE, WIDEST);
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      return ask({ picture, harder }, [picture.data.buffer]);
    },
    end: () => worker.terminate(),
  };
};
