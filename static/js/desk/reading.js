// For a reviewer: how many passages are accepted, and how many words are still to be read. What they correct is accepted
// no more.
import { find, form, words } from "./form.js";

const GROUPED_FROM = { es: 10_000 }; // as translations/phrases.py groups digits

function number(value) {
  const from = GROUPED_FROM[document.documentElement.lang.split("-")[0]] ?? 1000;
  return value >= from ? String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f") : String(value);
}

export function tellReading() {
  const place = find(form, "[data-reading]");
  if (!place) return;
  const asked = [...form.querySelectorAll("[data-reads]")], open = asked.filter(one => one.dataset.state !== "accepted");
  for (const one of open) one.dataset.waits = "";
  const left = open.reduce((sum, one) => sum + Number(one.dataset.reads), 0), done = asked.length - open.length;
  place.textContent = words.reading.replace("{done}", number(done)).replace("{total}", number(asked.length)).replace("{words}", number(left));
  place.previousElementSibling.value = done;
}
