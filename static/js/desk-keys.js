// The keys of the desk: chords in a box, single letters only on a card that has the focus (WCAG 2.1.4).
(() => {
  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const words = JSON.parse(document.getElementById("desk-words").textContent);
  const find = (root, selector) => root.querySelector(selector);
  const cards = [...form.querySelectorAll("[data-segment]")];
  const boxOf = card => find(card, "textarea");
  const settled = card => ["done", "accepted"].includes(card.dataset.state);
  // What needs work: see Card.waits in translations/desk/cards.py. `data-waits` says it of what is written already.
  const works = card => (!settled(card) || "waits" in card.dataset) && !boxOf(card).readOnly;
  const AFTER = `desk:after:${form.dataset.desk}`;
  let awaitsDigit = null;

  const tell = (card, name, detail) => card.dispatchEvent(new CustomEvent(`desk:${name}`, { detail }));

  function go(card, part = card) {
    card.closest("details")?.setAttribute("open", "");
    part.focus();
    part.scrollIntoView({ block: "nearest" });
  }

  function step(card, by) {
    const to = cards[cards.indexOf(card) + by];
    if (to) go(to);
  }

  // The next that needs work, from the top again after the last.
  function onward(card, part = boxOf) {
    const at = cards.indexOf(card);
    const to = [...cards.slice(at + 1), ...cards.slice(0, at)].find(works);
    if (to) return go(to, part(to));
    find(form, "[data-status]").textContent = words.nothingLeft;
    find(form, "[data-onward]").focus();
  }

  function stillRight(card) {
    const keep = find(card, "button[name=keep]");
    if (!keep) return;
    if (boxOf(card).value.trim()) { find(form, "[data-status]").textContent = words.written; return; }
    sessionStorage.setItem(AFTER, card.dataset.segment);
    form.requestSubmit(keep);
  }

  function accept(card) {
    const button = find(card, "button[name=accept]");
    if (!button) return;
    sessionStorage.setItem(AFTER, card.dataset.segment);
    form.requestSubmit(button);
  }

  function insertMark(card, number) {
    if (boxOf(card).readOnly || !find(card, `[data-mark="${number}"]`)) return;
    const box = boxOf(card), { selectionStart: from, selectionEnd: to } = box;
    const opening = `{${number}}`, chosen = box.value.slice(from, to);
    tell(card, "write", { text: `${opening}${chosen}{/${number}}`, from, to });
    const start = from + opening.length;
    box.setSelectionRange(start, start + chosen.length);
  }

  function copy(card) {
    if (boxOf(card).readOnly) return;
    tell(card, "write", { text: find(card, ".translation__source").innerText.trim() });
  }

  // The old translation into the empty box: what changed is all there is to type.
  function startFromOld(card) {
    const old = find(card, "[data-start]");
    if (!old || boxOf(card).readOnly) return;
    if (boxOf(card).value.trim()) { find(form, "[data-status]").textContent = words.written; boxOf(card).focus(); return; }
    tell(card, "write", { text: old.dataset.text });
  }

  const onCard = {
    o: startFromOld,
    j: card => step(card, 1),
    k: card => step(card, -1),
    n: card => onward(card, to => to),
    Enter: card => go(card, boxOf(card)),
    y: stillRight,
    a: accept,
    c: card => find(card, "[data-talk]").click(),
    s: copy,
    m: card => { awaitsDigit = card; },
    h: card => find(card, "[data-history]").click(),
    p: () => find(form, "[data-preview]")?.click(),
  };

  function inBox(event, card) {
    const chord = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") go(card);
    else if (chord && event.key === "Enter" && event.shiftKey) stillRight(card);
    else if (chord && event.key === "Enter") { tell(card, "save"); onward(card); }
    else if (chord && event.key.toLowerCase() === "s" && !event.shiftKey) tell(card, "save");
    else return;
    event.preventDefault();
  }

  function pressed(event, card) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (awaitsDigit === card && /^\d$/.test(event.key)) insertMark(card, event.key);
    else if (Object.hasOwn(onCard, event.key)) { awaitsDigit = null; onCard[event.key](card); event.preventDefault(); return; }
    else { awaitsDigit = null; return; }
    awaitsDigit = null;
    event.preventDefault();
  }

  form.addEventListener("keydown", event => {
    if (event.isComposing || event.key === "Dead" || event.getModifierState("AltGraph")) return;
    const card = event.target.closest("[data-segment]");
    if (card && event.target === boxOf(card)) inBox(event, card);
    else if (card === event.target && "keys" in form.dataset) pressed(event, card);
  });

  form.addEventListener("click", event => {
    const button = event.target.closest("button"), card = button?.closest("[data-segment]");
    if (!card) return;
    if (button.dataset.mark) insertMark(card, button.dataset.mark);
    if ("copy" in button.dataset) copy(card);
    if ("start" in button.dataset) startFromOld(card);
  });

  const keys = document.getElementById("desk-keys");
  find(form, "[data-keys-button]")?.addEventListener("click", () => keys.showModal());

  const after = sessionStorage.getItem(AFTER);
  sessionStorage.removeItem(AFTER);
  const last = after && cards.find(card => card.dataset.segment === after);
  if (last && settled(last)) window.addEventListener("load", () => onward(last, last.dataset.state === "accepted" ? to => to : boxOf));
})();
