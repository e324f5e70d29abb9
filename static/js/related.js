// Brings the list of articles on the same, once a reader comes near the end of the page. Without this script, or where
// the list cannot be had, its heading leads to the same as a page.
const aside = document.querySelector("[data-list]");

// Nothing is on the same. Its place stays, so that nothing moves; nobody loses the place that has the focus.
const hide = () => {
  aside.style.visibility = "hidden";
};

async function bring() {
  try {
    const answer = await fetch(aside.dataset.list);
    if (!answer.ok) return;
    const list = await answer.text();
    if (list.trim()) aside.insertAdjacentHTML("beforeend", list);
    else if (aside.matches(":focus-within")) aside.addEventListener("focusout", hide, { once: true });
    else hide();
  } catch {
    // the link stays
  }
}

new IntersectionObserver(([{ isIntersecting }], observer) => {
  if (!isIntersecting) return;
  observer.disconnect();
  bring();
}, { rootMargin: "50%" }).observe(aside);
