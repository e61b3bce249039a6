// The traveller's window follows the booth in the same browser. It knows a step and nothing else.

const channel = new BroadcastChannel("lakay-window");
const steps = [...document.querySelectorAll("[data-step]")];
const sound = document.querySelector("[data-sound]");
const player = new Audio();
let queue = [];

const chosen = () => [...document.querySelectorAll("[data-choose][aria-pressed=true]")].map((button) => button.dataset.choose);
const now = () => steps.find((step) => !step.hidden);

const next = () => {
  const address = queue.shift();
  if (!address) return;
  player.src = address;
  player.play().catch(() => {
    queue = [];
    sound.setAttribute("aria-pressed", "false");
  });
};
player.addEventListener("ended", next);
player.addEventListener("error", next);

const speak = () => {
  player.pause();
  if (sound.getAttribute("aria-pressed") !== "true") return;
  queue = chosen().map((code) => `${document.body.dataset.sounds}${now().dataset.step}.${code}.ogg`);
  next();
};

const show = (name) => {
  const wanted = steps.find((step) => step.dataset.step === name);
  if (!wanted || !wanted.hidden) return;
  for (const step of steps) step.hidden = step !== wanted;
  speak();
};

const choose = (button) => {
  const pressed = button.getAttribute("aria-pressed") === "true";
  if (pressed && chosen().length === 1) return; // something must stand there
  button.setAttribute("aria-pressed", String(!pressed));
  for (const text of document.querySelectorAll(`[data-language="${button.dataset.choose}"]`)) text.hidden = pressed;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.choose) choose(button);
  if (button === sound) {
    sound.setAttribute("aria-pressed", String(sound.getAttribute("aria-pressed") !== "true"));
    speak();
  }
});

channel.addEventListener("message", ({ data }) => data.step && show(data.step));
window.addEventListener("pagehide", () => channel.postMessage({ closed: true }));
channel.postMessage({ hello: true });
