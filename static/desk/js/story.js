/* The story screen. Everything works without it; with it, inputs follow the story's language, and Enter in a line
   saves (see writing.js). */

const form = document.querySelector("#article_form")
const save = form?.querySelector("button.save")

const directions = new Map(
  (form?.querySelector("[data-directions]")?.dataset.directions ?? "")
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":")),
)

function followLanguage(code) {
  const dir = directions.get(code)
  if (!dir) return
  for (const input of form.querySelectorAll("[data-follows-language]")) {
    const editor = input.closest(".prose-editor")?.querySelector(".ProseMirror")
    for (const element of [input, editor]) {
      element?.setAttribute("lang", code)
      element?.setAttribute("dir", dir)
    }
  }
}

if (save) {
  const language = form.querySelector("#id_language")
  language?.addEventListener("change", () => followLanguage(language.value))

  // Lines that are set over several: Enter does what it does in every other line of text.
  for (const line of form.querySelectorAll("textarea.one-line")) {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      form.requestSubmit(save)
    })
  }
}
