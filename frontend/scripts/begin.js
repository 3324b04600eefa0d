// Runs at the start of the body, before anything is drawn, so that nothing jumps when the rest arrives.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
