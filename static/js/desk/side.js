// What was said of a passage, and what was written there, beside its box. Without this script, links lead to their pages.
import { find, form, words, write } from "./form.js";
import { renew } from "./session.js";

const PAUSE = 300, KEEP = "desk:side";
const loading = new Map();
let later = null;

// What somebody opened at one passage stands open at the next that they come to.
const wanted = (() => { try { return new Set(JSON.parse(sessionStorage.getItem(KEEP)) ?? []); } catch { return new Set(); } })();
const remember = () => { try { sessionStorage.setItem(KEEP, JSON.stringify([...wanted])); } catch { /* not allowed */ } };

const linkOf = part => find(part, "[data-talk], [data-history]");
const contentOf = part => find(part, "[data-content]");
const nameOf = part => "talk" in linkOf(part).dataset ? "talk" : "history";
const isOpen = part => !contentOf(part).hidden;

async function fetched(address, body) {
  body?.set("csrfmiddlewaretoken", find(form, "[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(`${address}?part`, { method: body ? "POST" : "GET", body });
  return answer.redirected || ![200, 422].includes(answer.status) ? null : answer.text();
}

async function ask(part, body) {
  const content = contentOf(part), address = linkOf(part).href;
  let html = null;
  try {
    html = await fetched(address, body);
    if (html === null && body && !await renew()) html = await fetched(address, body);
    if (html === null) throw new Error(address);
  } catch {
    complain(content);
    return false;
  }
  if (address !== linkOf(part).href) return false; // the passage has become another one meanwhile
  content.innerHTML = html;
  const open = find(content, "[data-open]");
  if (open) linkOf(part).firstChild.textContent = open.dataset.open;
  return true;
}

// Nothing that was typed there is touched.
function complain(content) {
  find(content, "[data-failed]")?.remove();
  content.append(Object.assign(document.createElement("p"), { className: "error-message", textContent: words.notShown, role: "alert" }));
  content.lastChild.dataset.failed = "";
}

function show(part, on) {
  contentOf(part).hidden = !on;
  linkOf(part).setAttribute("aria-expanded", on);
}

// One request at a time: the answer to an earlier one would take away what is typed by then.
async function open(part) {
  show(part, true);
  if (find(part, "[data-comment]")?.value) return;
  if (!loading.has(part)) loading.set(part, ask(part).finally(() => loading.delete(part)));
  await loading.get(part);
}

async function toggle(part) {
  const name = nameOf(part);
  if (isOpen(part)) {
    show(part, false);
    wanted.delete(name);
    return remember();
  }
  wanted.add(name);
  remember();
  await open(part);
  lead(part);
}

// Into the box, with what stands below it in sight too: the bar that stays would lie over its buttons.
function lead(part) {
  (find(part, "[data-comment]") ?? linkOf(part)).focus();
  part.scrollIntoView({ block: "nearest" });
}

// By its key: into the box of comments, open or not. Until it is there, no letter is a command of the passage.
async function comment(part) {
  const content = contentOf(part);
  wanted.add("talk");
  remember();
  if (isOpen(part) && !loading.has(part) && find(part, "[data-comment]")) return lead(part);
  show(part, true);
  content.tabIndex = -1;
  content.focus();
  await open(part);
  if (document.activeElement === content) lead(part);
}

async function say(part, name) {
  const body = new URLSearchParams();
  if (name === "resolve") body.set("resolve", "");
  else {
    body.set("text", find(part, "[data-comment]").value);
    if (find(part, "[data-about-original]").checked) body.set("about_original", "on");
  }
  if (await ask(part, body)) find(part, "[data-comment]").focus();
}

// A name where the caret stands, away from the word before it.
function call(part, name) {
  const box = find(part, "[data-comment]"), at = box.selectionEnd;
  write(box, `${at && !/\s$/.test(box.value.slice(0, at)) ? " " : ""}${name} `, at, at);
}

export function showSide() {
  form.addEventListener("click", event => {
    const part = event.target.closest("[data-part]");
    if (!part) return;
    if (event.target.closest("[data-talk], [data-history]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      toggle(part);
    }
    const button = event.target.closest("button");
    if (!button) return;
    if ("call" in button.dataset) call(part, button.dataset.call);
    if ("say" in button.dataset) say(part, "say");
    if ("resolve" in button.dataset) say(part, "resolve");
    if ("write" in button.dataset && !find(part.closest("[data-segment]"), "textarea").readOnly) {
      part.closest("[data-segment]").dispatchEvent(new CustomEvent("desk:write", { detail: { text: button.dataset.write, edit: button.dataset.edit } }));
    }
  });

  // Its history has one more text now. Nobody is taken away from what they read there.
  form.addEventListener("desk:saved", ({ target }) => {
    const part = [...target.querySelectorAll("[data-part]")].find(one => nameOf(one) === "history");
    if (part && isOpen(part) && !loading.has(part) && !contentOf(part).contains(document.activeElement)) open(part);
  });

  form.addEventListener("desk:comment", ({ target }) => comment(find(target, "[data-talk]").closest("[data-part]")), true);

  form.addEventListener("keydown", event => {
    const part = event.target.closest("[data-part]");
    if (!part) return;
    if (event.key === "Escape") { part.closest("[data-segment]").focus(); event.preventDefault(); event.stopPropagation(); }
    if (event.key !== "Enter") return;
    if ("comment" in event.target.dataset && (event.ctrlKey || event.metaKey)) { event.preventDefault(); say(part, "say"); }
    if (event.target.matches("input")) event.preventDefault(); // it would send the form of the desk
  });

  form.addEventListener("focusin", event => {
    const card = event.target.closest("[data-segment]");
    clearTimeout(later);
    if (!card || event.target.closest("[data-part]")) return; // what a slow click is about to open, it must not close
    later = setTimeout(() => {
      for (const part of card.querySelectorAll("[data-part]")) {
        if (!isOpen(part) && !("seen" in part.dataset) && ("asks" in part.dataset || wanted.has(nameOf(part)))) open(part);
        part.dataset.seen = "";
      }
    }, PAUSE);
  });

  window.addEventListener("beforeunload", event => {
    if ([...form.querySelectorAll("[data-comment]")].some(one => one.value.trim())) event.preventDefault();
  });
}
