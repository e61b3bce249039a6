// The second window, on the traveller's side of the glass: the booth tells it the step, and nothing about the person.
// What the officer sees of an alert never goes there: whatever happens while a traveller stands at the booth is "wait".

const STEPS = new Set(["welcome", "document", "mask", "camera", "wait", "go", "second-line", "refused", "office"]);
const GOODBYE = 8000; // ms for which the last traveller is told to go on

const channel = new BroadcastChannel("lakay-window");
let now = "";
let timer = 0;

const tell = (step) => {
  clearTimeout(timer);
  if (!STEPS.has(step)) return;
  now = step;
  channel.postMessage({ step });
  if (["go", "refused", "second-line", "office"].includes(step)) timer = setTimeout(() => tell("welcome"), GOODBYE);
};

// What the page itself says (`data-step` on #work), else what can be seen on it.
const seen = () => {
  const work = document.getElementById("work");
  if (work?.dataset.step) return work.dataset.step;
  if (work?.hasAttribute("data-traveller")) return "wait";
  if (work?.hasAttribute("data-told")) return "second-line"; // nobody in front, and a word about the last: handed over
  if (work?.querySelector(".notice.success[role=status]")) return "go";
  if (work?.querySelector(".notice.danger[role=status]")) return "refused";
  return "welcome";
};

let following = false;

export const follow = () => {
  if (following) return;
  following = true;
  document.addEventListener("htmx:after:swap", () => tell(seen()));
  document.addEventListener("lakay:step", (event) => tell(event.detail || seen()));
  channel.addEventListener("message", ({ data }) => {
    if (data.hello) {
      sessionStorage.setItem("lakay-window", "1");
      channel.postMessage({ step: now || seen() });
    }
    if (data.closed) sessionStorage.removeItem("lakay-window");
  });
  tell(seen());
};

export const open = (address) => {
  sessionStorage.setItem("lakay-window", "1");
  window.open(address, "lakay-window", "popup,width=1024,height=768");
  follow();
};
