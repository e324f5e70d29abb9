// The desk stores each passage as it is written. Without this script the form does the same with its buttons.
(() => {
  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const QUIET = 1500, RETRY = 10_000, PATIENCE = 30_000;
  const GAP = /\{(\d{1,4})\}\s*\{\/\1\}/; // a mark around nothing yet
  const words = JSON.parse(document.getElementById("desk-words").textContent);
  const { desk: item, user, segments } = form.dataset;
  const find = (root, selector) => root.querySelector(selector);
  const clock = time => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const cards = []; // the passages, and the pictures and addresses, whose fieldset says `data-value`
  const isValue = card => "value" in card.element.dataset;
  const isPicture = card => card.box.type === "hidden"; // its chooser writes there
  // `away` is why nothing is stored now, "" while it is: see desk-session.js.
  let busy = null, away = "", leaving = false, isAsked = false, giveUp = null;

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
    if (state && isValue(card)) {
      card.element.dataset.state = state;
      find(card.element, "[data-state-word]").replaceChildren();
      find(card.element, "[data-is-own]").hidden = !card.stored;
      find(card.element, "[data-is-same]").hidden = Boolean(card.stored);
    } else if (state) {
      card.element.dataset.state = state;
      const mark = document.querySelector(`[data-state-of="${state}"]`);
      find(card.element, "[data-state-word]").replaceChildren(mark.content.cloneNode(true));
    }
  }

  // Where a passage stands by what is stored of it.
  function stands(card, said = "") {
    show(card, said, card.stored.trim() ? "done" : card.element.dataset.blank);
  }

  // What is refused, or waits for a choice, needs work whatever is stored of it: the keys lead there.
  const isWrong = (card, is) => card.element.toggleAttribute("data-wrong", is);

  function complain(card, sentences) {
    const said = sentences.map(text => Object.assign(document.createElement("p"), { className: "error-message", textContent: text }));
    find(card.element, "[data-errors]").replaceChildren(...said);
    isWrong(card, said.length > 0);
    for (const old of card.element.querySelectorAll(".translation__target > .error-message")) old.remove();
    card.element.classList.toggle("translation__row--wrong", said.length > 0);
  }

  // The old translation of a changed passage stands in the box as a start: nobody's text until somebody writes there,
  // or says that it stays. Once another text is stored, it is a text like any other.
  const asStarted = card => card.old !== null && card.box.value === card.old;

  function begun(card) {
    const unchecked = asStarted(card);
    card.element.toggleAttribute("data-unchecked", unchecked);
    const note = find(card.element, ".desk-unchecked");
    if (note) note.hidden = !unchecked;
  }

  function forget(card) {
    find(card.element, "[name^=start-]")?.remove();
    card.old = null;
    begun(card);
  }

  // A passage as one names it who is elsewhere on the page: by its label and how it begins.
  function nameOf({ element }) {
    const begins = find(element, ".translation__source").innerText.trim().slice(0, 40);
    return `${find(element, "legend").firstChild.textContent.trim()}${begins ? ` “${begins}…”` : ""}`;
  }

  function stored(card, text, version) {
    forget(card);
    card.stored = text;
    card.was.value = version;
    if (card.box.value === text) memory.drop(card.pk);
  }

  function saved(card, text, answer) {
    if (answer.made !== undefined && card.box.value === text) card.box.value = text = answer.made;
    stored(card, text, answer.version);
    complain(card, []);
    theirs(card)?.remove();
    const findings = answer.checks.filter(check => check.kind !== "empty");
    const list = find(card.element, "[data-checks]"); // of passages alone
    list?.replaceChildren(...findings.map(check => Object.assign(document.createElement("li"), { textContent: check.message })));
    list?.toggleAttribute("hidden", findings.length === 0);
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
    const moved = answer.segment !== card.pk, whose = answer.own ? words.conflictOwn : words.conflict;
    const told = gone ? words.gone : moved ? words.moved : answer.theirs ? whose : words.conflictEmpty;
    const isHere = card.element.contains(document.activeElement);
    say(isHere ? told : `${nameOf(card)}: ${told}`);
    if (gone) return close(card, [words.gone]);
    isWrong(card, true);
    theirs(card)?.remove();
    const shown = panel("desk-conflict", { say: told, theirs: answer.theirs, source: answer.source });
    find(shown, "[data-new-source]").hidden = !moved;
    if (answer.own && answer.theirs) {
      find(shown, "[data-stored] .translation__help").textContent = words.storedOwn;
      find(shown, "[data-take]").textContent = words.takeOwn;
    }
    if (!answer.theirs) {
      find(shown, "[data-stored]").hidden = true;
      find(shown, "[data-take]").textContent = isValue(card) ? words.asInOriginal : words.anew;
    }
    card.box.after(shown);
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
    find(shown, "[data-take]").addEventListener("click", () => {
      settle();
      card.stored = isPicture(card) ? String(answer.picture?.id ?? "") : answer.theirs;
      if (isPicture(card)) find(card.element, ".chooser").widget.setState(answer.picture ?? null);
      else write(card.box, answer.theirs);
      memory.drop(card.pk);
      stands(card);
      say("");
    });
  }

  // The original says something else here by now: the card goes on as that of the new passage, and has nothing more of
  // the old one: neither its address, comments and marks nor what a reviewer said of it.
  function rename(card, { segment, source, theirs, marks }) {
    const { element, box, was } = card, part = selector => find(element, selector);
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
    for (const content of element.querySelectorAll("[data-content]")) empty(content);
    const accept = part("[name=accept]");
    if (accept && theirs) accept.value = segment; else accept?.remove();
    box.readOnly = part("[data-copy]").hidden = false; // a reviewer accepted the old one, not this one
    part("[data-copy]").before(...marks.map(markButton));
    part("[data-marks]").hidden = marks.length === 0;
    part("[data-checks]").hidden = true;
    delete element.dataset.waits;
    memory.keep(segment, box.value);
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

  function close(card, sentences) {
    card.stuck = true;
    card.box.readOnly = true;
    for (const tool of card.element.querySelectorAll("[data-copy], [data-mark], [data-start]")) tool.hidden = true;
    complain(card, sentences);
    show(card, words.unsaved);
    keep(card);
  }

  // A picture is chosen anew with two clicks: its number says nothing to anybody.
  function keep(card) {
    if (!isPicture(card)) memory.keep(card.pk, card.box.value);
  }

  function without(text) {
    say(text);
    for (const card of cards) if (dirty(card)) show(card, words.unsaved);
  }

  // The other paragraphs of its block: where the original changed meanwhile, none of them is what became of this one.
  const beside = card => cards.map(({ pk }) => pk).filter(pk => pk !== card.pk && pk.split("-")[0] === card.pk.split("-")[0]);

  // What is no JSON is a page: that of the sign-in, or one that says that the token is none any more.
  async function post(card, text) {
    const body = new URLSearchParams({ target: text, version: card.was.value });
    body.set("csrfmiddlewaretoken", find(form, "[name=csrfmiddlewaretoken]").value);
    body.set("shown", beside(card).join(" "));
    const response = await fetch(`${segments}${card.pk}/`, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE), headers: { Accept: "application/json" } });
    if (response.status >= 500) throw new Error(response.status, { cause: "site" });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { response, answer: isJson ? await response.json() : null };
  }

  async function send(card) {
    const text = card.box.value;
    show(card, words.saving);
    say(words.saving);
    let found;
    try {
      found = await post(card, text);
      away = found.answer === null ? await deskSession.renew() : "";
      if (found.answer === null && !away) found = await post(card, text);
      if (found.answer === null) away ||= "signedOut";
    } catch (error) {
      away = error.cause === "site" ? "trouble" : "offline";
    }
    if (away) {
      without(words[away]);
      setTimeout(() => next(), RETRY);
      return;
    }
    const { response, answer } = found;
    if (response.ok) saved(card, text, answer);
    else if (response.status === 409 && "theirs" in answer) conflict(card, text, answer);
    else if ([413, 422].includes(response.status)) { card.refused = text; complain(card, answer.errors); show(card, words.unsaved); say(words.refused); }
    else { close(card, answer.errors.length ? answer.errors : [words.closed]); say(words.closed); }
  }

  const dirty = card => card.box.value !== card.stored && !asStarted(card);
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
    if (away) card.due = true;
    else next();
  }

  function save(card) {
    clearTimeout(card.timer);
    card.due = true;
    return next();
  }

  function typed(card) {
    clearTimeout(card.timer);
    begun(card);
    if (!dirty(card)) {
      memory.drop(card.pk);
      if (!card.stuck) complain(card, []);
      show(card, "");
      return;
    }
    keep(card);
    show(card, words.unsaved);
    if (isValue(card)) return; // half an address leads nowhere: it is stored when somebody leaves its box
    const gap = GAP.exec(card.box.value);
    if (gap) { say(words.gap.replace("{number}", `{${gap[1]}}`)); return; } // sent by itself, it would be refused
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

  const others = () => new URLSearchParams([...new FormData(form)].filter(([name]) => !/^(text|was|start|value|shown)-/.test(name))).toString();

  for (const element of form.querySelectorAll("[data-segment], [data-value]")) {
    const box = find(element, "textarea, input[name^=value-]"), was = find(element, "input[name^=was-], input[name^=shown-]");
    const old = find(element, "[name^=start-]") ? find(element, "[data-start]").dataset.text : null;
    const card = { element, box, was, old, pk: element.dataset.segment ?? element.dataset.value, stored: "unsaved" in element.dataset ? null : old === null ? box.value : "" };
    cards.push(card);
    box.addEventListener("input", () => typed(card));
    box.addEventListener("change", () => dirty(card) && save(card));
    element.addEventListener("desk:save", () => { card.refused = null; if (asStarted(card)) say(words.unchecked); save(card); });
    element.addEventListener("desk:write", ({ detail }) => write(box, detail.text, detail.from, detail.to));
  }
  for (const [name, kept] of memory.all()) offer(name, kept);
  const asShown = "refused" in form.dataset ? null : others(); // what came back with a refusal is not stored

  // More than the site takes at once goes without the boxes that are stored as they stand: a box that is not sent is
  // not changed.
  function isTooLarge(submitter) {
    const size = () => new URLSearchParams(new FormData(form, submitter)).toString().length;
    if (size() <= form.dataset.limit) return false;
    const spared = cards.filter(card => !dirty(card) && card.pk !== submitter?.value);
    for (const card of spared) card.box.disabled = true;
    setTimeout(() => { for (const card of spared) card.box.disabled = false; });
    return size() > form.dataset.limit;
  }

  // Whoever stays after all, asked by the browser or by its button Stop, goes on writing. A browser that does not say
  // so is waited for as long as an answer.
  function go() {
    leaving = true;
    giveUp = setTimeout(stay, PATIENCE);
  }

  function stay() {
    if (giveUp === null) return;
    clearTimeout(giveUp);
    giveUp = null;
    leaving = false;
    for (const card of cards) if (dirty(card)) card.due = true;
    next();
  }

  // The form goes once what is on its way has arrived, so that it is not taken for somebody else's, and once the site
  // has said that it is there and knows who sends it: the browser's own page of errors would take the place of the text.
  form.addEventListener("submit", async event => {
    for (const card of cards) clearTimeout(card.timer);
    if (isAsked) {
      if (isTooLarge(event.submitter)) { event.preventDefault(); say(words.tooLarge); } else go();
      return;
    }
    event.preventDefault();
    if (leaving) return;
    const { submitter } = event;
    leaving = true;
    await busy;
    away = await deskSession.renew();
    leaving = false;
    if (away) { without(`${words.notSent} ${words[away]}`); return; }
    isAsked = true;
    form.requestSubmit(submitter);
    isAsked = false;
    if (!leaving) next();
  });
  window.navigation?.addEventListener("navigateerror", stay);
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => next());
  document.addEventListener("visibilitychange", () => document.hidden || next()); // from the tab with the sign-in
  window.addEventListener("beforeunload", event => {
    if (!leaving && (cards.some(dirty) || others() !== asShown)) event.preventDefault();
  });
  for (const name of ["data-controller", "data-action"]) form.removeAttribute(name); // Wagtail's own warning
  form.classList.add("desk--on");
})();
