/* What the body's editor has beyond the library's own (django-prose-editor): pictures of the library, pull quotes with
   their speaker, a paste cleaner, a counter, and the accessible name of the text. The vocabulary is that of
   articles/body.py, which judges everything once more on the server. */

import {
  Blockquote as BaseBlockquote,
  crel,
  Extension,
  Link as BaseLink,
  Node,
  Plugin,
} from "django-prose-editor/editor"

/* Pictures of the library */

const found = new Map() // address of the library -> Map(id -> promise of a picture, or of undefined)
let asked = null

/** A picture by its id. Those asked for in one turn are fetched by one request. */
function pictureOf(library, id) {
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

function button(textContent, onclick, className = "button") {
  const element = crel("button", { type: "button", className, textContent })
  element.addEventListener("click", onclick)
  return element
}

/** A modal dialog outside the story's form, so that Enter in it never saves the story. */
function openDialog(title, className, children) {
  const heading = crel("h2", { textContent: title, id: "desk-dialog-title" })
  const dialog = crel("dialog", { className: `desk-dialog ${className}`, "aria-labelledby": heading.id }, [
    heading,
    ...children,
  ])
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
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

/** Leave a line at the end of a block for a new paragraph below it. */
function leave(editor, typeName, outer) {
  const { $from, empty } = editor.state.selection
  if (!empty || $from.parent.type.name !== typeName) return false
  const after = $from.after($from.depth - outer)
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
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

/* Pull quotes */

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
  group: "block",
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
          for (let index = range.startIndex; index < range.endIndex; index++) blocks.push(range.parent.child(index))
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
      button: buttons.material("format_shapes", this.options.insert),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().togglePullQuote(),
      command: (editor) => editor.chain().focus().togglePullQuote().run(),
    })
  },
})

/** A plain quotation may name its speaker as well; none is asked for. */
export const Blockquote = BaseBlockquote.extend({
  content: "block+ quoteSpeaker?",
  parseHTML() {
    return [{ tag: "blockquote:not(.pull-quote)" }]
  },
})

/* Links: an address and nothing else. */

function asAddress(typed) {
  const address = typed.trim()
  if (/^(https?:|mailto:|tel:|\/|#)/i.test(address) || !address) return address
  return address.includes("@") && !address.includes("/") ? `mailto:${address}` : `https://${address}`
}

export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("link")) return false
          const { address, set, cancel } = wordsOf(editor)
          const input = crel("input", {
            type: "text",
            inputMode: "url",
            dir: "ltr",
            value: editor.getAttributes("link").href ?? "",
            "aria-label": address,
          })
          const apply = () => {
            const href = asAddress(input.value)
            dialog.close()
            const chain = editor.chain().focus().extendMarkRange("link")
            if (href) chain.setMark("link", { href }).run()
            else chain.unsetLink().run()
          }
          input.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") return
            event.preventDefault()
            apply()
          })
          const dialog = openDialog(address, "small", [
            crel("div", { className: "row" }, [input]),
            crel("div", { className: "row" }, [
              button(set, apply, "button primary"),
              button(cancel, () => dialog.close()),
            ]),
          ])
          input.select()
          return true
        },
    }
  },
})

const wordsOf = (editor) =>
  editor.extensionManager.extensions.find((extension) => extension.name === "writingTable")?.options ?? {}

/* Paste: from Word, Google Docs and web pages, the text and what it means; nothing of how it looked. */

const SYNONYMS = { B: "strong", I: "em", H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const KEPT = { A: ["href"], OL: ["start"], FIGURE: ["data-picture"] }

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name)
  for (const { name: attribute, value } of element.attributes) other.setAttribute(attribute, value)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

function wrapInside(element, name) {
  const inner = element.ownerDocument.createElement(name)
  inner.append(...element.childNodes)
  element.append(inner)
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

/** Word's lists are paragraphs that say so in their style. */
function listsOfWord(page) {
  let lists = []
  let previous = null
  for (const line of [...page.querySelectorAll('p[data-style*="mso-list"]')]) {
    const style = line.dataset.style
    const level = Number(/\blevel(\d+)/.exec(style)?.[1] ?? 1)
    const mark = line.querySelector('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]')
    const kind = /^\s*(\d+|[a-z]{1,3})[.)]/i.test(mark?.textContent ?? "") ? "ol" : "ul"
    mark?.remove()
    if (!previous || previous.nextElementSibling !== line) lists = []
    lists.length = Math.min(lists.length, level)
    if (lists[level - 1]?.tagName.toLowerCase() !== kind) {
      const list = page.createElement(kind)
      const parent = lists.length && lists[lists.length - 1]?.lastElementChild
      if (level > 1 && parent) parent.append(list)
      else line.before(list)
      lists[level - 1] = list
    }
    const item = page.createElement("li")
    item.append(...line.childNodes)
    lists[level - 1].append(item)
    previous = lists[0] ?? lists[level - 1]
    line.remove()
  }
}

export function cleanPaste(html) {
  if (html.includes("data-pm-slice")) return html // Our own text, copied here.
  // A strict CSP bars styles and handlers in a parsed page as well, so attributes are read under another name.
  const readable = html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])(style|on\w+)(?=\s*=)/gi, "$1data-$2"))
  const page = new DOMParser().parseFromString(readable, "text/html")
  for (const element of page.querySelectorAll("style, script, meta, link, title, template, svg, math, object, iframe")) {
    element.remove()
  }
  listsOfWord(page)
  for (const element of [...page.body.querySelectorAll("*")]) {
    if (!element.isConnected) continue
    const style = element.dataset?.style ?? ""
    const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/i.exec(style)?.[1]
    const isHeading = /^H\d$/.test(element.tagName)
    const isBold = weight && (/^bold/i.test(weight) || Number(weight) >= 600)
    // Google Docs wraps everything in <b style="font-weight:normal">.
    if (element.tagName === "B" && weight && !isBold) {
      unwrap(element)
      continue
    }
    if (!isHeading && !/^(B|STRONG)$/.test(element.tagName) && isBold) wrapInside(element, "strong")
    if (!isHeading && !/^(I|EM)$/.test(element.tagName) && /(?:^|;)\s*font-style\s*:\s*italic/i.test(style)) {
      wrapInside(element, "em")
    }
    if (isHeading) for (const bold of element.querySelectorAll("b, strong")) unwrap(bold)
    for (const { name } of [...element.attributes]) {
      const isPullQuote = name === "class" && element.matches("blockquote.pull-quote")
      if (!KEPT[element.tagName]?.includes(name) && !isPullQuote) element.removeAttribute(name)
    }
    if (element.tagName === "A") {
      const href = element.getAttribute("href") ?? ""
      const behind = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q")
      if (behind) element.setAttribute("href", behind)
      if (!/^(https?:|mailto:|tel:)/i.test(href)) {
        unwrap(element)
        continue
      }
    }
    if (SYNONYMS[element.tagName]) renamed(element, SYNONYMS[element.tagName])
    else if (/^(SPAN|FONT|U|O:P|IMG)$/.test(element.tagName)) unwrap(element)
  }
  for (const block of page.body.querySelectorAll("p, h2, h3, li")) {
    if (!block.textContent.trim()) block.remove()
  }
  for (const child of [...page.body.children]) if (child.tagName === "BR") child.remove()
  return page.body.innerHTML.replaceAll("&nbsp;", " ")
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPaste } })]
  },
})

/* The writing table: what surrounds the text. */

/** HTML as the newsroom keeps it: no paragraph in an item of one paragraph, no empty caption or speaker. */
function tidy(html) {
  const page = crel("template", { innerHTML: html }).content
  for (const item of page.querySelectorAll("li")) {
    const [first, ...others] = item.children
    if (first?.tagName === "P" && others.every((other) => /^[UO]L$/.test(other.tagName))) unwrap(first)
  }
  for (const line of page.querySelectorAll("footer, figcaption")) if (!line.childNodes.length) line.remove()
  return crel("div", {}, [page]).innerHTML
}

export const WritingTable = Extension.create({
  name: "writingTable",
  priority: 10, // After the menu, whose buttons are given their names here.

  addOptions() {
    return { count: "", labels: {} }
  },

  onBeforeCreate() {
    const { editor } = this
    editor.options.injectCSS = false // The CSP bars a <style>; the rules are in desk.css.
    const getHTML = editor.getHTML.bind(editor)
    editor.getHTML = () => tidy(getHTML())
  },

  onCreate() {
    const { editor, options } = this
    const text = editor.view.dom
    const frame = text.closest(".prose-editor")
    const textarea = frame.querySelector("textarea")

    const label = document.querySelector(`label[for="${textarea.id}"]`)
    if (label) {
      label.id ||= `${textarea.id}_label`
      text.setAttribute("aria-labelledby", label.id)
      label.addEventListener("click", () => editor.commands.focus())
    }
    const described = textarea.getAttribute("aria-describedby")
    if (described) text.setAttribute("aria-describedby", described)
    for (const name of ["lang", "dir"]) {
      if (textarea.hasAttribute(name)) text.setAttribute(name, textarea.getAttribute(name))
    }
    // A problem that is mended in the body leads to the body.
    for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`)) {
      link.addEventListener("click", (event) => {
        event.preventDefault()
        text.scrollIntoView({ block: "center" })
        editor.commands.focus()
      })
    }

    const menu = frame.querySelector(".prose-menubar")
    menu?.setAttribute("role", "group")
    if (label) menu?.setAttribute("aria-labelledby", label.id)
    for (const item of frame.querySelectorAll(".prose-menubar button[data-name]")) {
      const name = options.labels[item.dataset.name]
      if (!name) continue
      item.title = name
      item.setAttribute("aria-label", name)
    }

    this.storage.counter = crel("p", { className: "body-count" })
    frame.append(this.storage.counter)
    count(editor, options, this.storage)
  },

  addStorage() {
    return { counter: null }
  },

  onUpdate() {
    count(this.editor, this.options, this.storage)
  },
})

const figures = new Intl.NumberFormat(document.documentElement.lang)

/** Words, characters and minutes to read, as the site counts them for its readers. */
function count(editor, options, { counter }) {
  if (!counter) return
  const written = editor.getText({ blockSeparator: "\n" })
  const words = written.split(/\s+/).filter(Boolean).length
  const said = {
    words,
    characters: [...written.replaceAll("\n", "")].length,
    minutes: Math.max(1, Math.round(words / 220)),
  }
  counter.textContent = options.count.replace(/\{(\w+)\}/g, (_all, name) => figures.format(said[name]))
}
