// Quotes words of the story: those that are selected, by a button beside them; or a paragraph, chosen in the form.
const LONGEST = 60; // characters of a paragraph in the list of them
const BLOCKS = "p, li, blockquote, h2, h3, td, th, figcaption";

const form = () => document.querySelector(".comment-form");
const field = () => form().elements.namedItem("quote");
const button = document.querySelector(".quote-these");

const spaced = (words) => words.trim().replaceAll(/[^\S\n]+/g, " ").replaceAll(/\n\s*/g, "\n");

const cut = (words, longest) => {
  if (words.length <= longest) return words;
  const end = words.lastIndexOf(" ", longest);
  return words.slice(0, end > 0 ? end : longest);
};

const quote = (words) => {
  field().value = cut(words, Number(field().getAttribute("maxlength")));
  form().querySelector(".field-quote").hidden = !words;
};

// The part of what is selected that is the story's. A triple click goes on to where the next paragraph begins.
const selectedIn = (story) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!story.contains(range.startContainer)) return null;
  if (!story.contains(range.endContainer)) range.setEndAfter(story.lastChild);
  return range;
};

const selected = (story) => {
  const range = selectedIn(story);
  if (!range) return "";
  const part = document.createElement("div");
  part.append(range.cloneContents());
  const blocks = [...part.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return spaced((blocks.length ? blocks : [part]).map((block) => block.textContent).join("\n"));
};

const stand = (story) => {
  const words = selected(story);
  button.hidden = !words || !form();
  if (button.hidden) return;
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  // Below the words: a telephone's own menu stands above them.
  button.style.insetBlockStart = `${place.bottom + scrollY + 12}px`;
};

const list = (story) => {
  const choice = form()?.querySelector("#comment-paragraph");
  if (!choice || choice.options.length > 1) return;
  for (const each of story.querySelectorAll(":scope > p")) {
    const words = spaced(each.textContent);
    if (!words) continue;
    const option = new Option(words.length > LONGEST ? `${cut(words, LONGEST)} …` : words, words);
    option.dir = "auto";
    choice.add(option);
  }
  choice.closest(".quote-choice").hidden = choice.options.length < 2;
  form().querySelector(".quote-drop").hidden = false;
};

let isOffered = false;

export const offer = (story) => {
  list(story);
  if (isOffered) return;
  isOffered = true;
  stand(story);
  document.addEventListener("selectionchange", () => stand(story));
  document.addEventListener("comments:form", () => list(story));
  // The selection is gone by the time of a click, on some telephones.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    quote(selected(story));
    getSelection().removeAllRanges();
    form().scrollIntoView({ block: "start" });
    form().querySelector("#comment-body").focus({ preventScroll: true });
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "comment-paragraph") quote(event.target.value);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".quote-drop")) return;
    quote("");
    form().querySelector("#comment-paragraph").value = "";
    form().querySelector("#comment-body").focus();
  });
};
