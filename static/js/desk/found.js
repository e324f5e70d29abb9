// What could not be stored, found in the browser when the form is opened again, is offered at its passage.
import { asked } from "./asked.js";
import { cards } from "./cards.js";
import { find, form, panel, words, write } from "./form.js";
import * as memory from "./memory.js";
import { save } from "./saving.js";

export function offer(name, { text, at }) {
  const [pk, isOld] = name.split("~"), kept = isOld ? name : `${pk}~${at}`;
  const card = [...cards, ...asked].find(one => one.pk === pk);
  const time = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  if (card?.box.value === text || !text) return memory.drop(name);
  if (!isOld) memory.setAside(pk, kept); // from the next letter on, its place is that of another text
  const shown = panel("desk-found", { say: words.found.replace("{time}", time), theirs: text });
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
