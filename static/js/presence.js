// Says every 25 seconds that this item is open, and shows who else has it open. Nothing waits for it.
(() => {
  const sign = document.querySelector("[data-presence]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!sign || !token) return;
  const send = (values, options) =>
    fetch(sign.dataset.presence, {
      method: "POST",
      headers: { "X-CSRFToken": token.value, "X-Requested-With": "XMLHttpRequest" },
      body: new URLSearchParams(values),
      ...options,
    });
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await send({});
      const said = answer.ok ? (await answer.json()).sentence : "";
      if (sign.textContent !== said) sign.textContent = said;
      sign.hidden = !said;
    } catch {
      // Without a connection nobody knows who is here: the sign goes, the work goes on.
      sign.hidden = true;
    }
  };
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("pagehide", () => send({ leaves: "1" }, { keepalive: true }).catch(() => {}));
  setInterval(ask, 25_000);
  ask();
})();
