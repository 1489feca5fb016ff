/* Pull quotes, and quotations that name their speaker. In them, as in lists, stand paragraphs and lists alone. */

import { Blockquote as BaseBlockquote, crel, Node } from "django-prose-editor/editor"
import { leave } from "./leaving.js"

/** Who says what is quoted: the last line of a quotation. */
export const QuoteSpeaker = Node.create({
  name: "quoteSpeaker",
  content: "inline*",
  defining: true,

  addOptions() {
    return { placeholder: "" }
  },

  parseHTML() {
    return [{ tag: "footer" }]
  },

  renderHTML() {
    return ["footer", 0]
  },

  addNodeView() {
    return () => {
      const dom = crel("footer", { "data-placeholder": this.options.placeholder })
      return { dom, contentDOM: dom }
    }
  },

  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, 1) }
  },
})

/** `<blockquote class="pull-quote"><p>…</p><footer>…</footer></blockquote>` */
export const PullQuote = Node.create({
  name: "pullQuote",
  group: "top",
  content: "block+ quoteSpeaker",
  defining: true,

  addOptions() {
    return { insert: "" }
  },

  parseHTML() {
    return [{ tag: "blockquote.pull-quote", priority: 60 }]
  },

  renderHTML() {
    return ["blockquote", { class: "pull-quote" }, 0]
  },

  addCommands() {
    return {
      togglePullQuote:
        () =>
        ({ state, tr, dispatch, editor }) => {
          const { pullQuote, quoteSpeaker, paragraph } = state.schema.nodes
          const { $from, $to } = state.selection
          for (let depth = $from.depth; depth > 0; depth--) {
            const quote = $from.node(depth)
            if (quote.type !== pullQuote) continue
            const blocks = []
            quote.forEach((child) => {
              if (child.type !== quoteSpeaker) blocks.push(child)
              else if (child.content.size) blocks.push(paragraph.create(null, child.content))
            })
            if (dispatch) tr.replaceWith($from.before(depth), $from.after(depth), blocks)
            return true
          }
          const range = $from.blockRange($to)
          if (!range || !range.parent.canReplaceWith(range.startIndex, range.endIndex, pullQuote)) return false
          const blocks = []
          for (let index = range.startIndex; index < range.endIndex; index++) {
            const block = range.parent.child(index)
            if (block.type.isInGroup("block")) blocks.push(block)
            else if (block.type.name === "heading") blocks.push(paragraph.create(null, block.content))
            else return false
          }
          const quote = pullQuote.createChecked(null, [...blocks, quoteSpeaker.create()])
          if (dispatch) {
            tr.replaceWith(range.start, range.end, quote)
            tr.setSelection(state.selection.constructor.near(tr.doc.resolve(range.start + 2)))
            queueMicrotask(() => editor.view.focus())
          }
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: this.name,
      groups: "nodes",
      priority: 110,
      button: buttons.text(this.options.insert),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().togglePullQuote(),
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
    })
  },
})

/** A plain quotation may name its speaker as well; none is asked for. */
export const Blockquote = BaseBlockquote.extend({
  group: "top",
  content: "block+ quoteSpeaker?",
  parseHTML() {
    return [{ tag: "blockquote:not(.pull-quote)" }]
  },
})
