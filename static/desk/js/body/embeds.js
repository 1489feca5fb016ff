/* Posts, videos, sounds and charts of other sites, by their address. Nothing of theirs is loaded at the desk. */

import { crel, Node } from "django-prose-editor/editor"
import { ask } from "./asking.js"
import { button, openDialog } from "./dialogs.js"
import { framed, intoControls, remove } from "./frames.js"
import { leave } from "./leaving.js"
import { place } from "./top.js"

/** `<figure data-embed="https://…"><figcaption>…</figcaption></figure>` */
export const Embed = Node.create({
  name: "embed",
  group: "top",
  content: "inline*",
  draggable: true,
  isolating: true,
  defining: true,

  addOptions() {
    return { check: "", providers: {}, words: {} }
  },

  addAttributes() {
    return {
      address: {
        default: null,
        parseHTML: (figure) => figure.dataset.embed,
        renderHTML: ({ address }) => ({ "data-embed": address }),
      },
    }
  },

  parseHTML() {
    const contentElement = (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption")
    return [{ tag: "figure[data-embed]", contentElement }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, 0), Tab: () => intoControls(this.editor, this.name) }
  },

  addNodeView() {
    const { providers, words } = this.options
    return ({ node, editor, getPos }) => {
      const { address } = node.attrs
      const host = new URL(address, location.href).host
      const caption = crel("figcaption", { "data-placeholder": words.caption })
      const controls = crel("div", { className: "frame-controls" }, [
        crel("a", { href: address, target: "_blank", rel: "noopener", textContent: words.open }),
        button(words.remove, () => remove(editor, getPos)),
      ])
      const about = crel("div", { className: "embed-about", contentEditable: "false" }, [
        crel("strong", { textContent: providers[host] ?? host }),
        crel("bdi", { textContent: address, dir: "ltr" }),
      ])
      const dom = crel("figure", { className: "embed-card" }, [about, caption, controls])
      const update = (changed) => changed.type === node.type && changed.attrs.address === address
      return framed({ editor, dom, contentDOM: caption, controls, update, getPos })
    }
  },

  addMenuItems({ menu, buttons }) {
    const { name, options } = this
    menu.defineItem({
      name,
      groups: "insert",
      priority: 120,
      button: buttons.text(options.words.insert),
      command: (editor) => askForAddress(options, ({ address, caption }) => {
        const words = caption ? editor.schema.text(caption) : null
        place(editor, name, { address }, words)
      }),
    })
  },
})

function askForAddress({ check, words }, choose) {
  const address = crel("input", { type: "url", id: "embed-address", dir: "ltr", "aria-describedby": "embed-says" })
  const caption = crel("input", { type: "text", id: "embed-caption", dir: "auto" })
  const says = crel("p", { className: "quiet", id: "embed-says", role: "status", textContent: words.known })

  async function apply() {
    try {
      const answer = await ask(check, { url: address.value })
      if (answer.address) {
        dialog.close()
        return choose({ address: answer.address, caption: caption.value.trim() })
      }
      says.textContent = answer.error
    } catch {
      says.textContent = words.failed
    }
    says.className = "refused"
    address.setAttribute("aria-invalid", "true")
    address.select()
  }

  const dialog = openDialog(words.insert, "small", [
    crel("div", { className: "field" }, [crel("label", { htmlFor: address.id, textContent: words.address }), address, says]),
    crel("div", { className: "field" }, [crel("label", { htmlFor: caption.id, textContent: words.caption }), caption]),
    crel("div", { className: "row" }, [
      button(words.set, apply, "button primary"),
      button(words.cancel, () => dialog.close()),
    ]),
  ])
  for (const line of [address, caption]) {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      apply()
    })
  }
}
