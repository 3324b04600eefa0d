// Keys: / search, j and k through a list, Enter opens (the row's own link has the focus), x ticks, ? help.
const OFF = "pollwright.keyboard.off";
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

export function startKeyboard() {
  const help = document.getElementById("keyboard-help");
  if (!help) return;
  const off = help.querySelector("[data-keyboard-off]");
  off.checked = localStorage.getItem(OFF) === "yes";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));
  for (const opener of document.querySelectorAll("[data-opens-help]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || off.checked) return;
    if (help.open || event.target.closest(TYPING)) return;
    if (act(event.key, help)) event.preventDefault();
  });
  document.addEventListener("keydown", throughSuggestions);
}

function act(key, help) {
  switch (key) {
    case "/":
      return toSearch();
    case "j":
      return toRow(1);
    case "k":
      return toRow(-1);
    case "x":
      return tickRow();
    case "?":
      help.showModal();
      return true;
    default:
      return false;
  }
}

function toSearch() {
  const box = document.querySelector("[data-search]");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

function toRow(step) {
  const rows = [...document.querySelectorAll("[data-queue] [data-row]")];
  if (!rows.length) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const there = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  const target = rows[Math.min(Math.max(there, 0), rows.length - 1)];
  const part = target.querySelector("a[href]") ?? target.querySelector("button, input:not([hidden])");
  if (!part) return false;
  part.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
  return true;
}

function tickRow() {
  const box = document.activeElement?.closest("[data-row]")?.querySelector("[data-tick]");
  if (!box) return false;
  box.click();
  return true;
}

// In a list of suggestions the arrow keys move, and Escape goes back to the box and closes the list.
function throughSuggestions(event) {
  const list = suggestionsOf(event.target);
  if (!list) return;
  const links = [...list.querySelectorAll("[data-suggestion]")];
  const here = links.indexOf(document.activeElement);
  const box = document.querySelector(`[data-suggests="${list.id}"]`);
  if (event.key === "ArrowDown" && links.length) links[Math.min(here + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] ?? box).focus();
  else if (event.key === "Escape") {
    list.replaceChildren();
    box.focus();
  } else return;
  event.preventDefault();
}

function suggestionsOf(element) {
  const box = element.closest("[data-suggests]");
  if (box) return document.getElementById(box.dataset.suggests);
  return element.closest("[data-suggestion]")?.closest("[id]") ?? null;
}
