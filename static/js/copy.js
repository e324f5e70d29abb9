// Buttons that copy their text, and say so to who does not see them. Where the browser can, it is copied with its italics
// too, for programs that take them. Without this script, or where the browser refuses, the text beside them is marked.
const status = document.querySelector("[data-copy-status]");

function tell(sentence) {
  // Emptied first, and filled in another moment: what is told twice in the same words is heard twice.
  status.textContent = "";
  setTimeout(() => {
    status.textContent = sentence;
  }, 100);
}

async function write(plain, shown) {
  if (window.ClipboardItem && navigator.clipboard.write) {
    const forms = { "text/plain": plain, "text/html": shown.innerHTML };
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return;
    } catch {
      // Some take plain text only.
    }
  }
  await navigator.clipboard.writeText(plain);
}

async function copy({ currentTarget: button }) {
  const shown = button.parentElement.querySelector("[data-copied]");
  try {
    await write(button.dataset.copy, shown);
    tell(button.dataset.told);
    button.textContent = button.dataset.done;
  } catch {
    getSelection().selectAllChildren(shown);
    tell(button.dataset.failed);
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", copy);
  button.hidden = false;
}
