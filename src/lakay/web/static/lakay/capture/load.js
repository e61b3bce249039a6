// The camera's door: the only file of this folder that the booth loads at once. The rest comes when a button asks for it.
//
// What the booth gives (see README.md):
//   a button with data-capture="qr|mrz|photo|serial", and one with data-second-window;
//   <div id="capture" data-panel="/booth/capture/" data-fault="one plain sentence"></div>, outside of #work.
// What it gets: "lakay:read" on document, detail {text, channel, format, bytes}, as if a reader had typed the text.

const place = document.getElementById("capture");

const sorry = () => {
  place.textContent = place.dataset.fault;
};

const start = async (kind) => {
  try {
    const panel = await import("./panel.js");
    await panel.open(kind, place);
  } catch {
    sorry();
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-capture], [data-second-window]");
  if (!button || !place) return;
  if (button.dataset.capture) start(button.dataset.capture);
  else import("./follow.js").then((follow) => follow.open(button.dataset.secondWindow), sorry);
});

// After a reload its second window is followed on, the photo goes on being taken, and a serial reader is heard.
if (place && sessionStorage.getItem("lakay-window")) import("./follow.js").then((follow) => follow.follow(), sorry);
if (place && sessionStorage.getItem("lakay-photo")) start("photo");
if (place && localStorage.getItem("lakay-serial")) import("./serial.js").then((serial) => serial.resume(sorry), sorry);
