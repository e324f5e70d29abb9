// The page beside the text. Without this script, a link leads to the preview.
import { form } from "./form.js";

const KEEP = "desk:page", PAUSE = 400;

const remember = value => { try { sessionStorage.setItem(KEEP, value); } catch { /* not allowed */ } };
const remembered = () => { try { return sessionStorage.getItem(KEEP) === "1"; } catch { return false; } };

export function showBeside() {
  const beside = document.querySelector("[data-page]"), button = document.querySelector("[data-page-button]");
  if (!beside || !button) return;
  const frame = beside.querySelector("iframe");
  let passage = "", later = null;

  const tell = () => frame.contentWindow?.postMessage({ passage }, location.origin);

  function show(on) {
    beside.hidden = !on;
    document.body.classList.toggle("desk--beside", on);
    button.setAttribute("aria-pressed", on);
    if (on) frame.src = beside.dataset.page; else frame.removeAttribute("src");
    remember(on ? "1" : "0");
  }

  button.addEventListener("click", () => show(beside.hidden));
  form.addEventListener("focusin", event => {
    const card = event.target.closest("[data-segment], [data-value]"), of = card?.dataset.segment ?? "";
    if (!card || of === passage) return;
    passage = of;
    tell();
  });
  form.addEventListener("desk:saved", () => {
    if (beside.hidden) return;
    clearTimeout(later);
    later = setTimeout(() => { frame.src = beside.dataset.page; }, PAUSE);
  });
  window.addEventListener("message", event => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.ready) tell();
    const card = [...form.querySelectorAll("[data-segment]")].find(one => one.dataset.segment === event.data?.passage);
    if (!card) return;
    card.closest("details")?.setAttribute("open", "");
    card.querySelector("textarea").focus();
    card.scrollIntoView({ block: "center" });
  });
  if (remembered()) show(true);
}
