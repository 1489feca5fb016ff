// Posts a comment in place. What the server answers with is its page: the form of it, with what is wrong or a preview,
// takes the place of this form; or its thanks stand where the form was. One at a time, however often one presses.
const PATIENCE = 30_000; // milliseconds

const formNow = () => document.querySelector(".comment-form");

const say = (form, words) => {
  const said = form.querySelector(".comment-said");
  // Emptied first, so that the same words are said again.
  said.textContent = "";
  setTimeout(() => {
    said.textContent = words;
  }, 50);
};

const bring = (element) => {
  element.focus({ preventScroll: true });
  // When what came and went has its place.
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
};

const replace = (form, answer) => {
  const fresh = document.importNode(answer, true);
  fresh.querySelector("[autofocus]")?.removeAttribute("autofocus");
  // The way back to where it stood is the page's, not the answer's.
  const cancel = form.querySelector(".comment-cancel");
  fresh.querySelector(".comment-cancel")?.replaceWith(cancel);
  form.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("comments:form", { bubbles: true }));
  bring(fresh.querySelector(".form-errors, .comment-preview") ?? fresh);
};

const thank = (form, thanks) => {
  const shown = document.importNode(thanks, true);
  const name = shown.querySelector("#own-name");
  for (const left of document.querySelectorAll(".own-comment")) left.remove();
  shown.setAttribute("role", "status");
  form.before(shown);
  form.elements.namedItem("body").value = "";
  form.elements.namedItem("quote").value = "";
  form.querySelector(".field-quote").hidden = true;
  form.querySelectorAll(".form-errors, .comment-preview").forEach((left) => left.remove());
  form.dispatchEvent(new CustomEvent("comments:sent", { bubbles: true }));
  bring(name);
};

const send = async (form, button) => {
  const words = new FormData(form, button);
  const buttons = form.querySelectorAll("button[type=submit]");
  form.setAttribute("aria-busy", "true");
  for (const each of buttons) each.setAttribute("aria-disabled", "true");
  say(form, "");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(words),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const thanks = answer.ok && answer.redirected && page.querySelector(".own-comment");
    const again = page.querySelector(".comment-form");
    const closed = page.querySelector(".comments-closed");
    if (thanks) thank(form, thanks);
    else if (again) replace(form, again);
    else if (closed) form.replaceWith(document.importNode(closed, true));
    else say(form, form.dataset.refused);
  } catch {
    say(form, form.dataset.unsent);
  } finally {
    form.removeAttribute("aria-busy");
    for (const each of buttons) each.removeAttribute("aria-disabled");
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== formNow()) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
});
