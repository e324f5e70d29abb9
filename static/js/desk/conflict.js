// Somebody else, or a new original, changed a passage meanwhile: both texts stand there, and one is chosen.
import { close, complain, forget, isPicture, isValue, isWrong, nameOf, show, stands, theirs } from "./cards.js";
import { find, form, panel, say, showRuns, words, write } from "./form.js";
import * as memory from "./memory.js";

// `save` stores what stays.
export function conflict(card, answer, save) {
  const gone = !answer.segment;
  card.stuck = true;
  show(card, words.unsaved);
  const moved = answer.segment !== card.pk, whose = answer.own ? words.conflictOwn : words.conflict;
  const told = gone ? words.gone : moved ? words.moved : answer.theirs ? whose : words.conflictEmpty;
  const isHere = card.element.contains(document.activeElement);
  say(isHere ? told : `${nameOf(card)}: ${told}`);
  if (gone) return close(card, [words.gone]);
  isWrong(card, true);
  theirs(card)?.remove();
  const shown = bothTexts(card, answer, told, moved);
  card.box.after(shown);
  card.box.addEventListener("input", () => { find(shown, "[data-differs]").hidden = true; }, { once: true }); // of what was written
  if (isHere) shown.scrollIntoView({ block: "center" });
  const settle = () => {
    if (moved) rename(card, answer);
    card.stuck = false;
    forget(card);
    card.was.value = answer.version;
    shown.remove();
    complain(card, []);
  };
  find(shown, "[data-mine]").addEventListener("click", () => { settle(); card.box.focus(); card.stored = null; save(card); });
  find(shown, "[data-take]").addEventListener("click", () => { settle(); take(card, answer); });
}

function bothTexts(card, answer, told, moved) {
  const shown = panel("desk-conflict", { say: told, theirs: answer.theirs, source: answer.source });
  find(shown, "[data-new-source]").hidden = !moved;
  if (answer.changed) showRuns(find(shown, "[data-source]"), answer.changed);
  if (answer.by) find(shown, "[data-stored] .translation__help").textContent = words.storedBy.replace("{name}", () => answer.by);
  find(shown, "[data-differs]").hidden = !answer.differs;
  if (answer.differs) showRuns(find(shown, "[data-differs] [data-runs]"), answer.differs);
  if (answer.own && answer.theirs) {
    find(shown, "[data-stored] .translation__help").textContent = words.storedOwn;
    find(shown, "[data-take]").textContent = words.takeOwn;
  }
  if (!answer.theirs) {
    find(shown, "[data-stored]").hidden = true;
    find(shown, "[data-take]").textContent = isValue(card) ? words.asInOriginal : words.anew;
  }
  return shown;
}

function take(card, answer) {
  card.stored = isPicture(card) ? String(answer.picture?.id ?? "") : answer.theirs;
  if (isPicture(card)) find(card.element, ".chooser").widget.setState(answer.picture ?? null);
  else write(card.box, answer.theirs);
  memory.drop(card.pk);
  stands(card);
  say("");
}

// The original says something else here by now: the card goes on as that of the new passage, and has nothing more of
// the old one: neither its address, comments and marks nor what a reviewer said of it.
function rename(card, { segment, source, theirs, marks, changed }) {
  const { element, box, was } = card, part = selector => find(element, selector), { segments } = form.dataset;
  for (const told of ["source", "marks", "errors", "checks"]) part(`[id="${told}-${card.pk}"]`).id = `${told}-${segment}`;
  box.setAttribute("aria-describedby", `source-${segment} marks-${segment} errors-${segment} checks-${segment}`);
  memory.drop(card.pk);
  card.pk = element.dataset.segment = segment;
  element.id = `passage-${segment}`;
  [box.name, was.name] = [`text-${segment}`, `was-${segment}`];
  part("label").htmlFor = box.id = `id_text-${segment}`;
  part(".translation__source").innerText = source;
  part("[data-history]").href = `${segments}${segment}/history/`;
  part("[data-talk]").href = `${segments}${segment}/comments/`;
  part("[data-talk]").firstChild.textContent = words.comment;
  for (const old of element.querySelectorAll(".desk-part--changed, .desk-unchecked, .desk-closed, [name=lift], [data-mark]")) old.remove();
  if (changed) tellChanged(part(".desk-side"), changed);
  for (const content of element.querySelectorAll("[data-content]")) empty(content);
  const accept = part("[name=accept]");
  if (accept && theirs) accept.value = segment; else accept?.remove();
  box.readOnly = part("[data-copy]").hidden = false; // a reviewer accepted the old one, not this one
  part("[data-copy]").before(...marks.map(markButton));
  part("[data-marks]").hidden = marks.length === 0;
  part("[data-checks]").hidden = true;
  delete element.dataset.waits;
  memory.keep(segment, box.value, source);
}

// It stays beside the box for as long as somebody writes there.
function tellChanged(side, changed) {
  const told = panel("desk-changed", {});
  showRuns(find(told, "[data-runs]"), changed);
  side.prepend(told);
}

// A comment that was not sent yet goes on as one on the new passage.
function empty(content) {
  delete content.parentElement.dataset.asks;
  const isWritten = find(content, "[data-comment]")?.value.trim();
  content.hidden = !isWritten;
  if (!isWritten) return content.replaceChildren();
  for (const old of content.querySelectorAll(".translation-events, [role], [data-resolve], a")) old.remove();
}

function markButton([number, name, to]) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small button-secondary desk-tool", title: to, textContent: `{${number}} ${name} ` });
  button.dataset.mark = number;
  if (to) button.append(Object.assign(document.createElement("span"), { className: "desk-mark__to", textContent: to }));
  return button;
}
