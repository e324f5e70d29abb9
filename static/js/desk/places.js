// The passages, pictures and addresses as somebody goes through them: what needs work, and the way there.
import { find, form, say, status, words } from "./form.js";

export const PLACE = "[data-segment], [data-value]"; // a passage; a picture or address
const places = [...(form?.querySelectorAll(PLACE) ?? [])];
const ROOM = 0.6; // of the window, between the bars above and below
const AFTER = `desk:after:${form?.dataset.desk}`, AT = `desk:at:${form?.dataset.desk}`; // kept while the form is sent

const nameOf = place => place.dataset.segment ?? place.dataset.value;
export const boxOf = place => find(place, "textarea, input[name^=value-]");
// Of a picture, the button that chooses it, which is another one once there is a picture.
export const entryOf = place => boxOf(place).type === "hidden" ? [...place.querySelectorAll("button")].find(one => one.checkVisibility()) ?? place : boxOf(place);
const settled = card => ["done", "accepted"].includes(card.dataset.state);
// What needs work: see Card.waits in translations/desk/cards.py. `data-waits` says it of what is written
// already, `data-wrong` of what is refused or waits for a choice.
const works = card => (!settled(card) || "waits" in card.dataset || "wrong" in card.dataset) && !boxOf(card).readOnly;

export function go(card, part = card) {
  card.closest("details")?.setAttribute("open", "");
  part.focus({ preventScroll: true });
  const fits = card.offsetHeight < ROOM * innerHeight; // what is to be read stands beside its box, or above it
  (fits ? card : part).scrollIntoView({ block: "nearest" });
}

export function step(card, by) {
  const to = places[places.indexOf(card) + by];
  if (to) go(to);
}

// The next that needs work, from the top again after the last; then the button that hands in, where there is anything.
export function onward(card, part = entryOf) {
  const at = places.indexOf(card);
  const to = [...places.slice(at + 1), ...places.slice(0, at)].find(works);
  if (to) return go(to, part(to));
  say("current" in form.dataset ? words.current : words.nothingLeft);
  if ("current" in form.dataset) return go(card ?? places[0]);
  find(form, "[data-onward]").focus();
}

// All passages, or only what needs work: in the page, where some are folded; else by the link, and back to this one.
export function showAll(card) {
  const folds = [...form.querySelectorAll(".desk-fold")], link = find(form, ".desk-show a");
  if (!folds.length) {
    if (!link) return say(words.nothingFolded);
    comeBackTo(card);
    return link.click();
  }
  const open = folds.some(fold => !fold.open);
  for (const fold of folds) fold.open = open;
  say(open ? words.allShown : words.workShown);
  if (!card.checkVisibility()) onward(card, to => to);
}

// The form is sent for this one: afterwards it is left for the next that needs work, or come back to.
export const goOnAfter = place => sessionStorage.setItem(AFTER, nameOf(place));
export const comeBackTo = place => sessionStorage.setItem(AT, nameOf(place));

function taken(key) {
  const name = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return name && places.find(place => nameOf(place) === name);
}

// Where somebody was before the form was sent.
export function arrive() {
  const last = taken(AFTER), there = taken(AT);
  if (last && settled(last)) window.addEventListener("load", () => onward(last, last.dataset.state === "accepted" ? to => to : entryOf));
  if (there) window.addEventListener("load", () => { if (there.checkVisibility()) go(there); else onward(there, to => to); });
}
