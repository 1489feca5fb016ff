/* Picture files that are dropped on the text, or pasted into it, go to the library and come back as figures. */

import { crel, Plugin } from "django-prose-editor/editor"
import { place, topAt } from "./top.js"

/** The library's picture of a file; raises an Error whose message is a sentence. */
export async function upload({ library, words }, file) {
  const body = new FormData()
  body.append("file", file)
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
  let answer
  try {
    // The library's way in lies beside the address that it is searched at.
    const beside = new URL("../upload/", new URL(library, location.href))
    answer = await fetch(beside, { method: "POST", body, headers: { Accept: "application/json" } })
    const { picture, error } = await answer.json()
    if (answer.ok && picture) return picture
    if (error) throw new Error(error)
  } catch (error) {
    // What is no JSON is not from our own view, and a line that is down says so in no language of ours.
    if (answer && !answer.ok && !(error instanceof SyntaxError)) throw error
  }
  throw new Error(words.failed)
}

const picturesIn = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"))

/** A text that was copied from elsewhere may bring a picture of itself: then the text is what is meant. */
function hasText(data) {
  const html = data.getData("text/html")
  return html ? Boolean(new DOMParser().parseFromString(html, "text/html").body.textContent.trim()) : Boolean(data.getData("text/plain"))
}

/** Plugin: takes the files, says what becomes of them, and keeps their place while the text goes on. */
export function takesPictures(editor, name, options) {
  const says = crel("p", { className: "body-uploads quiet", role: "status" })
  const waiting = new Set()
  let trouble = ""

  function say() {
    const going = [...waiting].map(({ file }) => options.words.uploading.replace("{name}", file.name))
    says.textContent = [...going, trouble].filter(Boolean).join(" ")
  }

  async function take(file, position) {
    const place_ = { file, position }
    waiting.add(place_)
    trouble = ""
    say()
    try {
      const picture = await upload(options, file)
      if (!editor.isDestroyed) place(editor, name, { picture: String(picture.id) }, null, place_.position)
    } catch (error) {
      trouble = error.message
    }
    waiting.delete(place_)
    say()
  }

  return new Plugin({
    view(view) {
      view.dom.before(says)
      return { destroy: () => says.remove() }
    },
    state: {
      init: () => null,
      apply(tr) {
        for (const each of waiting) each.position = tr.mapping.map(each.position)
        return null
      },
    },
    props: {
      handlePaste(view, event) {
        const files = picturesIn(event.clipboardData)
        if (!files.length || hasText(event.clipboardData)) return false
        for (const file of files) take(file, topAt(view.state, view.state.selection.to))
        return true
      },
      handleDrop(view, event) {
        const files = picturesIn(event.dataTransfer)
        if (!files.length) return false
        event.preventDefault()
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        for (const file of files) take(file, topAt(view.state, at?.pos ?? view.state.doc.content.size))
        return true
      },
    },
  })
}
