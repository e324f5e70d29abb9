// The keys of the desk: chords in a box, single letters only on a card that has the focus (WCAG 2.1.4).
import { accept, ask, copy, insertMark, leftWithout, startFromOld, stillRight, tell, unsure } from "./acts.js";
import { find, form } from "./form.js";
import { arrive, boxOf, comeBackTo, entryOf, go, onward, PLACE, showAll, step } from "./places.js";

let awaitsDigit = null;

const onCard = {
  o: startFromOld,
  j: card => step(card, 1),
  k: card => step(card, -1),
  n: card => onward(card, to => to),
  Enter: card => go(card, entryOf(card)),
  y: stillRight,
  a: accept,
  q: ask,
  c: card => find(card, "[data-talk]") && tell(card, "comment"),
  s: copy,
  w: showAll,
  m: card => { awaitsDigit = card; },
  h: card => find(card, "[data-history]")?.click(),
  p: () => find(form, "[data-preview]")?.click(),
  r: () => find(form, "[data-onward]").focus(), // Enter presses it: no letter alone hands anything in
};

const isSave = event => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.shiftKey;

// What is not stored by itself goes with the form, whose button this presses: what a reviewer says.
function save(event, card) {
  event.preventDefault();
  if (event.repeat) return;
  if (card && !event.target.closest(".desk-ask")) return tell(card, "save");
  if (card) comeBackTo(card);
  form.requestSubmit(find(form, "button[name=save]"));
}

function inBox(event, card) {
  const chord = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") { go(card); event.stopPropagation(); } // on a small screen it leads to Wagtail's menu
  else if (chord && event.key === "Enter" && event.shiftKey) stillRight(card);
  else if (chord && event.key === "Enter") { tell(card, "save"); onward(card); }
  else if (isSave(event)) tell(card, "save");
  else return;
  event.preventDefault();
}

function pressed(event, card) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "s") unsure();
  if (awaitsDigit === card && /^\d$/.test(event.key)) insertMark(card, event.key);
  else if (Object.hasOwn(onCard, event.key)) { awaitsDigit = null; onCard[event.key](card); event.preventDefault(); return; }
  else { awaitsDigit = null; return; }
  awaitsDigit = null;
  event.preventDefault();
}

function onKey(event) {
  if (event.isComposing || event.key === "Dead" || event.getModifierState("AltGraph")) return;
  const card = event.target.closest(PLACE);
  if (card && event.target === boxOf(card)) inBox(event, card);
  else if (event.key === "Escape" && event.target.matches("textarea")) { if (card) go(card); event.stopPropagation(); }
  else if (isSave(event)) save(event, card);
  else if (isOnCard(event, card) && "keys" in form.dataset) pressed(event, card);
}

// On a link or button of a passage too, as once its history is open; there Enter does what it always does.
const isOnCard = ({ target, key }, card) =>
  card && (card === target || (key !== "Enter" && target.matches("a, button, summary") && !target.closest("[data-content]")));

// From where nothing has the focus, and from the buttons of the bar: to the first passage, or the first that needs work.
function fromOutside(event) {
  const { target } = event, isOutside = target === document.body || target.matches(".desk-bar button, .translation__actions button");
  if (!isOutside || !("keys" in form.dataset) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(null, 1);
  else if (event.key === "n") onward(null, to => to);
  else return;
  event.preventDefault();
}

function clicked(event) {
  const button = event.target.closest("button"), card = button?.closest(PLACE);
  if (!card) return;
  if (button.dataset.mark) insertMark(card, button.dataset.mark);
  if ("copy" in button.dataset) copy(card); else unsure();
  if ("start" in button.dataset) startFromOld(card);
}

export function listen() {
  form.addEventListener("keydown", onKey);
  document.addEventListener("keydown", fromOutside);
  // A click on a mark leaves the caret where it is, and stores nothing on the way.
  form.addEventListener("mousedown", event => { if (event.target.closest("[data-mark]")) event.preventDefault(); });
  form.addEventListener("click", clicked);
  form.addEventListener("input", ({ target }) => { if (target.name) delete form.dataset.current; });
  form.addEventListener("focusout", leftWithout);
  arrive();
}
