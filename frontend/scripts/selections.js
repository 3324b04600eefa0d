// Ticking every row of a page, and counting what is ticked.
export function startSelections() {
  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-table]");
    if (!table) return;
    if (event.target.matches("[data-tick-page]")) {
      for (const box of table.querySelectorAll("[data-tick]")) box.checked = event.target.checked;
    }
    count(table);
  });
}

function prepare() {
  for (const box of document.querySelectorAll("[data-tick-page]")) box.hidden = false;
  for (const table of document.querySelectorAll("[data-table]")) count(table);
}

function count(table) {
  const shown = table.querySelector("[data-ticked]");
  if (!shown) return;
  const boxes = [...table.querySelectorAll("[data-tick]")];
  const ticked = boxes.filter((box) => box.checked).length;
  const every = table.querySelector("[data-every]");
  const whole = table.querySelector("[data-tick-page]");
  whole.checked = ticked > 0 && ticked === boxes.length;
  whole.indeterminate = ticked > 0 && ticked < boxes.length;
  for (const box of boxes) box.disabled = Boolean(every?.checked);
  whole.disabled = Boolean(every?.checked);
  shown.textContent = ticked && !every?.checked ? shown.dataset.ticked.replace("0", ticked) : "";
}
