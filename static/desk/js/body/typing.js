/* Signs as they are printed, as one types them: the quotes of the story's language, dashes, three dots. Undo, or
   Backspace right after, gives back what was typed. The language is that of the editor at that moment. */

import { Extension, Plugin, pm } from "django-prose-editor/editor"

const QUOTES = {
  en: { '"': "“”", "'": "‘’" },
  ar: { '"': "«»" },
  ckb: { '"': "«»" },
}
// What an opening quote stands after, beside the beginning of a line.
const BEFORE_OPENING = /[\s([{<«“‘‹\u2010-\u2015\ufffc/-]$/
const ADDRESS = /(?:[a-z][a-z\d+.-]*:\/\/|www\.|\S@)\S*$/i
const key = new pm.state.PluginKey("typing")

/** What is printed for the signs at the end of a line, `typed` the last of them; null where it is what was typed. */
export function printed(line, typed, language) {
  if (ADDRESS.test(line)) return null
  const pair = QUOTES[language]?.[typed]
  if (pair) return { signs: typed, by: pair[!line || BEFORE_OPENING.test(line) ? 0 : 1] }
  // Three hyphens at the beginning of a line draw a line.
  if (typed === "-" && /[^-]-$/.test(line)) return { signs: "--", by: "–" }
  if (typed === "." && /(?:^|[^.…])\.\.$/.test(line)) return { signs: "...", by: "…" }
  return null
}

function typedIn(view, from, to, text) {
  const { state } = view
  if (text.length !== 1 || view.composing) return false
  const $from = state.doc.resolve(from)
  if (!$from.parent.isTextblock || (state.storedMarks ?? $from.marks()).some((mark) => mark.type.spec.code)) return false
  const line = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc")
  const change = printed(line, text, view.dom.lang)
  if (!change) return false
  // Two steps for the history: what was typed, and what became of it.
  view.dispatch(state.tr.insertText(text, from, to).scrollIntoView())
  const end = from + 1
  const start = end - change.signs.length
  const tr = view.state.tr.insertText(change.by, start, end)
  tr.setMeta(key, { at: start + change.by.length, signs: change.signs, length: change.by.length })
  view.dispatch(pm.history.closeHistory(tr).scrollIntoView())
  return true
}

function giveBack(view) {
  const change = key.getState(view.state)
  const { selection } = view.state
  if (!change || !selection.empty || selection.from !== change.at) return false
  view.dispatch(view.state.tr.insertText(change.signs, change.at - change.length, change.at).scrollIntoView())
  return true
}

export const Typing = Extension.create({
  name: "typing",
  priority: 1000, // Before Backspace means anything else.

  addKeyboardShortcuts() {
    return { Backspace: ({ editor }) => giveBack(editor.view) }
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: () => null,
          // Remembered until anything else happens.
          apply: (tr, was) => tr.getMeta(key) ?? (tr.docChanged || tr.selectionSet ? null : was),
        },
        props: { handleTextInput: typedIn },
      }),
    ]
  },
})
