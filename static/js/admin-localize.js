// What wagtail-localize's form for new translations says in a script beside it, which our policy refuses.
const all = document.querySelector("[name=select_all]");
all?.addEventListener("change", () => {
  for (const box of document.querySelectorAll("[name=locales]")) box.checked = all.checked;
});
