// Asks the browser for a passkey and sends its answer with the form.
// A form with data-passkey="get" or "create" carries the server's options in data-options, or names the address
// that gives them in data-options-from. Without this script such a form stays hidden, or says what else to use.

const encoded = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const decoded = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const withIds = (keys) => (keys ?? []).map((key) => ({ ...key, id: decoded(key.id) }));

function toCreate(options, alone) {
  const asked = structuredClone(options);
  asked.challenge = decoded(asked.challenge);
  asked.user.id = decoded(asked.user.id);
  asked.excludeCredentials = withIds(asked.excludeCredentials);
  asked.authenticatorSelection = {
    ...asked.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return asked;
}

function toGet(options) {
  return { ...options, challenge: decoded(options.challenge), allowCredentials: withIds(options.allowCredentials) };
}

function answered(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => credential.response[part]);
  return {
    id: credential.id,
    rawId: encoded(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(given.map((part) => [part, encoded(credential.response[part])])),
      ...(credential.response.getTransports ? { transports: credential.response.getTransports() } : {}),
    },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.dataset.optionsFrom, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error("no options");
  return (await answer.json()).request_options.publicKey;
}

async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    const alone = form.elements.passwordless?.checked ?? false;
    return navigator.credentials.create({ publicKey: toCreate(options, alone) });
  }
  return navigator.credentials.get({ publicKey: toGet(options) });
}

async function send(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(answered(await ask(form)));
  } catch {
    problem.hidden = false;
    return;
  }
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
