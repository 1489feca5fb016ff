// Keeps a commenter's name, email and website in this browser, when asked to; nowhere else. And fetches what makes the
// conversation quicker when somebody begins to use it. Without this module all of it works, page by page.
const KEY = "newsroom.commenter";
const NAMES = ["name", "email", "website"];

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
};

const write = (commenter) => {
  try {
    if (commenter) localStorage.setItem(KEY, JSON.stringify(commenter));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: the comment goes all the same.
  }
};

const remember = (form) => {
  const line = form.querySelector(".remember");
  const box = line.querySelector("input");
  line.hidden = false;
  const kept = read();
  box.checked = kept !== null;
  for (const name of NAMES) {
    const field = form.elements.namedItem(name);
    if (!field.value && typeof kept?.[name] === "string") field.value = kept[name];
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest(".comment-form");
  if (!form) return;
  const box = form.querySelector(".remember input");
  write(box.checked ? Object.fromEntries(NAMES.map((name) => [name, form.elements.namedItem(name).value])) : null);
});

// How long it is written at; a form that came back is a new one.
document.addEventListener("focusin", ({ target }) => {
  const form = target.form?.closest(".comment-form");
  if (!form) return;
  form.dataset.begun ??= String(performance.now());
  import("./challenge.js").then(({ begin }) => begin(form), () => {});
});
document.addEventListener(
  "submit",
  ({ target }) => {
    const took = target.elements?.namedItem("took");
    if (took && target.dataset.begun) took.value = ((performance.now() - target.dataset.begun) / 1000).toFixed(1);
  },
  { capture: true },
);

// A form that the server sent in place of the last one.
document.addEventListener("comments:form", (event) => remember(event.target));

const form = document.querySelector(".comment-form");
const story = document.querySelector(".story .body");

const withAll = (use) => Promise.all([import("./posting.js"), import("./quoting.js")]).then(use, () => {});

if (form) {
  remember(form);
  form.addEventListener("focusin", () => withAll(([, quoting]) => story && quoting.offer(story)), { once: true });
  document.addEventListener("click", (event) => {
    const way = event.target.closest(".comment-answer");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const follow = () => location.assign(way.href);
    withAll(() => import("./answering.js").then(({ answer }) => answer(way), follow));
  });
  if (story) {
    document.addEventListener(
      "selectionchange",
      () => withAll(([, quoting]) => quoting.offer(story)),
      { once: true },
    );
  }
}
