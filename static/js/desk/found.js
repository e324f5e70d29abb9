// What could not be stored, found in the browser when the form is opened again, is offered at its passage.
import { asked } from "./asked.js";
import { cards, sourceOf } from "./cards.js";
import { find, form, panel, words, write } from "./form.js";
import * as memory from "./memory.js";
import { save } from "./saving.js";

const ENOUGH = 0.3; // of their words two originals of one place have in common, where the one is what the other said before

const wordsOf = text => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function alike(one, other) {
  const [here, there] = [wordsOf(one), wordsOf(other)];
  return [...here].filter(word => there.has(word)).length / Math.max(here.size, there.size, 1);
}

// The passage in the same place of the original whose words are most like those that a lost one had.
function nearest(pk, source) {
  const place = pk.split("-")[0], here = cards.filter(card => card.pk !== place && card.pk.split("-")[0] === place);
  const ranked = here.map(card => ({ card, score: alike(source, sourceOf(card)) })).sort((one, other) => other.score - one.score);
  return ranked[0]?.score >= ENOUGH ? ranked[0].card : undefined;
}

export function offer(name, { text, at, source = "" }) {
  const [pk, isOld] = name.split("~"), kept = isOld ? name : `${pk}~${at}`;
  const own = [...cards, ...asked].find(one => one.pk === pk), card = own ?? nearest(pk, source);
  const time = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  if (card?.box.value === text || !text) return memory.drop(name);
  if (!isOld) memory.setAside(pk, kept); // from the next letter on, its place is that of another text
  const shown = panel("desk-found", { say: (own || !card ? words.found : words.foundReworded).replace("{time}", time), theirs: text });
  const lost = find(form, "[data-lost]"), take = find(shown, "[data-take]");
  const done = () => { shown.remove(); memory.drop(kept); lost.hidden = !find(lost, "[data-found]"); };
  if (card) {
    card.element.closest("details")?.setAttribute("open", "");
    card.box.after(shown);
    take.addEventListener("click", () => { write(card.box, text); done(); if (cards.includes(card)) save(card); });
  } else {
    lost.append(shown);
    lost.hidden = false;
    take.remove();
  }
  find(shown, "[data-drop]").addEventListener("click", () => { done(); card?.box.focus(); });
}
