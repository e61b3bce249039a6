// Speaks a statement where it stands. Without this file each button opens its recording, and each language its page.

const player = new Audio();
const buttons = [...document.querySelectorAll("[data-voice]")];
const languages = [...document.querySelectorAll("[data-listen]")];

const stop = () => {
  player.pause();
  for (const button of buttons) delete button.dataset.playing;
};

const play = (button) => {
  const again = "playing" in button.dataset;
  stop();
  if (again) return; // pressed while it speaks: be silent
  button.dataset.playing = "";
  player.src = button.href;
  player.play().catch(stop);
};

const choose = (language) => {
  stop();
  for (const one of languages) {
    if (one === language) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  for (const button of buttons) button.href = `${button.dataset.voice}.${language.dataset.listen}.ogg`;
};

player.addEventListener("ended", stop);
for (const button of buttons)
  button.addEventListener("click", (event) => {
    event.preventDefault();
    play(button);
  });
for (const language of languages)
  language.addEventListener("click", (event) => {
    event.preventDefault();
    choose(language);
  });
