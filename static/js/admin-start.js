// What lets Wagtail's admin do without `unsafe-inline`; docs/decisions/0006 says what upstream would have to change.
(() => {
  const KNOWN = /^(?:[A-Z]\w*)?(?:Chooser|Panel)$|^(?:init|create)[A-Z]\w*Chooser$/;
  const { nonce } = document.currentScript;

  // Wagtail starts its widgets by a script beside each; in its place stands
  // <template data-start="name of what to call" data-id data-options>.
  function start(mark) {
    const { start: name, id, options } = mark.dataset;
    mark.remove();
    if (!KNOWN.test(name) || typeof window[name] !== "function") throw new Error(`Nothing to start: ${name}`);
    const given = [id, options && JSON.parse(options)].filter(value => value !== undefined);
    if (/^[A-Z]/.test(name)) new window[name](...given);
    else window[name](...given);
  }

  function startAll() {
    for (const mark of document.querySelectorAll("template[data-start]")) start(mark);
  }

  // Whoever adds a row goes on at once with what is in it.
  function startRowsAtOnce() {
    const rows = window.InlinePanel?.prototype;
    const add = rows?.addForm;
    if (add) rows.addForm = function addForm(...given) { add.apply(this, given); startAll(); };
  }

  // The rich text editor writes its placeholders as style elements: what scripts make is ours, what
  // stands in text is not, and has no nonce.
  function vouchForStyles() {
    const create = document.createElement;
    document.createElement = function createElement(name, ...given) {
      const element = create.call(this, name, ...given);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    };
  }

  // Jcrop tries with a handler in an attribute whether there is touch. It was refused, which means no; now nobody asks.
  function answerJcrop() {
    if (!window.jQuery?.fn.Jcrop) return;
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function setAttribute(name, value) {
      if (!name.startsWith("ontouch")) set.call(this, name, value);
    };
  }

  vouchForStyles();
  document.addEventListener("DOMContentLoaded", () => {
    answerJcrop();
    startRowsAtOnce();
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
})();
