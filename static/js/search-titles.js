// Offers titles of pages while somebody types: an editable combobox as the ARIA practices describe it. Enter without
// a choice searches, as it does without this script.
const WAIT = 150; // milliseconds without a key before titles are asked for
const SHORTEST = 2;

function combobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let timer = 0, asking = new AbortController(), active = -1;

  list.id = `${input.id}-titles`;
  list.className = "search-form__titles";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  list.hidden = true;
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  form.append(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);

  // What was asked for is of no use any more: no answer to it, and no failure, changes what is shown.
  function drop() {
    clearTimeout(timer);
    asking.abort();
  }

  function close() {
    drop();
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(place) {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function show(titles, addresses) {
    list.replaceChildren(...titles.map((title, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.className = "search-form__title";
      option.setAttribute("role", "option");
      option.textContent = title;
      option.dataset.address = addresses[number];
      return option;
    }));
    choose(-1);
    list.hidden = titles.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = form.dataset.told.replace("0", titles.length);
  }

  async function ask() {
    const words = input.value.trim();
    if (words.length < SHORTEST) return close();
    const { signal } = asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.titles}?${new URLSearchParams({ q: words })}`, { signal });
      const [, titles, , addresses] = await answer.json();
      if (!signal.aborted) show(titles, addresses);
    } catch {
      if (!signal.aborted) close(); // no titles, and the search itself works as ever
    }
  }

  input.addEventListener("input", () => {
    drop();
    choose(-1); // Enter searches for what stands there now
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // else the browser empties the box
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(active < 0 && step < 0 ? last : active + step > last ? -1 : active + step);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.address);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
}

document.querySelectorAll("form[data-titles]").forEach(combobox);
