/* The story screen. Everything works without it; with it, inputs follow the story's language, Enter in a line saves
   (see writing.js), a link to a field leads into it, and what is typed stays clear of the bars. */

import { whenEditor } from "./counts.js"
import "./keys.js"
import { form, goTo } from "./places.js"
import "./sheet.js"

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

/** The editor scrolls by itself, and knows nothing of the toolbar above it and the bar below. */
function keepClear(text) {
  const textarea = form.querySelector("#id_body")
  if (textarea.dataset.placeholder) text.dataset.placeholder = textarea.dataset.placeholder
  const bar = document.querySelector(".panel-bar")
  const toolbar = text.closest(".prose-editor").querySelector(".prose-menubar")
  const measure = () => {
    const isBelow = matchMedia("(max-width: 61.99rem)").matches
    const room = {
      top: (toolbar?.offsetHeight ?? 0) + 16,
      bottom: (isBelow ? bar.offsetHeight : 40) + 24,
      left: 0,
      right: 0,
    }
    text.editor?.view.setProps({ scrollMargin: room, scrollThreshold: room })
  }
  new ResizeObserver(measure).observe(bar)
  addEventListener("resize", measure)
  measure()
}

if (save) {
  const language = form.querySelector("#id_language")
  language?.addEventListener("change", () => followLanguage(language.value))

  // Lines that are set over several: Enter does what it does in every other line of text.
  for (const line of form.querySelectorAll("textarea.one-line")) {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return
      event.preventDefault()
      form.requestSubmit(save)
    })
  }

  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']")
    if (!link || link.hash.length < 2 || event.defaultPrevented) return
    if (goTo(document.getElementById(link.hash.slice(1)))) event.preventDefault()
  })
  whenEditor(form.querySelector(".field-body"), keepClear)
}
