// The passages, and the pictures and addresses, whose fieldset says `data-value`: what is stored of each, what stands in
// its box, and what it says of that.
import { find, form, say, words } from "./form.js";
import * as memory from "./memory.js";

export const cards = [...(form?.querySelectorAll("[data-segment], [data-value]") ?? [])].map(element => {
  const box = find(element, "textarea, input[name^=value-]"), was = find(element, "input[name^=was-], input[name^=shown-]");
  const old = find(element, "[name^=start-]") ? find(element, "[data-start]").dataset.text : null;
  const stored = "unsaved" in element.dataset ? null : old === null ? box.value : "";
  return { element, box, was, old, pk: element.dataset.segment ?? element.dataset.value, stored };
});

export const sourceOf = card => find(card.element, ".translation__source").innerText.trim();

export const isValue = card => "value" in card.element.dataset;
export const isPicture = card => card.box.type === "hidden"; // its chooser writes there

// The old translation of a changed passage stands in the box as a start: nobody's text until somebody writes there,
// or says that it stays. Once another text is stored, it is a text like any other.
export const asStarted = card => card.old !== null && card.box.value === card.old;

export const dirty = card => card.box.value !== card.stored && !asStarted(card);

// What others wrote is told once; what was found in the browser stays until somebody has decided about it.
export const theirs = card => find(card.element, ".translation__theirs:not([data-found])");

// What is refused, or waits for a choice, needs work whatever is stored of it: the keys lead there.
export const isWrong = (card, is) => card.element.toggleAttribute("data-wrong", is);

export function show(card, text, state) {
  find(card.element, "[data-saved]").textContent = text;
  if (state && isValue(card)) {
    card.element.dataset.state = state;
    find(card.element, "[data-state-word]").replaceChildren();
    find(card.element, "[data-is-own]").hidden = !card.stored;
    find(card.element, "[data-is-same]").hidden = Boolean(card.stored);
  } else if (state) {
    card.element.dataset.state = state;
    const mark = document.querySelector(`[data-state-of="${state}"]`);
    find(card.element, "[data-state-word]").replaceChildren(mark.content.cloneNode(true));
  }
}

// Where a passage stands by what is stored of it.
export function stands(card, said = "") {
  const isWritten = card.stored.trim() !== "";
  show(card, said, isWritten ? "done" : card.element.dataset.blank);
  for (const stays of card.element.querySelectorAll("[name=keep], [name=use]")) stays.hidden = isWritten; // it is another text now
}

// Another text than the one that was accepted: it is open to translators, and can be accepted in its turn.
function acceptedNoMore({ element }) {
  find(element, ".desk-closed")?.remove();
  const lift = find(element, "[name=lift]");
  if (!lift) return;
  lift.name = "accept";
  lift.firstChild.textContent = words.accept;
}

export function complain(card, sentences) {
  const said = sentences.map(text => Object.assign(document.createElement("p"), { className: "error-message", textContent: text }));
  find(card.element, "[data-errors]").replaceChildren(...said);
  isWrong(card, said.length > 0);
  for (const old of card.element.querySelectorAll(".translation__target > .error-message")) old.remove();
  card.element.classList.toggle("translation__row--wrong", said.length > 0);
}

export function begun(card) {
  const unchecked = asStarted(card);
  card.element.toggleAttribute("data-unchecked", unchecked);
  const note = find(card.element, ".desk-unchecked");
  if (note) note.hidden = !unchecked;
}

export function forget(card) {
  find(card.element, "[name^=start-]")?.remove();
  card.old = null;
  begun(card);
}

// A passage as one names it who is elsewhere on the page: by its label and how it begins.
export function nameOf({ element }) {
  const begins = sourceOf({ element }).slice(0, 40);
  return `${find(element, "legend").firstChild.textContent.trim()}${begins ? ` “${begins}…”` : ""}`;
}

export function isStored(card, text, version) {
  forget(card);
  if (card.stored !== text) acceptedNoMore(card);
  card.stored = text;
  card.was.value = version;
  if (card.box.value === text) memory.drop(card.pk);
}

// A picture is chosen anew with two clicks: its number says nothing to anybody.
export function keep(card) {
  if (!isPicture(card)) memory.keep(card.pk, card.box.value, sourceOf(card));
}

export function close(card, sentences) {
  card.stuck = true;
  card.box.readOnly = true;
  for (const tool of card.element.querySelectorAll("[data-copy], [data-mark], [data-start]")) tool.hidden = true;
  complain(card, sentences);
  show(card, words.unsaved);
  keep(card);
}

// Why nothing is stored now, said once and at each text that waits.
export function without(text) {
  say(text);
  for (const card of cards) if (dirty(card)) show(card, words.unsaved);
}
