/* Reads codes out of pictures, beside the page: QR, PDF417, Data Matrix, Aztec. Messages: {home} once, then {picture}. */
/* global ZXingWASM, importScripts */

const FORMATS = ["QRCode", "PDF417", "DataMatrix", "Aztec"];

self.onmessage = async ({ data }) => {
  if (data.home) {
    importScripts(`${data.home}index.js`);
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile: (name) => data.home + name }, fireImmediately: true });
    self.postMessage({ ready: true });
    return;
  }
  const began = performance.now();
  const found = await ZXingWASM.readBarcodes(data.picture, { formats: FORMATS, maxNumberOfSymbols: 1, tryHarder: data.harder });
  const [code] = found.filter((each) => each.isValid);
  const read = code && { text: code.text, format: code.format, bytes: code.bytes };
  self.postMessage({ read, took: performance.now() - began });
};
