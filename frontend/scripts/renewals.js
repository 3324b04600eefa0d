// Parts of a page that renew themselves wait while somebody works in them: nothing that is half typed, chosen or ticked
// is lost, and no menu shuts under a hand. Whoever goes by the keyboard stays on the link or button where they were.
export function startRenewals() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (renews(event.detail.elt) && inUse(event.detail.elt)) event.preventDefault();
  });
  // The page is wanted whole. An attribute would say so of what stands inside the part, too.
  document.addEventListener("htmx:configRequest", (event) => {
    if (renews(event.detail.elt)) event.detail.headers["Pollwright-Renewal"] = "true";
  });
  let stood = null;
  // What was begun while the answer was on its way.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (!renews(target) || requestConfig?.elt !== target) return;
    if (inUse(target)) event.detail.shouldSwap = false;
    else stood = target.contains(document.activeElement) ? sameAs(document.activeElement) : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (stood && !document.activeElement?.matches("a, button")) stood()?.focus({ preventScroll: true });
    stood = null;
  });
  // What a list was asked for stands in its address by now, so a renewal asks for it again.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt?.closest?.(".pw-table__asked");
    if (form && event.detail.successful) for (const field of fieldsOf(form)) keep(field);
  });
}

function renews(part) {
  return part instanceof HTMLElement && "renews" in part.dataset;
}

function inUse(part) {
  if (part.querySelector("details[open]")) return true;
  return fieldsOf(part).some((field) => field === document.activeElement || changed(field));
}

// Gives a search for what leads to the same place with the same words, once the page was renewed.
function sameAs(one) {
  const [tag, href, words] = [one.tagName, one.getAttribute("href"), one.textContent.trim()];
  const like = (other) => other.getAttribute("href") === href && (href || other.textContent.trim() === words);
  const every = () => [...document.querySelectorAll(`[data-renews] ${tag}`)].filter(like);
  const place = every().indexOf(one);
  return () => every()[place];
}

function fieldsOf(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
}

function changed(field) {
  if (field instanceof HTMLSelectElement) {
    const first = Math.max([...field.options].findIndex((option) => option.defaultSelected), 0);
    return field.selectedIndex !== first;
  }
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

function keep(field) {
  if (field instanceof HTMLSelectElement) {
    for (const option of field.options) option.defaultSelected = option.selected;
  } else if (field.type === "checkbox" || field.type === "radio") field.defaultChecked = field.checked;
  else field.defaultValue = field.value;
}
