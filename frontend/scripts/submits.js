// A form that changes something is sent once, however often its button is pressed.
export function startSubmitGuard() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "unguarded" in form.dataset) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    event.submitter?.setAttribute("data-busy", "");
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's own button shows the page as it was left: open it again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[data-busy]")) {
        button.removeAttribute("data-busy");
        button.removeAttribute("aria-disabled");
      }
    }
  });
}
