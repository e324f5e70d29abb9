// Buttons that copy their text. Without this script, or where the browser refuses, the text beside them is marked.
const status = document.querySelector("[data-copy-status]");

async function copy({ currentTarget: button }) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = "";
    status.textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  } catch {
    const text = button.parentElement.querySelector("[data-copied]");
    getSelection().selectAllChildren(text);
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", copy);
  button.hidden = false;
}
