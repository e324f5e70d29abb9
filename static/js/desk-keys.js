// The keys of the desk: chords in a box, single letters only on a card that has the focus (WCAG 2.1.4).
(() => {
  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const words = JSON.parse(document.getElementById("desk-words").textContent);
  const find = (root, selector) => root.querySelector(selector);
  const PLACE = "[data-segment], [data-value]"; // a passage; a picture or address
  const cards = [...form.querySelectorAll(PLACE)];
  const nameOf = card => card.dataset.segment ?? card.dataset.value;
  const boxOf = place => find(place, "textarea, input[name^=value-]");
  // Of a picture, the button that chooses it, which is another one once there is a picture.
  const entryOf = place => boxOf(place).type === "hidden" ? [...place.querySelectorAll("button")].find(one => one.checkVisibility()) ?? place : boxOf(place);
  const settled = card => ["done", "accepted"].includes(card.dataset.state);
  // What needs work: see Card.waits in translations/desk/cards.py. `data-waits` says it of what is written
  // already, `data-wrong` of what is refused or waits for a choice.
  const works = card => (!settled(card) || "waits" in card.dataset || "wrong" in card.dataset) && !boxOf(card).readOnly;
  const AFTER = `desk:after:${form.dataset.desk}`;
  const AT = `desk:at:${form.dataset.desk}`;
  let awaitsDigit = null, sure = null;

  const say = text => { find(form, "[data-status]").textContent = text; };
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

  // The next that needs work, from the top again after the last; then the button that hands in, where there is anything.
  function onward(card, part = entryOf) {
    const at = cards.indexOf(card);
    const to = [...cards.slice(at + 1), ...cards.slice(0, at)].find(works);
    if (to) return go(to, part(to));
    say("current" in form.dataset ? words.current : words.nothingLeft);
    if ("current" in form.dataset) return go(card);
    find(form, "[data-onward]").focus();
  }

  // What readers have is called still right; what they never had is stored as it stands.
  function stillRight(card) {
    const keep = find(card, "button[name=keep], button[name=use]");
    if (!keep) return;
    if (![oldOf(card), ""].includes(boxOf(card).value)) return say(words.written);
    if (keep.name === "use") startFromOld(card);
    sessionStorage.setItem(AFTER, card.dataset.segment);
    form.requestSubmit(keep);
  }

  function accept(card) {
    const button = find(card, "button[name=accept]");
    if (!button) return;
    sessionStorage.setItem(AFTER, card.dataset.segment);
    form.requestSubmit(button);
  }

  function ask(card) {
    const place = find(card, ".desk-ask");
    if (!place) return;
    place.open = true;
    go(card, boxOf(place));
  }

  function insertMark(card, number) {
    if (boxOf(card).readOnly || !find(card, `[data-mark="${number}"]`)) return;
    const box = boxOf(card), { selectionStart: from, selectionEnd: to } = box;
    const opening = `{${number}}`, chosen = box.value.slice(from, to);
    tell(card, "write", { text: `${opening}${chosen}{/${number}}`, from, to });
    const start = from + opening.length;
    box.setSelectionRange(start, start + chosen.length);
  }

  // What somebody wrote is written over once they have been told, and asked for it once more.
  function copy(card) {
    const box = boxOf(card), text = find(card, ".translation__source").innerText.trim();
    if (box.readOnly || !find(card, "[data-copy]")) return;
    const isOwn = box.value.trim() && box.value !== text && !("unchecked" in card.dataset);
    if (isOwn && !(sure?.card === card && sure.value === box.value)) {
      sure = { card, value: box.value };
      return say(words.copyOver);
    }
    sure = null;
    tell(card, "write", { text });
  }

  function unsure() {
    if (sure && find(form, "[data-status]").textContent === words.copyOver) say("");
    sure = null;
  }

  // All passages, or only what needs work: in the page, where some are folded; else by the link, and back to this one.
  function showAll(card) {
    const folds = [...form.querySelectorAll(".desk-fold")], link = find(form, ".desk-show a");
    if (!folds.length) {
      if (!link) return say(words.nothingFolded);
      sessionStorage.setItem(AT, nameOf(card));
      return link.click();
    }
    const open = folds.some(fold => !fold.open);
    for (const fold of folds) fold.open = open;
    say(open ? words.allShown : words.workShown);
    if (!card.checkVisibility()) onward(card, to => to);
  }

  const oldOf = card => find(card, "[data-start]").dataset.text;

  // The old translation back into the box that was emptied.
  function startFromOld(card) {
    const old = find(card, "[data-start]");
    if (!old || boxOf(card).readOnly) return;
    if (boxOf(card).value === old.dataset.text) { boxOf(card).focus(); return; }
    if (boxOf(card).value.trim()) { say(words.written); boxOf(card).focus(); return; }
    tell(card, "write", { text: old.dataset.text });
  }

  const onCard = {
    o: startFromOld,
    j: card => step(card, 1),
    k: card => step(card, -1),
    n: card => onward(card, to => to),
    Enter: card => go(card, entryOf(card)),
    y: stillRight,
    a: accept,
    q: ask,
    c: card => find(card, "[data-talk]") && tell(card, "comment"),
    s: copy,
    w: showAll,
    m: card => { awaitsDigit = card; },
    h: card => find(card, "[data-history]")?.click(),
    p: () => find(form, "[data-preview]")?.click(),
    r: () => find(form, "[data-onward]").focus(), // Enter presses it: no letter alone hands anything in
  };

  const isSave = event => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.shiftKey;

  // What is not stored by itself goes with the form, whose button this presses: what a reviewer says.
  function save(event, card) {
    event.preventDefault();
    if (event.repeat) return;
    if (card && !event.target.closest(".desk-ask")) return tell(card, "save");
    if (card) sessionStorage.setItem(AT, nameOf(card));
    form.requestSubmit(find(form, "button[name=save]"));
  }

  function inBox(event, card) {
    const chord = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") { go(card); event.stopPropagation(); } // on a small screen it leads to Wagtail's menu
    else if (chord && event.key === "Enter" && event.shiftKey) stillRight(card);
    else if (chord && event.key === "Enter") { tell(card, "save"); onward(card); }
    else if (isSave(event)) tell(card, "save");
    else return;
    event.preventDefault();
  }

  function pressed(event, card) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "s") unsure();
    if (awaitsDigit === card && /^\d$/.test(event.key)) insertMark(card, event.key);
    else if (Object.hasOwn(onCard, event.key)) { awaitsDigit = null; onCard[event.key](card); event.preventDefault(); return; }
    else { awaitsDigit = null; return; }
    awaitsDigit = null;
    event.preventDefault();
  }

  form.addEventListener("keydown", event => {
    if (event.isComposing || event.key === "Dead" || event.getModifierState("AltGraph")) return;
    const card = event.target.closest(PLACE);
    if (card && event.target === boxOf(card)) inBox(event, card);
    else if (event.key === "Escape" && event.target.matches("textarea")) { if (card) go(card); event.stopPropagation(); }
    else if (isSave(event)) save(event, card);
    else if (card === event.target && "keys" in form.dataset) pressed(event, card);
  });

  // A click on a mark leaves the caret where it is, and stores nothing on the way.
  form.addEventListener("mousedown", event => { if (event.target.closest("[data-mark]")) event.preventDefault(); });

  form.addEventListener("click", event => {
    const button = event.target.closest("button"), card = button?.closest(PLACE);
    if (!card) return;
    if (button.dataset.mark) insertMark(card, button.dataset.mark);
    if ("copy" in button.dataset) copy(card); else unsure();
    if ("start" in button.dataset) startFromOld(card);
  });

  form.addEventListener("input", ({ target }) => { if (target.name) delete form.dataset.current; });
  form.addEventListener("focusout", event => { if (sure && !sure.card.contains(event.relatedTarget)) unsure(); });

  const keys = document.getElementById("desk-keys");
  // From the top: on a small screen the focus, on “Close”, would scroll to the end of the list.
  const showKeys = () => { keys.showModal(); keys.scrollTop = 0; };
  find(form, "[data-keys-button]")?.addEventListener("click", showKeys);

  // Before Wagtail, which would show its own keys: those stay in its menu “Help”.
  const writes = place => place.closest?.("input, textarea, select") || place.isContentEditable;
  window.addEventListener("keydown", event => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!("keys" in form.dataset) || writes(event.target) || event.target.closest?.("[role=dialog]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!keys.open) showKeys();
  }, true);

  const after = sessionStorage.getItem(AFTER);
  sessionStorage.removeItem(AFTER);
  const last = after && cards.find(card => card.dataset.segment === after);
  if (last && settled(last)) window.addEventListener("load", () => onward(last, last.dataset.state === "accepted" ? to => to : entryOf));

  const at = sessionStorage.getItem(AT);
  sessionStorage.removeItem(AT);
  const there = at && cards.find(card => nameOf(card) === at);
  if (there) window.addEventListener("load", () => { if (there.checkVisibility()) go(there); else onward(there, to => to); });
})();
