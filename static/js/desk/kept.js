// Of a translation that is closed now: what could not be stored before, kept in this browser until it is open again.
import * as memory from "./memory.js";

export function showKept() {
  const kept = memory.closed ? memory.all().filter(([, { text }]) => text) : [];
  for (const [, { text }] of kept) {
    memory.closed.append(Object.assign(document.createElement("blockquote"), { className: "translation-note", lang: memory.closed.dataset.lang, textContent: text }));
  }
  if (kept.length) memory.closed.hidden = false;
}
