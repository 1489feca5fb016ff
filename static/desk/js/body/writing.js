/* The writing table: what surrounds the text. */

import { crel, Extension } from "django-prose-editor/editor"
import { unwrap } from "./markup.js"
import { dress } from "./toolbar.js"

/** HTML as the newsroom keeps it: no p in a cell or in an item of one paragraph, no empty caption or speaker. */
function tidy(html) {
  const page = crel("template", { innerHTML: html }).content
  for (const item of page.querySelectorAll("li")) {
    const [first, ...others] = item.children
    if (first?.tagName === "P" && others.every((other) => /^[UO]L$/.test(other.tagName))) unwrap(first)
  }
  for (const line of page.querySelectorAll("td > p, th > p")) unwrap(line)
  for (const list of page.querySelectorAll("ol[data-type]")) list.removeAttribute("data-type")
  for (const line of page.querySelectorAll("footer, figcaption")) if (!line.childNodes.length) line.remove()
  return crel("div", {}, [page]).innerHTML
}

export const WritingTable = Extension.create({
  name: "writingTable",
  priority: 10, // After the menu, whose buttons are given their names here.

  addOptions() {
    return { toolbar: "", labels: {} }
  },

  onBeforeCreate() {
    const { editor } = this
    editor.options.injectCSS = false // The CSP bars a <style>; the rules are in desk.css and story.css.
    const getHTML = editor.getHTML.bind(editor)
    editor.getHTML = () => tidy(getHTML())
  },

  onCreate() {
    const { editor, options } = this
    const text = editor.view.dom
    const frame = text.closest(".prose-editor")
    const textarea = frame.querySelector("textarea")

    const label = document.querySelector(`label[for="${textarea.id}"]`)
    if (label) {
      label.id ||= `${textarea.id}_label`
      text.setAttribute("aria-labelledby", label.id)
      label.addEventListener("click", () => editor.commands.focus())
    }
    const described = textarea.getAttribute("aria-describedby")
    if (described) text.setAttribute("aria-describedby", described)
    for (const name of ["lang", "dir"]) {
      if (textarea.hasAttribute(name)) text.setAttribute(name, textarea.getAttribute(name))
    }
    // A problem that is mended in the body leads to the body.
    for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`)) {
      link.addEventListener("click", (event) => {
        event.preventDefault()
        text.scrollIntoView({ block: "center" })
        editor.commands.focus()
      })
    }

    const menu = frame.querySelector(".prose-menubar")
    if (menu) dress(editor, menu, options)
  },
})
