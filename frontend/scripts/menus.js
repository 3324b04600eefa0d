// Panels that hang from a button close when attention goes elsewhere.
export function startMenus() {
  document.addEventListener("click", (event) => closeAll(event.target.closest(".pw-menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest(".pw-menu[open]");
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.matches("form.pw-table__asked")) closeAll(null);
  });
  document.addEventListener("click", (event) => {
    const quick = document.getElementById("quick-results");
    if (quick && !event.target.closest(".pw-quick")) quick.replaceChildren();
  });
}

function closeAll(except) {
  for (const menu of document.querySelectorAll(".pw-menu[open]")) {
    if (menu !== except) menu.removeAttribute("open");
  }
}
