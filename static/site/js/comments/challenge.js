// While the site is under attack, lets the browser prove that it took its time. While all is calm nothing is fetched but
// one answer without a word.
const WORDS = ["label", "verifying", "verified", "waitAlert", "error", "expired"];

const load = async ({ widget, worker, styles }) => {
  for (const href of styles.split(" ")) {
    if (document.querySelector(`link[href="${href}"]`)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  await import(widget);
  globalThis.$altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker(worker));
};

export const begin = async (form) => {
  const place = form.querySelector(".challenge");
  if (!place || place.dataset.begun !== undefined) return;
  place.dataset.begun = "";
  try {
    const asked = await fetch(place.dataset.challenge, { method: "HEAD", cache: "no-store" });
    if (asked.status !== 200) return;
    await load(place.dataset);
    const { i18n } = globalThis.$altcha;
    const language = document.documentElement.lang;
    i18n.set(language, { ...i18n.get("en"), ...Object.fromEntries(WORDS.map((word) => [word, place.dataset[word]])) });
    const element = document.createElement("altcha-widget");
    element.setAttribute("challenge", place.dataset.challenge);
    element.setAttribute("language", language);
    element.setAttribute("auto", "onload");
    element.setAttribute(
      "configuration",
      JSON.stringify({ hideLogo: true, hideFooter: true, humanInteractionSignature: false, minDuration: 0 }),
    );
    place.replaceChildren(element);
    place.hidden = false;
  } catch {
    // Without it the comment is held for a moderator, and not lost.
  }
};

// An answer opens the door once.
document.addEventListener("comments:sent", ({ target }) => {
  const place = target.querySelector(".challenge");
  if (!place) return;
  place.replaceChildren();
  place.hidden = true;
  delete place.dataset.begun;
});
