/** Leave a line at the end of a block for a new paragraph below it. */
export function leave(editor, typeName, outer) {
  const { $from, empty } = editor.state.selection
  if (!empty || $from.parent.type.name !== typeName) return false
  const after = $from.after($from.depth - outer)
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
}
