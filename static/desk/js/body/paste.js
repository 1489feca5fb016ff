/* Paste: from word processors, sheets, mails, messengers, PDFs and web pages, the text and what it means; nothing of
   how it looked. The server judges once more what is sent (articles/body.py). */

import { crel, Extension, Plugin, pm } from "django-prose-editor/editor"
import { blocksHtml } from "./pasted/blocks.js"
import { markWordLists } from "./pasted/lists.js"
import { plainHtml } from "./pasted/plain.js"
import { printedLines, read, unwrapAll, withoutPictures } from "./pasted/reading.js"

/** HTML of the body's vocabulary for what was copied, and how many pictures were left out. */
export function cleaned(html) {
  if (html.includes("data-pm-slice")) return { html, pictures: 0 } // Our own text, copied here.
  const body = read(html)
  const pictures = withoutPictures(body)
  const lines = printedLines(body)
  if (lines !== null) return { html: cleanedText(lines), pictures }
  markWordLists(body)
  unwrapAll(body, "ins, o\\:p, font, u, small, big")
  return { html: blocksHtml(body), pictures }
}

export function cleanedText(text) {
  return blocksHtml(read(plainHtml(text)))
}

export const cleanPaste = (html) => cleaned(html).html

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions() {
    return { leftOut: "" }
  },

  onBeforeCreate() {
    // Stars and underscores in somebody's message are what they wrote.
    this.editor.options.enablePasteRules = ["link"]
  },

  addProseMirrorPlugins() {
    const { leftOut } = this.options
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html, view) => {
            const { html: made, pictures } = cleaned(html)
            if (pictures && leftOut) say(view, leftOut.replace("{count}", pictures))
            return made
          },
          clipboardTextParser: (text, $context, _plain, view) => {
            const body = crel("div", { innerHTML: cleanedText(text) })
            const slice = pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(body, {
              context: $context,
              preserveWhitespace: false,
            })
            return pm.model.Slice.maxOpen(slice.content, true)
          },
        },
      }),
    ]
  },
})

/** A quiet word below the text, until the next paste. */
function say(view, words) {
  const frame = view.dom.closest(".prose-editor")
  frame?.querySelector(".paste-says")?.remove()
  frame?.append(crel("p", { className: "paste-says quiet", role: "status", textContent: words }))
}
