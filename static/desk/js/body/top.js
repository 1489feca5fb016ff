/* What stands at the top of a text and in nothing else, and how it is put there. */

import {
  Document as BaseDocument,
  Heading as BaseHeading,
  HorizontalRule as BaseHorizontalRule,
  pm,
} from "django-prose-editor/editor"

const { Selection } = pm.state

export const Document = BaseDocument.extend({ content: "(block | top)+" })
export const Heading = BaseHeading.extend({ group: "top" })
export const HorizontalRule = BaseHorizontalRule.extend({ group: "top" })

/** Where a block at the top would go: below the one that the cursor is in, or in its place if that is empty. */
function placeAt({ $from, $to }) {
  if (!$to.depth) return [$to.pos, $to.pos]
  const around = $to.node(1)
  const isEmpty = around.type.name === "paragraph" && !around.content.size
  return [isEmpty ? $from.before(1) : $to.after(1), $to.after(1)]
}

/** Put a block there, or at a position, and the cursor into it (or below it, where it has no words). */
export function place(editor, type, attrs = {}, content = null, position = null) {
  const { state, view } = editor
  const { schema, tr } = state
  const node = schema.nodes[type].create(attrs, content)
  const [from, to] = position === null ? placeAt(state.selection) : [position, position]
  const isLast = to >= state.doc.content.size
  tr.replaceWith(from, to, isLast ? [node, schema.nodes.paragraph.create()] : [node])
  tr.setSelection(Selection.near(tr.doc.resolve(node.isAtom ? from + node.nodeSize : from + 1)))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

/** The position at the top that is nearest to a point of the text. */
export function topAt(state, position) {
  const $at = state.doc.resolve(position)
  return $at.depth ? $at.after(1) : position
}
