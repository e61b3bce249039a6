/* Reads codes out of pictures, beside the page. Messages: {home, kinds} once, then {picture}. */
/* global ZXingWASM, importScripts */

const MATRIX = ["QRCode", "PDF417", "DataMatrix", "Aztec"]; // what documents and passes carry
const FORMATS = { matrix: MATRIX, all: [...MATRIX, "EANUPC", "Code128", "Code39", "Code93", "Codabar"] };
let formats = MATRIX;

self.onmessage = async ({ data }) => {
  if (data.home) {
    formats = FORMATS[data.kinds] ?? MATRIX;
    importScripts(`${data.home}index.js`);
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile: (name) => data.home + name }, fireImmediately: true });
    self.postMessage({ ready: true });
    return;
  }
  const began = performance.now();
  const found = await ZXingWASM.readBarcodes(data.picture, { formats, maxNumberOfSymbols: 1, tryHarder: data.harder });
  const [code] = found.filter((each) => each.isValid);
  const read = code && { text: code.text, format: code.format, bytes: code.bytes };
  self.postMessage({ read, took: performance.now() - began });
};
