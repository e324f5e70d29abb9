// What is not stored yet stays in the browser, by user, item and passage, with what the original says there; what is found
// there later, by its time too, until somebody has decided about it. A browser may keep nothing: then so be it.
import { form } from "./form.js";

export const closed = document.querySelector("[data-kept]"); // instead of the form, where nothing can be written
const { user, desk } = (form ?? closed)?.dataset ?? {};
const prefix = `desk:${user}:${desk}:`;

export function keep(pk, text, source = "") {
  try { localStorage.setItem(prefix + pk, JSON.stringify({ text, source, at: Date.now() })); } catch { /* full, or not allowed */ }
}

export function setAside(pk, name) {
  try { localStorage.setItem(prefix + name, localStorage.getItem(prefix + pk)); drop(pk); } catch { /* full, or not allowed */ }
}

export function drop(pk) {
  try { localStorage.removeItem(prefix + pk); } catch { /* not allowed */ }
}

export function all() {
  try {
    const names = Object.keys(localStorage).filter(name => name.startsWith(prefix));
    return names.map(name => [name.slice(prefix.length), JSON.parse(localStorage.getItem(name))]);
  } catch { return []; }
}
