/* Alt+↑ and Alt+↓ move the block that the cursor is in, or those that are selected, past the next one. */

import { Extension } from "django-prose-editor/editor"

function move(editor, step) {
  const { state, view } = editor
  const { $from, $to } = state.selection
  const [first, last] = [$from.index(0), $to.index(0)]
  const past = step < 0 ? first - 1 : last + 1
  if (past < 0 || past >= state.doc.childCount) return true
  const other = state.doc.child(past)
  const size = other.nodeSize
  const [start, end] = [$from.posAtIndex(first, 0), $from.posAtIndex(last + 1, 0)]
  const transaction = state.tr
  // The other one jumps over: so the cursor stays where it is in its own words.
  if (step < 0) transaction.insert(end, other).delete(start - size, start)
  else transaction.delete(end, end + size).insert(start, other)
  view.dispatch(transaction.scrollIntoView())
  return true
}

export const MoveBlock = Extension.create({
  name: "moveBlock",
  addKeyboardShortcuts() {
    return { "Alt-ArrowUp": () => move(this.editor, -1), "Alt-ArrowDown": () => move(this.editor, 1) }
  },
})
