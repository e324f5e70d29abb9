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

  // What is in a hidden part of the dialog takes no focus; its part is shown a moment after it came.
  function focusWhenShown(field, times = 40) {
    if (field.getClientRects().length || !times) return field.focus();
    setTimeout(() => focusWhenShown(field, times - 1), 50);
  }

  // A refusal comes in the place of the form that was sent: whoever sent it is led to the first field that is wrong.
  document.addEventListener("submit", ({ target: sent }) => {
    if (!sent.querySelector("[name='new-work-title']")) return;
    const dialog = sent.closest(".modal") ?? document.body;
    const refused = () => [...dialog.querySelectorAll("[name^='new-work-'][aria-invalid='true']")];
    const before = refused();
    const waits = new MutationObserver(() => {
      const wrong = refused().find(field => !before.includes(field));
      if (!wrong) return;
      waits.disconnect();
      focusWhenShown(wrong);
    });
    waits.observe(dialog, { childList: true, subtree: true });
  }, true);
})();
