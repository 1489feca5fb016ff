/* Tables of rows and columns, without spans: a cell is one paragraph. Tab leads from cell to cell. */

import {
  Plugin,
  pm,
  Table as BaseTable,
  TableCell as BaseTableCell,
  TableHeader as BaseTableHeader,
} from "django-prose-editor/editor"
import { place } from "./top.js"

const { Fragment, Slice } = pm.model
const { isInTable, selectedRect } = pm.tables
// As many as the server takes (articles/structure.py).
const MOST = { rows: 300, columns: 30 }

const spans = { default: 1, parseHTML: () => 1, rendered: false }
const cell = {
  content: "paragraph",
  addAttributes() {
    return { colspan: spans, rowspan: spans, colwidth: { default: null, parseHTML: () => null, rendered: false } }
  },
}
const readAs = (tag) => [{ tag }]

export const TableCell = BaseTableCell.extend({ ...cell, parseHTML: () => readAs("td") })
export const TableHeader = BaseTableHeader.extend({ ...cell, parseHTML: () => readAs("th") })

/** What is pasted into a cell is one line: its blocks with breaks between them. */
function asLine(schema, slice) {
  let line = Fragment.empty
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true
    if (line.size) line = line.addToEnd(schema.nodes.hardBreak.create())
    line = line.append(node.content)
    return false
  })
  return new Slice(line, 0, 0)
}

const isRowEmpty = (row) => !row.textContent.trim()

/** From the last cell, Tab makes a row below; where the last row has nothing in it, it leads out of the table. */
function onward(editor) {
  if (!editor.isActive("table")) return false
  if (editor.commands.goToNextCell()) return true
  const { table, tableStart } = selectedRect(editor.state)
  if (isRowEmpty(table.lastChild) || table.childCount >= MOST.rows) return leaveTable(editor, tableStart + table.nodeSize - 1)
  return editor.chain().addRowAfter().goToNextCell().run()
}

function leaveTable(editor, after) {
  const below = editor.state.doc.nodeAt(after)
  if (below?.isTextblock) return editor.commands.setTextSelection(after + 1)
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
}

export const Table = BaseTable.extend({
  group: "top",

  addOptions() {
    return { ...this.parent?.(), words: {} }
  },

  addKeyboardShortcuts() {
    const { editor } = this
    const inTable = (act) => () => isInTable(editor.state) && act()
    return {
      ...this.parent?.(),
      Tab: () => onward(editor),
      "Shift-Tab": inTable(() => editor.commands.goToPreviousCell()),
      Enter: inTable(() => editor.commands.setHardBreak()),
    }
  },

  addProseMirrorPlugins() {
    const lines = new Plugin({
      props: {
        handlePaste(view, _event, slice) {
          const { state } = view
          if (!isInTable(state) || state.selection.$anchorCell) return false
          const isOneLine = slice.content.childCount === 1 && slice.content.firstChild.isTextblock
          const { firstChild } = slice.content
          if (isOneLine || firstChild?.type.spec.tableRole) return false
          view.dispatch(state.tr.replaceSelection(asLine(state.schema, slice)).scrollIntoView())
          return true
        },
      },
    })
    return [lines, ...this.parent()]
  },

  addMenuItems({ menu, buttons }) {
    const { words } = this.options
    const { name } = this
    menu.defineItem({
      name,
      groups: "insert",
      button: buttons.text(words.insert),
      enabled: (editor) => !isInTable(editor.state),
      command: (editor) => place(editor, name, {}, grid(editor.schema, 3, 3)),
    })
    const room = (side) => (editor) => {
      const { map } = selectedRect(editor.state)
      return (side === "rows" ? map.height : map.width) < MOST[side]
    }
    const acts = {
      addRowBefore: room("rows"),
      addRowAfter: room("rows"),
      addColumnBefore: room("columns"),
      addColumnAfter: room("columns"),
      deleteRow: null,
      deleteColumn: null,
      toggleHeaderRow: null,
      toggleHeaderColumn: null,
      deleteTable: null,
    }
    let priority = 100
    for (const [act, hasRoom] of Object.entries(acts)) {
      menu.defineItem({
        name: `table:${act}`,
        groups: "table",
        priority: priority--,
        button: buttons.text(words[act]),
        hidden: (editor) => !isInTable(editor.state),
        enabled: (editor) => isInTable(editor.state) && (!hasRoom || hasRoom(editor)),
        command: (editor) => editor.chain().focus()[act]().run(),
      })
    }
  },
})

function grid(schema, height, width) {
  const { tableRow, tableHeader, tableCell } = schema.nodes
  const row = (type) => tableRow.create(null, Array.from({ length: width }, () => type.createAndFill()))
  return Array.from({ length: height }, (_each, number) => row(number ? tableCell : tableHeader))
}
