// The desk stores each passage as it is written. Without this script the form does the same with its buttons.
(() => {
  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const QUIET = 1500, RETRY = 10_000, PATIENCE = 30_000;
  const words = JSON.parse(document.getElementById("desk-words").textContent);
  const { desk: item, user, segments } = form.dataset;
  const find = (root, selector) => root.querySelector(selector);
  const clock = time => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const cards = [];
  let busy = null, offline = false, leaving = false;

  // What is not stored yet stays in the browser, by user, item and passage; what is found there later, by its time too,
  // until somebody has decided about it. A browser may keep nothing: then so be it.
  const prefix = `desk:${user}:${item}:`;
  const memory = {
    keep(pk, text) { try { localStorage.setItem(prefix + pk, JSON.stringify({ text, at: Date.now() })); } catch { /* full, or not allowed */ } },
    setAside(pk, name) { try { localStorage.setItem(prefix + name, localStorage.getItem(prefix + pk)); this.drop(pk); } catch { /* full, or not allowed */ } },
    drop(pk) { try { localStorage.removeItem(prefix + pk); } catch { /* not allowed */ } },
    all() {
      try {
        const names = Object.keys(localStorage).filter(name => name.startsWith(prefix));
        return names.map(name => [name.slice(prefix.length), JSON.parse(localStorage.getItem(name))]);
      } catch { return []; }
    },
  };

  function say(text) {
    find(form, "[data-status]").textContent = text;
  }

  // Typed as a person would type it, so that the browser can undo it.
  function write(box, text, from = 0, to = box.value.length) {
    box.focus();
    box.setSelectionRange(from, to);
    const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
    if (done) return;
    box.setRangeText(text, from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What others wrote is told once; what was found in the browser stays until somebody has decided about it.
  const theirs = card => find(card.element, ".translation__theirs:not([data-found])");

  function panel(id, parts) {
    const shown = find(document.getElementById(id).content.cloneNode(true), "div");
    for (const [name, text] of Object.entries(parts)) find(shown, `[data-${name}]`).textContent = text;
    return shown;
  }

  function show(card, text, state) {
    find(card.element, "[data-saved]").textContent = text;
    if (state) {
      card.element.dataset.state = state;
      const mark = document.querySelector(`[data-state-of="${state}"]`);
      find(card.element, "[data-state-word]").replaceChildren(mark.content.cloneNode(true));
    }
  }

  // Where a passage stands by what is stored of it.
  function stands(card, said = "") {
    show(card, said, card.stored.trim() ? "done" : card.element.dataset.blank);
  }

  function complain(card, sentences) {
    const said = sentences.map(text => Object.assign(document.createElement("p"), { className: "error-message", textContent: text }));
    find(card.element, "[data-errors]").replaceChildren(...said);
    for (const old of card.element.querySelectorAll(".translation__target > .error-message")) old.remove();
    card.element.classList.toggle("translation__row--wrong", said.length > 0);
  }

  function stored(card, text, version) {
    card.stored = text;
    card.was.value = version;
    if (card.box.value === text) memory.drop(card.pk);
  }

  function saved(card, text, answer) {
    stored(card, text, answer.version);
    complain(card, []);
    theirs(card)?.remove();
    const findings = answer.checks.filter(check => check.kind !== "empty");
    const list = find(card.element, "[data-checks]");
    list.replaceChildren(...findings.map(check => Object.assign(document.createElement("li"), { textContent: check.message })));
    list.hidden = findings.length === 0;
    for (const bar of document.querySelectorAll("progress[data-progress], .translation-header progress")) {
      [bar.max, bar.value] = [answer.progress.total, answer.progress.done];
    }
    for (const place of document.querySelectorAll("[data-said]")) place.textContent = answer.said;
    const time = words.saved.replace("{time}", clock(Date.now()));
    stands(card, time);
    say(time);
    if (answer.also) follow(answer.also);
    form.dispatchEvent(new CustomEvent("desk:saved"));
  }

  // The address that is made of a title: shown, unless somebody writes another one just now.
  function follow({ segment, target, version }) {
    const card = cards.find(one => one.pk === segment);
    if (!card) return;
    if (card.box.value === card.stored) card.box.value = target;
    stored(card, target, version);
    if (card.box.value === target) stands(card);
  }

  function conflict(card, mine, answer) {
    const gone = !answer.segment;
    card.stuck = true;
    show(card, words.unsaved);
    say(gone ? words.gone : words.conflict);
    if (gone) return close(card, [words.gone]);
    const moved = answer.segment !== card.pk;
    theirs(card)?.remove();
    const shown = panel("desk-conflict", { say: words.conflict, theirs: answer.theirs, source: answer.source });
    find(shown, "[data-new-source]").hidden = !moved;
    card.box.after(shown);
    const settle = () => {
      if (moved) rename(card, answer);
      card.stuck = false;
      card.was.value = answer.version;
      shown.remove();
      complain(card, []);
    };
    find(shown, "[data-mine]").addEventListener("click", () => { settle(); card.box.focus(); card.stored = null; save(card); });
    find(shown, "[data-take]").addEventListener("click", () => {
      settle();
      card.stored = answer.theirs;
      write(card.box, answer.theirs);
      memory.drop(card.pk);
      stands(card);
    });
  }

  // The original says something else here by now: the card goes on as that of the new passage, and has nothing more of
  // the old one: neither its address, comments and marks nor what a reviewer said of it.
  function rename(card, { segment, source, theirs, marks }) {
    const { element, box, was } = card, part = selector => find(element, selector);
    memory.drop(card.pk);
    card.pk = element.dataset.segment = segment;
    element.id = `passage-${segment}`;
    [box.name, was.name] = [`text-${segment}`, `was-${segment}`];
    part("label").htmlFor = box.id = `id_text-${segment}`;
    part(".translation__source").innerText = source;
    part("[data-history]").href = `${segments}${segment}/history/`;
    part("[data-talk]").href = `${segments}${segment}/talk/`;
    part("[data-talk]").firstChild.textContent = words.comment;
    for (const old of element.querySelectorAll(".translation__older, .desk-closed, .desk-public, [name=lift], [data-mark]")) old.remove();
    const accept = part("[name=accept]");
    if (accept && theirs) accept.value = segment; else accept?.remove();
    part("[data-copy]").before(...marks.map(markButton));
    part("[data-marks]").hidden = marks.length === 0;
    part("[data-checks]").hidden = true;
    delete element.dataset.waits;
    memory.keep(segment, box.value);
  }

  function markButton([number, name]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small button-secondary desk-tool", textContent: `{${number}} ${name}` });
    button.dataset.mark = number;
    return button;
  }

  function close(card, sentences) {
    card.stuck = true;
    card.box.readOnly = true;
    complain(card, sentences);
    show(card, words.unsaved);
    memory.keep(card.pk, card.box.value);
  }

  function without(text) {
    say(text);
    for (const card of cards) if (dirty(card)) show(card, words.unsaved);
  }

  async function send(card) {
    const text = card.box.value;
    const body = new URLSearchParams({ target: text, version: card.was.value });
    body.set("csrfmiddlewaretoken", find(form, "[name=csrfmiddlewaretoken]").value);
    show(card, words.saving);
    say(words.saving);
    let response, answer;
    try {
      response = await fetch(`${segments}${card.pk}/`, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE), headers: { Accept: "application/json" } });
      if (response.status >= 500) throw new Error(response.status);
      answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
    } catch {
      offline = true;
      without(words.offline);
      setTimeout(() => next(), RETRY);
      return;
    }
    offline = false;
    if (answer === null) { card.refused = text; without(words.signedOut); }
    else if (response.ok) saved(card, text, answer);
    else if (response.status === 409 && "theirs" in answer) conflict(card, text, answer);
    else if (response.status === 422) { card.refused = text; complain(card, answer.errors); show(card, words.unsaved); say(words.refused); }
    else { close(card, answer.errors.length ? answer.errors : [words.closed]); say(words.closed); }
  }

  const dirty = card => card.box.value !== card.stored;
  const waits = card => card.due && dirty(card) && !card.stuck && card.box.value !== card.refused;

  // One request at a time: never two for one passage, and each sees what the last one stored.
  async function next() {
    if (busy || leaving) return busy;
    const card = cards.find(waits);
    if (!card) return;
    card.due = false;
    busy = send(card);
    await busy;
    busy = null;
    if (offline) card.due = true;
    else next();
  }

  function save(card) {
    clearTimeout(card.timer);
    card.due = true;
    return next();
  }

  function typed(card) {
    clearTimeout(card.timer);
    if (!dirty(card)) { memory.drop(card.pk); show(card, ""); return; }
    memory.keep(card.pk, card.box.value);
    show(card, words.unsaved);
    card.timer = setTimeout(() => save(card), QUIET);
  }

  function offer(name, { text, at }) {
    const [pk, isOld] = name.split("~"), kept = isOld ? name : `${pk}~${at}`;
    const card = cards.find(one => one.pk === pk);
    const time = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    if (card?.box.value === text || !text) return memory.drop(name);
    if (!isOld) memory.setAside(pk, kept); // from the next letter on, its place is that of another text
    const shown = panel("desk-found", { say: words.found.replace("{time}", time), theirs: text });
    const lost = find(form, "[data-lost]"), take = find(shown, "[data-take]");
    const done = () => { shown.remove(); memory.drop(kept); lost.hidden = !find(lost, "[data-found]"); };
    if (card) {
      card.element.closest("details")?.setAttribute("open", "");
      card.box.after(shown);
      take.addEventListener("click", () => { write(card.box, text); done(); save(card); });
    } else {
      lost.append(shown);
      lost.hidden = false;
      take.remove();
    }
    find(shown, "[data-drop]").addEventListener("click", () => { done(); card?.box.focus(); });
  }

  const others = () => new URLSearchParams([...new FormData(form)].filter(([name]) => !/^(text|was)-/.test(name))).toString();

  for (const element of form.querySelectorAll("[data-segment]")) {
    const box = find(element, "textarea"), was = find(element, "input[name^=was-]");
    const card = { element, box, was, pk: element.dataset.segment, stored: "unsaved" in element.dataset ? null : box.value };
    cards.push(card);
    box.addEventListener("input", () => typed(card));
    box.addEventListener("change", () => dirty(card) && save(card));
    element.addEventListener("desk:save", () => { card.refused = null; save(card); });
    element.addEventListener("desk:write", ({ detail }) => write(box, detail.text, detail.from, detail.to));
  }
  for (const [name, kept] of memory.all()) offer(name, kept);
  const asShown = others();

  // The form goes once what is on its way has arrived, so that it is not taken for somebody else's.
  form.addEventListener("submit", async event => {
    for (const card of cards) clearTimeout(card.timer);
    leaving = true;
    if (!busy) return;
    event.preventDefault();
    const { submitter } = event;
    await busy;
    leaving = false;
    if (!offline) form.requestSubmit(submitter);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => next());
  window.addEventListener("beforeunload", event => {
    if (!leaving && (cards.some(dirty) || others() !== asShown)) event.preventDefault();
  });
  for (const name of ["data-controller", "data-action"]) form.removeAttribute(name); // Wagtail's own warning
  form.classList.add("desk--on");
})();
