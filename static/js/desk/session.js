// Whether the site is there and who is signed in. A new sign-in makes the token of an open form stale: it gets another.
import { form, PATIENCE } from "./form.js";

// "" where all is well; else what is wrong: "offline", "signedOut", or "otherUser", in whose name nothing is stored.
export async function renew() {
  let response, answer = null;
  try {
    response = await fetch(form.dataset.token, { cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status >= 500) return "offline";
    if (response.ok && response.headers.get("Content-Type")?.startsWith("application/json")) answer = await response.json();
  } catch {
    return "offline";
  }
  if (answer === null) return "signedOut";
  if (String(answer.user) !== form.dataset.user) return "otherUser";
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.token;
  return "";
}
