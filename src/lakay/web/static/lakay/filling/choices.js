// Answers that are picked: a few choices all in sight, a list that opens, or a long list that is searched by some letters.

import { addressOf, has, make, say, show, words } from "./page.js";

const FEW = 12; // choices that stand in sight
const SHOWN = 15; // matches of a search that stand in sight

const MARKS = /[\u0300-\u036f]/g;
export const plainly = (text) => text.normalize("NFD").replace(MARKS, "").toLowerCase();

const labelOf = (option, media) => {
  const text = make("span");
  show(text, option.label);
  const picture = addressOf(option.label.imageSource, media);
  return picture ? [make("img", { src: picture, alt: "" }), text] : [text];
};

const signature = (options) => options.map((one) => `${one.value}\u0001${one.label.asString}`).join("\u0002");

// Radio buttons or boxes for some options; what had the focus keeps it when they are made anew.
const boxes = ({ node, id, answered, sheet }) => {
  const one = node.selectType === "select1";
  const place = make("div", { class: "choices" });
  let made = "";
  const picked = () => [...place.querySelectorAll(":checked")].map((box) => box.value);
  const pick = () => {
    const hidden = one ? [] : node.currentState.value.filter((value) => !place.querySelector(`[value="${CSS.escape(value)}"]`));
    answered("", () => node.selectValues([...hidden, ...picked()]));
  };
  const box = (option, number, state) =>
    make(
      "label",
      {},
      make("input", {
        id: number ? `${id}_${number}` : id,
        type: one ? "radio" : "checkbox",
        name: id,
        value: option.value,
        disabled: state.readonly,
        change: pick,
      }),
      ...labelOf(option, sheet.media),
    );
  const draw = (state, options) => {
    const now = signature(options) + state.readonly;
    if (now !== made) {
      const focus = place.contains(document.activeElement) ? document.activeElement.value : null;
      made = now;
      place.classList.toggle("upright", options.length > 3);
      place.replaceChildren(...options.map((option, number) => box(option, number, state)));
      if (focus !== null) place.querySelector(`[value="${CSS.escape(focus)}"]`)?.focus();
    }
    for (const each of place.querySelectorAll("input")) each.checked = state.value.includes(each.value);
  };
  return { place, draw };
};

// An answer that need not be given can be taken back; a radio button alone could not be.
const takeBack = ({ node, answered }) =>
  make("button", { type: "button", class: "btn btn-link", click: () => answered("", () => node.selectValues([])) }, words.takeBack);

const inSight = (given) => {
  const { place, draw } = boxes(given);
  const back = takeBack(given);
  return {
    element: make("div", {}, place, back),
    group: true,
    draw: (state) => {
      draw(state, state.valueOptions);
      back.hidden = given.node.selectType !== "select1" || state.required || !state.value.length || state.readonly;
    },
  };
};

const opening = ({ node, id, answered }) => {
  const list = make("select", { id, class: "form-select", change: () => answered("", () => node.selectValue(list.value || null)) });
  let made = "";
  return {
    element: list,
    input: list,
    draw: (state) => {
      const now = signature(state.valueOptions);
      if (now !== made) {
        made = now;
        const options = state.valueOptions.map((option) => make("option", { value: option.value }, option.label.asString));
        list.replaceChildren(make("option", { value: "" }, words.choose), ...options);
      }
      list.disabled = state.readonly;
      list.value = state.value[0] ?? "";
    },
  };
};

const matches = (options, asked, value) => {
  const parts = plainly(asked).split(/\s+/).filter(Boolean);
  const fit = (option) => parts.every((part) => plainly(option.label.asString).includes(part));
  const found = options.filter((option) => !value.includes(option.value) && fit(option));
  return { found, shown: [...options.filter((option) => value.includes(option.value)), ...found.slice(0, SHOWN)] };
};

const searched = (given) => {
  const { place, draw } = boxes({ ...given, id: `${given.id}_of` });
  const { node, id, redraw } = given;
  const asked = make("input", { id, class: "form-control", type: "search", autocomplete: "off", placeholder: words.search });
  const told = make("p", { class: "hint", role: "status" });
  const back = takeBack(given);
  asked.setAttribute("aria-label", words.search);
  asked.addEventListener("input", () => redraw());
  asked.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    place.querySelector("input:not(:checked)")?.focus();
  });
  return {
    element: make("div", { class: "searched" }, asked, told, place, back),
    group: true,
    draw: (state) => {
      const { found, shown } = matches(state.valueOptions, asked.value, state.value);
      draw(state, shown);
      const more = found.length - SHOWN;
      told.textContent = more > 0 ? say(words.more, more) : say(words.found, found.length);
      asked.disabled = state.readonly;
      back.hidden = node.selectType !== "select1" || state.required || !state.value.length || state.readonly;
    },
  };
};

export const picked = (given) => {
  const { node } = given;
  const many = node.currentState.valueOptions.length > FEW;
  if (has(node, "autocomplete") || (many && !has(node, "minimal"))) return searched(given);
  return has(node, "minimal") && node.selectType === "select1" ? opening(given) : inSight(given);
};

// Choices put in order: the first one is the most.
export const ranked = ({ node, id, answered }) => {
  const list = make("ol", { class: "ranked" });
  const move = (order, from, to) => {
    const [taken] = order.splice(from, 1);
    order.splice(to, 0, taken);
    answered("", () => node.setValues(order));
    queueMicrotask(() => list.children[to]?.querySelector("button:not([disabled])")?.focus());
  };
  const button = (sign, sentence, order, from, to) =>
    make("button", { type: "button", class: "btn plain", "aria-label": sentence, disabled: to < 0 || to >= order.length, click: () => move([...order], from, to) }, sign);
  return {
    element: make("div", { id, tabindex: "-1" }, list),
    group: true,
    draw: (state) => {
      const codes = state.valueOptions.map((option) => option.value);
      const order = [...state.value, ...codes.filter((code) => !state.value.includes(code))];
      const rows = order.map((code, number) => {
        const text = state.valueOptions.find((option) => option.value === code)?.label.asString ?? code;
        const moves = [button("↑", say(words.up, text), order, number, number - 1), button("↓", say(words.down, text), order, number, number + 1)];
        return make("li", {}, ...moves, " ", text);
      });
      list.replaceChildren(...rows);
    },
  };
};

export const ticked = ({ node, id, answered }) => {
  const box = make("input", { id, type: "checkbox", class: "form-check-input", change: () => answered("", () => node.setValue(box.checked)) });
  return {
    element: make("div", { class: "form-check" }, box, " ", make("label", { for: id, class: "form-check-label" }, words.done)),
    group: true,
    draw: (state) => {
      box.checked = Boolean(state.value);
      box.disabled = state.readonly;
    },
  };
};
