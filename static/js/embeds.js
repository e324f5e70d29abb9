// A player is loaded when a reader asks for it, and its host hears nothing before.
const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture";
const SANDBOX = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts";

function load({ currentTarget: button }) {
  const frame = document.createElement("iframe");
  frame.title = button.dataset.title;
  frame.allow = ALLOWED;
  frame.setAttribute("sandbox", SANDBOX);
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // some players refuse whoever does not say where they are
  frame.src = button.dataset.player;
  button.parentElement.replaceChildren(frame);
  frame.focus();
}

for (const button of document.querySelectorAll("button[data-player]")) {
  button.addEventListener("click", load);
  button.hidden = false;
}
