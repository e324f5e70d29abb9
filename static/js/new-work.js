// In the form of a page: the title is typed once, whether there or in the dialog that makes its work.
(() => {
  const ofPage = () => document.querySelector("input#id_title, textarea#id_title");
  const ofWork = () => document.querySelector("[name='new-work-title']");

  document.addEventListener("focusin", () => {
    const [page, work] = [ofPage(), ofWork()];
    if (!page || !work || work.dataset.offered) return;
    work.dataset.offered = "yes";
    work.value ||= page.value;
  });

  document.addEventListener("change", ({ target }) => {
    const page = ofPage();
    if (!page || page.value || target !== ofWork()) return;
    page.value = target.value;
    for (const type of ["input", "change"]) page.dispatchEvent(new Event(type, { bubbles: true }));
  });
})();
