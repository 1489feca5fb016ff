// Keeps a commenter's name, email and website in this browser, when asked to; nowhere else.
const KEY = "newsroom.commenter";
const NAMES = ["name", "email", "website"];

const form = document.querySelector(".comment-form");
const line = form?.querySelector(".remember");
const box = line?.querySelector("input");

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

if (box) {
  line.hidden = false;
  const kept = read();
  box.checked = kept !== null;
  for (const name of NAMES) {
    const field = form.elements.namedItem(name);
    if (!field.value && typeof kept?.[name] === "string") field.value = kept[name];
  }
  form.addEventListener("submit", () => {
    write(box.checked ? Object.fromEntries(NAMES.map((name) => [name, form.elements.namedItem(name).value])) : null);
  });
}
