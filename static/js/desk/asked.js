// What a reviewer asks for at a passage, and the note to them, go with the form: until then they stay in the browser too.
import { form } from "./form.js";
import * as memory from "./memory.js";

export const asked = [...(form?.querySelectorAll(".desk-ask textarea, .translation__note textarea") ?? [])].map(box => ({ box, pk: box.name, element: box.parentElement }));

const keep = ({ box, pk }) => box.value.trim() ? memory.keep(pk, box.value) : memory.drop(pk);

export function watchAsked() {
  for (const one of asked) {
    one.box.addEventListener("input", () => keep(one));
    if ("refused" in form.dataset) keep(one);
  }
}

// It goes to the site, or it did not after all.
export const sent = () => { for (const { pk } of asked) memory.drop(pk); };
export const back = () => { for (const one of asked) if (one.box.value !== one.box.defaultValue) keep(one); };
