// Logging in with a passkey, and adding one: asks the server for a challenge, the browser for an answer, and sends the form.

const supported = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

const ask = async (kind, options) => {
  if (kind === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
};

const fetchOptions = async (form) => {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const response = await fetch(form.dataset.options, { method: "POST", body });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const options = await response.json();
  return options.publicKey ?? options;
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    if (!supported) {
      form.querySelector("[data-unsupported]").hidden = false;
      return;
    }
    try {
      const credential = await ask(form.dataset.passkey, await fetchOptions(form));
      form.elements.answer.value = JSON.stringify(credential.toJSON());
    } catch (error) {
      form.elements.answer.value = "{}";
      if (error.name === "NotAllowedError" || error.name === "AbortError") {
        form.elements.answer.value = "";
        return;
      }
    }
    form.requestSubmit();
  });
}
