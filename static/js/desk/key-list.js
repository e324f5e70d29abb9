// The list of keys: by its button, and by ? from anywhere but a box.
import { find, form } from "./form.js";

const writes = place => place.closest?.("input, textarea, select") || place.isContentEditable;

export function offerKeys() {
  const keys = document.getElementById("desk-keys");
  // From the top: on a small screen the focus, on “Close”, would scroll to the end of the list.
  const showKeys = () => { keys.showModal(); keys.scrollTop = 0; };
  find(form, "[data-keys-button]")?.addEventListener("click", showKeys);
  // Before Wagtail, which would show its own keys: those stay in its menu “Help”.
  window.addEventListener("keydown", event => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!("keys" in form.dataset) || writes(event.target) || event.target.closest?.("[role=dialog]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!keys.open) showKeys();
  }, true);
}
