/* Pictures of the library. */

import { crel, Node } from "django-prose-editor/editor"
import { button, openDialog } from "./dialogs.js"
import { leave } from "./leaving.js"

const found = new Map() // address of the library -> Map(id -> promise of a picture, or of undefined)
let asked = null

/** A picture by its id. Those asked for in one turn are fetched by one request. */
export function pictureOf(library, id) {
  if (!found.has(library)) found.set(library, new Map())
  const known = found.get(library)
  if (!known.has(id)) {
    asked ??= { ids: [], answer: null }
    const batch = asked
    batch.ids.push(id)
    batch.answer ??= Promise.resolve().then(async () => {
      asked = null
      const query = new URLSearchParams(batch.ids.map((each) => ["id", each]))
      return fetchPictures(library, query)
    })
    known.set(
      id,
      batch.answer.then(
        ({ pictures }) => pictures.find((picture) => String(picture.id) === id),
        () => undefined,
      ),
    )
  }
  return known.get(id)
}

async function fetchPictures(library, query) {
  const answer = await fetch(`${library}?${query}`, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

function openLibrary({ library, add, words }, choose) {
  const search = crel("input", { type: "search", "aria-label": words.search, placeholder: words.search })
  const grid = crel("div", { className: "library-found" })
  const says = crel("p", { className: "quiet", role: "status" })
  const more = button(words.more, () => load(grid.lastElementChild?.dataset.id))
  const adding = crel("a", { href: add, target: "_blank", textContent: words.add })
  let latest = 0

  async function load(after) {
    const turn = ++latest
    const query = new URLSearchParams({ q: search.value, ...(after && { after }) })
    try {
      const answer = await fetchPictures(library, query)
      if (turn !== latest) return
      if (!after) grid.replaceChildren()
      for (const picture of answer.pictures) {
        const label = picture.caption || picture.alt
        const choice = button("", () => (dialog.close(), choose(picture)), "")
        choice.dataset.id = picture.id
        choice.append(
          crel("img", { src: picture.thumbnail, alt: picture.alt, loading: "lazy" }),
          crel("span", { textContent: label, dir: "auto" }),
        )
        grid.append(choice)
      }
      more.hidden = !answer.more
      says.textContent = grid.childElementCount ? "" : words.none
    } catch {
      says.textContent = words.failed
    }
  }

  let pause
  search.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(load, 250)
  })
  const close = button(words.close, () => dialog.close())
  const dialog = openDialog(words.insert, "library", [
    crel("div", { className: "row" }, [search]),
    says,
    grid,
    crel("div", { className: "row" }, [more, close, adding]),
  ])
  more.hidden = true
  load()
}

/** `<figure data-picture="12"><figcaption>…</figcaption></figure>`: everything else is the library's to say. */
export const LibraryPicture = Node.create({
  name: "libraryPicture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  defining: true,

  addOptions() {
    return { library: "", add: "", words: {} }
  },

  addAttributes() {
    return {
      picture: {
        default: null,
        parseHTML: (figure) => figure.dataset.picture,
        renderHTML: ({ picture }) => ({ "data-picture": picture }),
      },
    }
  },

  parseHTML() {
    const contentElement = (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption")
    return [{ tag: "figure[data-picture]", contentElement }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, 0) }
  },

  addNodeView() {
    const { library, words } = this.options
    return ({ node, editor, getPos }) => {
      const image = crel("img", { alt: "" })
      const credit = crel("div", { className: "credit", dir: "auto" })
      const remove = button(words.remove, () => {
        const from = getPos()
        editor.chain().focus().deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize }).run()
      })
      remove.classList.add("remove-picture")
      const frame = crel("div", { contentEditable: "false" }, [image, remove])
      const caption = crel("figcaption", { "data-placeholder": words.caption })
      const dom = crel("figure", { className: "library-picture" }, [frame, caption, credit])
      credit.contentEditable = "false"
      pictureOf(library, String(node.attrs.picture)).then((picture) => {
        if (!picture) {
          credit.textContent = words.missing
          return
        }
        image.src = picture.preview
        image.alt = picture.alt
        credit.textContent = picture.credit
        if (picture.caption) caption.dataset.placeholder = picture.caption
      })
      return {
        dom,
        contentDOM: caption,
        update: (changed) => changed.type === node.type && changed.attrs.picture === node.attrs.picture,
        stopEvent: (event) => remove.contains(event.target),
        // Only what is typed into the caption is the text's; a picture that arrives is not.
        ignoreMutation: ({ type, target }) =>
          type === "attributes" || (type !== "selection" && !caption.contains(target)),
      }
    }
  },

  addMenuItems({ menu, buttons }) {
    const { name, options } = this
    menu.defineItem({
      name,
      groups: "nodes",
      button: buttons.material("image", options.words.insert),
      command: (editor) =>
        openLibrary(options, (picture) =>
          editor
            .chain()
            .focus()
            .insertContent({ type: name, attrs: { picture: String(picture.id) } })
            .run(),
        ),
    })
  },
})
