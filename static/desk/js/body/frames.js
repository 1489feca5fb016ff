/* What the views of figures and cards in the text have in common. */

import { crel } from "django-prose-editor/editor"

export function remove(editor, getPos) {
  const from = getPos()
  editor.chain().focus().deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize }).run()
}

/** Write an attribute of the node at a position, as something that can be undone. */
export function write(editor, getPos, name, value) {
  const { view } = editor
  view.dispatch(view.state.tr.setNodeAttribute(getPos(), name, value))
}

/**
 * A view whose only words are in `contentDOM`: around them stand controls, which are the browser's alone.
 * Tab leads from the words to the controls, Escape back.
 */
export function framed({ editor, dom, contentDOM, controls, update, getPos }) {
  controls.contentEditable = "false"
  controls.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault()
      const inside = getPos() + (contentDOM ? 1 : 0)
      if (contentDOM) editor.chain().focus().setTextSelection(inside).run()
      else editor.chain().focus().setNodeSelection(inside).run()
    } else if (event.key === "Enter" && event.target.matches("input")) event.preventDefault()
  })
  return {
    dom,
    contentDOM,
    update,
    stopEvent: (event) => controls.contains(event.target),
    // What arrives late, such as a picture, is no change of the text.
    ignoreMutation: ({ type, target }) =>
      type === "selection" ? controls.contains(target) : type === "attributes" || !contentDOM?.contains(target),
  }
}

/** Keyboard: from the words of a figure on to what stands below them. */
export function intoControls(editor, name) {
  const { selection } = editor.state
  const { $from } = selection
  const position = selection.node?.type.name === name ? selection.from : $from.parent.type.name === name ? $from.before() : null
  if (position === null) return false
  const control = editor.view.nodeDOM(position)?.querySelector?.("input, select, button")
  control?.focus()
  return Boolean(control)
}

export const field = (label, control) => crel("label", {}, [crel("span", { textContent: label }), control])
