/* Pictures of the library, with the words and the size of this use. */

import { crel, Node } from "django-prose-editor/editor"
import { button } from "./dialogs.js"
import { field, framed, intoControls, remove, write } from "./frames.js"
import { leave } from "./leaving.js"
import { openLibrary, pictureOf } from "./library.js"
import { place } from "./top.js"
import { takesPictures } from "./uploads.js"

const ofData = (name) => ({
  default: null,
  parseHTML: (figure) => figure.getAttribute(`data-${name}`),
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
})

/** `<figure data-picture="12" data-size="wide" data-credit="…" data-alt="…"><figcaption>…</figcaption></figure>`:
    what is left empty is the library's to say. */
export const LibraryPicture = Node.create({
  name: "libraryPicture",
  group: "top",
  content: "inline*",
  draggable: true,
  isolating: true,
  defining: true,

  addOptions() {
    return { library: "", add: "", sizes: {}, words: {} }
  },

  addAttributes() {
    return Object.fromEntries(["picture", "size", "credit", "alt"].map((name) => [name, ofData(name)]))
  },

  parseHTML() {
    const contentElement = (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption")
    return [{ tag: "figure[data-picture]", contentElement }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addKeyboardShortcuts() {
    return {
      Enter: () => leave(this.editor, this.name, 0),
      Tab: () => intoControls(this.editor, this.name),
      "Mod-Alt-p": () => (choosePicture(this.editor, this.name, this.options), true),
    }
  },

  addProseMirrorPlugins() {
    return [takesPictures(this.editor, this.name, this.options)]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => pictureView(this.options, node, editor, getPos)
  },

  addMenuItems({ menu, buttons }) {
    const { name, options } = this
    menu.defineItem({
      name,
      groups: "insert",
      priority: 130,
      button: buttons.text(options.words.insert),
      command: (editor) => choosePicture(editor, name, options),
    })
  },
})

const choosePicture = (editor, name, options) =>
  openLibrary(options, (picture) => place(editor, name, { picture: String(picture.id) }))

function pictureView(options, node, editor, getPos) {
  const { library, sizes, words } = options
  const image = crel("img", { alt: "" })
  const caption = crel("figcaption", { "data-placeholder": words.caption })
  const lines = Object.fromEntries(
    ["credit", "alt"].map((name) => {
      const line = crel("input", { type: "text", maxLength: name === "alt" ? 300 : 200, placeholder: words.empty })
      line.addEventListener("input", () => write(editor, getPos, name, line.value || null))
      return [name, line]
    }),
  )
  const size = crel("select", {}, Object.entries(sizes).map(([value, textContent]) => crel("option", { value, textContent })))
  size.addEventListener("change", () => write(editor, getPos, "size", size.value || null))
  const replace = () =>
    openLibrary(options, ({ id }) => {
      // Whose picture it is and what it shows were said of the one before; the caption is the writer's text.
      const attrs = { ...node.attrs, picture: String(id), credit: null, alt: null }
      editor.view.dispatch(editor.state.tr.setNodeMarkup(getPos(), null, attrs))
    })
  const controls = crel("div", { className: "frame-controls" }, [
    field(words.credit, lines.credit),
    field(words.alt, lines.alt),
    field(words.size, size),
    button(words.replace, replace),
    button(words.remove, () => remove(editor, getPos)),
  ])
  const says = crel("p", { className: "frame-says", hidden: true })
  const picture = crel("div", { className: "frame-picture", contentEditable: "false" }, [image, says])
  const dom = crel("figure", { className: "library-picture" }, [picture, caption, controls])

  function show(changed) {
    const isOther = changed.attrs.picture !== node.attrs.picture || !image.src
    node = changed
    dom.dataset.size = node.attrs.size ?? ""
    size.value = node.attrs.size ?? ""
    for (const [name, line] of Object.entries(lines)) {
      if (line.value !== (node.attrs[name] ?? "")) line.value = node.attrs[name] ?? ""
    }
    if (isOther) load(String(node.attrs.picture))
  }

  async function load(id) {
    const found = await pictureOf(library, id)
    if (id !== String(node.attrs.picture)) return
    says.hidden = Boolean(found)
    says.textContent = found ? "" : words.missing
    if (!found) return image.removeAttribute("src")
    Object.assign(image, { src: found.preview, alt: found.alt, width: found.width, height: found.height })
    lines.credit.placeholder = found.credit || words.empty
    lines.alt.placeholder = found.alt || words.empty
    caption.dataset.placeholder = found.caption || words.caption
  }

  show(node)
  const update = (changed) => changed.type === node.type && (show(changed), true)
  return framed({ editor, dom, contentDOM: caption, controls, update, getPos })
}
