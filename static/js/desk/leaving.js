// The form goes to the site, or somebody leaves the page: nothing that was typed stays behind.
import { back, sent } from "./asked.js";
import { cards, dirty, without } from "./cards.js";
import { form, PATIENCE, say, words } from "./form.js";
import { hold, next, onItsWay } from "./saving.js";
import { renew } from "./session.js";

let leaving = false, isAsked = false, giveUp = null, asShown = null;

// What the form holds beside the passages, pictures and addresses.
const others = () => new URLSearchParams([...new FormData(form)].filter(([name]) => !/^(text|was|start|value|shown)-/.test(name))).toString();

function leaves(is) {
  leaving = is;
  hold(is);
}

// More than the site takes at once goes without the boxes that are stored as they stand: a box that is not sent is
// not changed.
function isTooLarge(submitter) {
  const size = () => new URLSearchParams(new FormData(form, submitter)).toString().length;
  if (size() <= form.dataset.limit) return false;
  const spared = cards.filter(card => !dirty(card) && card.pk !== submitter?.value);
  for (const card of spared) card.box.disabled = true;
  setTimeout(() => { for (const card of spared) card.box.disabled = false; });
  return size() > form.dataset.limit;
}

// Whoever stays after all, asked by the browser or by its button Stop, goes on writing. A browser that does not say
// so is waited for as long as an answer.
function go() {
  leaves(true);
  sent();
  giveUp = setTimeout(stay, PATIENCE);
}

function stay() {
  if (giveUp === null) return;
  clearTimeout(giveUp);
  giveUp = null;
  leaves(false);
  back();
  for (const card of cards) if (dirty(card)) card.due = true;
  next();
}

// The form goes once what is on its way has arrived, so that it is not taken for somebody else's, and once the site
// has said that it is there and knows who sends it: the browser's own page of errors would take the place of the text.
async function submitted(event) {
  for (const card of cards) clearTimeout(card.timer);
  if (isAsked) {
    if (isTooLarge(event.submitter)) { event.preventDefault(); say(words.tooLarge); } else go();
    return;
  }
  event.preventDefault();
  if (leaving) return;
  const { submitter } = event;
  leaves(true);
  await onItsWay();
  const away = await renew();
  leaves(false);
  if (away) { without(`${words.notSent} ${words[away]}`); return; }
  isAsked = true;
  form.requestSubmit(submitter);
  isAsked = false;
  if (!leaving) next();
}

export function watch() {
  asShown = "refused" in form.dataset ? null : others(); // what came back with a refusal is not stored
  form.addEventListener("submit", submitted);
  window.navigation?.addEventListener("navigateerror", stay);
  window.addEventListener("pageshow", () => leaves(false));
  window.addEventListener("online", () => next());
  document.addEventListener("visibilitychange", () => document.hidden || next()); // from the tab with the sign-in
  window.addEventListener("beforeunload", event => {
    if (!leaving && (cards.some(dirty) || others() !== asShown)) event.preventDefault();
  });
  for (const name of ["data-controller", "data-action"]) form.removeAttribute(name); // Wagtail's own warning
}
