// What is wrong with a field, said in the language of the page. By itself a browser says it in a language of its own,
// and none knows Kreyòl. The words stand in the page, in `#field-words`; where there are none the browser speaks.

const words = document.getElementById("field-words")?.dataset;
const told = new Set(); // fields that carry words of ours

const CHOSEN = "input[type=radio], select";

const missing = (field) => {
  if (field.type === "checkbox") return words.tick;
  if (field.type === "file") return words.file;
  return field.matches(CHOSEN) ? words.pick : words.fill;
};

const wrong = (field) => {
  const { validity } = field;
  if (validity.valueMissing) return missing(field);
  if (validity.badInput) return field.type === "number" ? words.number : words.other;
  if (validity.rangeUnderflow) return words.least.replace("{}", field.min);
  if (validity.rangeOverflow) return words.most.replace("{}", field.max);
  if (validity.tooShort) return words.short.replace("{}", field.minLength);
  if (validity.stepMismatch) return words.number;
  if (validity.typeMismatch) return words[field.type] ?? words.other;
  return validity.customError && !told.has(field) ? field.validationMessage : words.other;
};

// Before a form is looked at again nothing of the last time may stand in its way.
const forget = (form) => {
  for (const field of told) {
    if (field.isConnected && field.form !== form) continue;
    field.setCustomValidity("");
    told.delete(field);
  }
};

if (words) {
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    field.setCustomValidity(wrong(field));
    told.add(field);
  }, { capture: true });
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => told.size && forget(event.target.form), { capture: true });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button, input[type=submit], input[type=image]");
    if (button?.form) forget(button.form);
  }, { capture: true });
}
