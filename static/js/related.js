// Brings the list of articles on the same, once a reader comes near the end of the page. Without this script, or where
// the list cannot be had, its heading leads to the same as a page.
const aside = document.querySelector("[data-list]");

async function bring() {
  try {
    const answer = await fetch(aside.dataset.list);
    if (!answer.ok) return;
    const list = await answer.text();
    if (list.trim()) aside.insertAdjacentHTML("beforeend", list);
    else aside.style.visibility = "hidden"; // nothing is on the same; its place stays, so that nothing moves
  } catch {
    // the link stays
  }
}

new IntersectionObserver(([{ isIntersecting }], observer) => {
  if (!isIntersecting) return;
  observer.disconnect();
  bring();
}, { rootMargin: "50%" }).observe(aside);
