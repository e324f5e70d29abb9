// The desk as a script makes it: each part does one thing, and this starts them.
import { showBeside } from "./beside.js";
import { watchAsked } from "./asked.js";
import { cards, dirty } from "./cards.js";
import { form, write } from "./form.js";
import { offer } from "./found.js";
import { showKept } from "./kept.js";
import { offerKeys } from "./key-list.js";
import { listen } from "./keys.js";
import { watch } from "./leaving.js";
import * as memory from "./memory.js";
import { save, saveNow, takeFrom, typed } from "./saving.js";
import { showSide } from "./side.js";

if (form) {
  for (const card of cards) {
    card.box.addEventListener("input", () => typed(card));
    card.box.addEventListener("change", () => dirty(card) && save(card));
    card.element.addEventListener("desk:save", () => saveNow(card));
    card.element.addEventListener("desk:write", ({ detail }) => {
      write(card.box, detail.text, detail.from, detail.to);
      if (detail.edit) takeFrom(card, detail.edit);
    });
  }
  for (const [name, kept] of memory.all()) offer(name, kept);
  watch();
  watchAsked();
  form.classList.add("desk--on");
  listen();
  offerKeys();
  showSide();
  showBeside();
} else {
  showKept();
}
