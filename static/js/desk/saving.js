// The desk stores each passage as it is written. Without a script the form does the same with its buttons.
import { asStarted, begun, cards, close, complain, dirty, isStored, isValue, keep, show, stands, theirs, without } from "./cards.js";
import { conflict } from "./conflict.js";
import { find, form, PATIENCE, say, words } from "./form.js";
import * as memory from "./memory.js";
import { tellReading } from "./reading.js";
import { renew } from "./session.js";

const QUIET = 1500, RETRY = 10_000;
const GAP = /\{(\d{1,4})\}\s*\{\/\1\}/; // a mark around nothing yet
let busy = null, isHeld = false;

// What is on its way to the site, if anything is.
export const onItsWay = () => busy;

// While the form itself goes to the site, no passage does.
export function hold(is) {
  isHeld = is;
}

const waits = card => card.due && dirty(card) && !card.stuck && card.box.value !== card.refused;

// One request at a time: never two for one passage, and each sees what the last one stored.
export async function next() {
  if (busy || isHeld) return busy;
  const card = cards.find(waits);
  if (!card) return;
  card.due = false;
  busy = send(card);
  const away = await busy;
  busy = null;
  if (away) card.due = true;
  else next();
}

export function save(card) {
  clearTimeout(card.timer);
  card.due = true;
  return next();
}

// The other paragraphs of its block: where the original changed meanwhile, none of them is what became of this one.
const beside = card => cards.map(({ pk }) => pk).filter(pk => pk !== card.pk && pk.split("-")[0] === card.pk.split("-")[0]);

// What is no JSON is a page: that of the sign-in, or one that says that the token is none any more.
async function post(card, text) {
  const body = new URLSearchParams({ target: text, version: card.was.value });
  body.set("csrfmiddlewaretoken", find(form, "[name=csrfmiddlewaretoken]").value);
  body.set("shown", beside(card).join(" "));
  if (card.taken?.text === text) body.set("edit", card.taken.edit);
  const response = await fetch(`${form.dataset.segments}${card.pk}/`, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE), headers: { Accept: "application/json" } });
  if (response.status >= 500) throw new Error(response.status, { cause: "site" });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return { response, answer: isJson ? await response.json() : null };
}

// Gives back why nothing was stored, "" where the site answered: see session.js.
async function send(card) {
  const text = card.box.value;
  show(card, words.saving);
  say(words.saving, "saving");
  let found, away = "";
  try {
    found = await post(card, text);
    if (found.answer === null) away = await renew();
    if (found.answer === null && !away) found = await post(card, text);
    if (found.answer === null) away ||= "signedOut";
  } catch (error) {
    away = error.cause === "site" ? "trouble" : "offline";
  }
  if (away) {
    without(words[away]);
    setTimeout(() => next(), RETRY);
    return away;
  }
  const { response, answer } = found;
  if (response.ok) saved(card, text, answer);
  else if (response.status === 409 && "theirs" in answer) conflict(card, answer, save);
  else if ([413, 422].includes(response.status)) refused(card, text, answer);
  else { close(card, answer.errors.length ? answer.errors : [words.closed]); say(words.closed); }
  return "";
}

function saved(card, text, answer) {
  if (answer.made !== undefined && card.box.value === text) card.box.value = text = answer.made;
  isStored(card, text, answer.version);
  complain(card, []);
  theirs(card)?.remove();
  const findings = answer.checks.filter(check => check.kind !== "empty");
  const list = find(card.element, "[data-checks]"); // of passages alone
  list?.replaceChildren(...findings.map(check => Object.assign(document.createElement("li"), { textContent: check.message })));
  list?.toggleAttribute("hidden", findings.length === 0);
  for (const bar of document.querySelectorAll("progress[data-progress], .translation-header progress")) {
    [bar.max, bar.value] = [answer.progress.total, answer.progress.done];
  }
  for (const place of document.querySelectorAll("[data-said]")) place.textContent = answer.said;
  const time = words.saved.replace("{time}", answer.at);
  stands(card, time);
  tellReading();
  say(time, "saved");
  if (answer.also) follow(answer.also);
  card.element.dispatchEvent(new CustomEvent("desk:saved", { bubbles: true }));
}

// The address that is made of a title: shown, unless somebody writes another one just now.
function follow({ segment, target, version }) {
  const card = cards.find(one => one.pk === segment);
  if (!card) return;
  if (card.box.value === card.stored) card.box.value = target;
  isStored(card, target, version);
  if (card.box.value === target) stands(card);
}

function refused(card, text, answer) {
  card.refused = text;
  complain(card, answer.errors);
  show(card, words.unsaved);
  say(words.refused);
}

export function typed(card) {
  clearTimeout(card.timer);
  begun(card);
  if (!dirty(card)) {
    memory.drop(card.pk);
    if (!card.stuck) complain(card, []);
    show(card, "");
    return;
  }
  keep(card);
  show(card, words.unsaved);
  if (isValue(card)) return; // half an address leads nowhere: it is stored when somebody leaves its box
  const gap = GAP.exec(card.box.value);
  if (gap) { say(words.gap.replace("{number}", `{${gap[1]}}`)); return; } // sent by itself, it would be refused
  card.timer = setTimeout(() => save(card), QUIET);
}

// A text out of the history of its passage: stored at once, as what it is, before anybody types on.
export function takeFrom(card, edit) {
  card.taken = { text: card.box.value, edit };
  save(card);
}

// By its key: what was refused is sent once more.
export function saveNow(card) {
  card.refused = null;
  if (asStarted(card)) say(words.unchecked);
  save(card);
}
