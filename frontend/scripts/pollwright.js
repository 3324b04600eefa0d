// Everything the pages do in the browser. Each page works without it.
import htmx from "htmx.org/dist/htmx.esm.js";
import { initAll } from "govuk-frontend";
import { startKeyboard } from "./keyboard.js";
import { startMenus } from "./menus.js";
import { startRenewals } from "./renewals.js";
import { startSelections } from "./selections.js";
import { startSubmitGuard } from "./submits.js";

// The content security policy allows no inline style and no evaluation. Nothing of a page is kept in the
// browser's storage, since pages hold personal data.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  includeIndicatorStyles: false,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
});

initAll();
startKeyboard();
startMenus();
startRenewals();
startSelections();
startSubmitGuard();
document.addEventListener("htmx:afterSettle", (event) => initAll({ scope: event.detail.elt }));
