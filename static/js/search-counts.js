// Counts a search, and that a result was opened: the words that were typed, and nothing of who typed them.
const { asked, opened, words, nothing } = document.getElementById("search-counts").dataset;

navigator.sendBeacon(asked, new URLSearchParams({ q: words, nothing }));

document.addEventListener("click", ({ target }) => {
  if (target.closest(".result__title a")) navigator.sendBeacon(opened, new URLSearchParams({ q: words }));
});
