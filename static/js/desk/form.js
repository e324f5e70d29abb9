// What every part of the desk works with: its form, the words that it says, and how it writes into a box.
export const form = document.querySelector("form[data-desk]"); // none where the item is closed
export const words = form ? JSON.parse(document.getElementById("desk-words").textContent) : {};
export const PATIENCE = 30_000; // for how long an answer is waited for

export const find = (root, selector) => root.querySelector(selector);

export const status = () => find(form, "[data-status]");

// What goes well is `quiet`, “saving” or “saved”: the passage says it too, and a small screen has no room for both.
export function say(text, quiet) {
  status().textContent = text;
  if (quiet) status().dataset.quiet = quiet; else delete status().dataset.quiet;
}

// Typed as a person would type it, so that the browser can undo it.
export function write(box, text, from = 0, to = box.value.length) {
  box.focus();
  box.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (done) return;
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

const part = id => document.getElementById(id).content.cloneNode(true);

// What a template of the page holds, with these texts in it.
export function panel(id, parts) {
  const shown = find(part(id), "div");
  for (const [name, text] of Object.entries(parts)) find(shown, `[data-${name}]`).textContent = text;
  return shown;
}

// How two texts differ, as includes/runs.html shows it: marked by lines and words, not by colour.
export function showRuns(place, runs) {
  place.replaceChildren(...runs.map(([kind, text]) => {
    if (kind === "same") return text;
    const mark = part(`desk-${kind}`).firstChild;
    mark.append(text);
    return mark;
  }));
}
