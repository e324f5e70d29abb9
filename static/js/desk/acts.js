// What a person does to a passage, by a key or by a button beside its box.
import { find, form, say, status, words } from "./form.js";
import { boxOf, go, goOnAfter } from "./places.js";

export const tell = (card, name, detail) => card.dispatchEvent(new CustomEvent(`desk:${name}`, { detail }));
let sure = null; // of which passage somebody was told that its text would be written over

// What readers have is called still right; what they never had is stored as it stands.
export function stillRight(card) {
  const keep = find(card, "button[name=keep], button[name=use]");
  if (!keep) return;
  if (![oldOf(card), ""].includes(boxOf(card).value)) return say(words.written);
  if (keep.name === "use") startFromOld(card);
  goOnAfter(card);
  form.requestSubmit(keep);
}

export function accept(card) {
  const button = find(card, "button[name=accept]");
  if (!button) return;
  goOnAfter(card);
  form.requestSubmit(button);
}

export function ask(card) {
  const place = find(card, ".desk-ask");
  if (!place) return;
  place.open = true;
  go(card, boxOf(place));
}

export function insertMark(card, number) {
  if (boxOf(card).readOnly || !find(card, `[data-mark="${number}"]`)) return;
  const box = boxOf(card), { selectionStart: from, selectionEnd: to } = box;
  const opening = `{${number}}`, closing = `{/${number}}`, chosen = box.value.slice(from, to);
  if (box.value.includes(opening) && box.value.includes(closing)) return say(words.markThere.replace("{number}", opening));
  tell(card, "write", { text: `${opening}${chosen}${closing}`, from, to });
  const start = from + opening.length;
  box.setSelectionRange(start, start + chosen.length);
}

// What somebody wrote is written over once they have been told, and asked for it once more.
export function copy(card) {
  const box = boxOf(card), text = find(card, ".translation__source").innerText.trim();
  if (box.readOnly || !find(card, "[data-copy]")) return;
  const isOwn = box.value.trim() && box.value !== text && !("unchecked" in card.dataset);
  if (isOwn && !(sure?.card === card && sure.value === box.value)) {
    sure = { card, value: box.value };
    return say(words.copyOver);
  }
  sure = null;
  tell(card, "write", { text });
}

export function unsure() {
  if (sure && status().textContent === words.copyOver) say("");
  sure = null;
}

const oldOf = card => find(card, "[data-start]").dataset.text;

// The old translation back into the box that was emptied.
export function startFromOld(card) {
  const old = find(card, "[data-start]");
  if (!old || boxOf(card).readOnly) return;
  if (boxOf(card).value === old.dataset.text) { boxOf(card).focus(); return; }
  if (boxOf(card).value.trim()) { say(words.written); boxOf(card).focus(); return; }
  tell(card, "write", { text: old.dataset.text });
}

export function leftWithout({ relatedTarget }) {
  if (sure && !sure.card.contains(relatedTarget)) unsure();
}
