// In the page beside the desk: a click on a passage leads to its box, and the box that has the focus shows its place.
const desk = window.parent;
if (desk !== window) {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    [data-desk-passage] { cursor: pointer; }
    [data-desk-passage]:hover { outline: 1px dashed currentColor; outline-offset: 2px; }
    [data-desk-passage].desk-here { outline: 3px solid currentColor; outline-offset: 3px; }
  `);
  document.querySelector("wagtail-userbar")?.remove(); // it would lie over the text, and the desk leads there too
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

  document.addEventListener("click", event => {
    const passage = event.target.closest("[data-desk-passage]");
    if (event.target.closest("a, button, form")) event.preventDefault(); // the frame stays on this page
    if (passage) desk.postMessage({ passage: passage.dataset.deskPassage }, location.origin);
  }, true);

  window.addEventListener("message", event => {
    if (event.source !== desk || event.origin !== location.origin) return;
    for (const old of document.querySelectorAll(".desk-here")) old.classList.remove("desk-here");
    const places = [...document.querySelectorAll("[data-desk-passage]")].filter(one => one.dataset.deskPassage === event.data?.passage);
    for (const place of places) place.classList.add("desk-here");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    places[0]?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  });
  desk.postMessage({ ready: true }, location.origin);
}
