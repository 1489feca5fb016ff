/* Remarks on the text as one writes: a quiet list below it, and a dotted line where each is meant. Nothing is asked,
   nothing opens by itself, and what is dismissed stays so for as long as this tab is open. */

import { crel, Extension, Plugin, pm } from "django-prose-editor/editor"
import { pictureOf } from "./library.js"
import { missingCredit, missingCreditField } from "./proofing/filing.js"
import { linksIn, standingsOf } from "./proofing/links.js"
import { remarksOnLines } from "./proofing/words.js"

const key = new pm.state.PluginKey("proofing")
const PAUSE = 700
const { Decoration, DecorationSet } = pm.view

/** Remarks of this document: `{kind, from, to, words}`, in the order of the text. */
async function remarksOn(doc, options, library) {
  const found = remarksOnLines(doc)
  const links = linksIn(doc)
  const pictures = []
  doc.descendants((node, from) => {
    if (node.type.name !== "libraryPicture") return true
    pictures.push({ from, to: from + node.nodeSize, id: String(node.attrs.picture), alt: node.attrs.alt })
    return false
  })
  const standings = await standingsOf(links, options.standing)
  for (const link of links) {
    const standing = standings.get(link.asked)
    if (standing === "gone" || standing === "none") found.push({ ...link, kind: `link_${standing}` })
  }
  for (const { from, to, id, alt } of pictures) {
    if (alt || !library) continue
    const picture = await pictureOf(library, id)
    if (picture && !picture.alt) found.push({ kind: "alt", from, to, words: picture.caption })
  }
  if (missingCredit()) found.push({ kind: "credit", from: null, words: "" })
  return found.sort((one, other) => (one.from ?? Infinity) - (other.from ?? Infinity))
}

/** What was dismissed in this tab, by kind and words. */
function dismissals() {
  const name = `dismissed ${location.pathname}`
  const of = (remark) => `${remark.kind} ${remark.words}`
  let all = new Set()
  try {
    all = new Set(JSON.parse(sessionStorage.getItem(name) ?? "[]"))
  } catch {
    // Without storage they last until the page is left.
  }
  return {
    has: (remark) => all.has(of(remark)),
    add(remark) {
      all.add(of(remark))
      try {
        sessionStorage.setItem(name, JSON.stringify([...all]))
      } catch {
        // As above.
      }
    },
  }
}

const figures = new Intl.NumberFormat(document.documentElement.lang)

class Proof {
  constructor(view, editor, options) {
    Object.assign(this, { view, editor, options, timer: 0, turn: 0, remarks: [], dismissed: dismissals() })
    this.list = crel("ul", {})
    this.count = crel("summary", {})
    this.box = crel("details", { className: "remarks", hidden: true }, [this.count, this.list])
    this.form = null
    this.later = () => this.soon()
    queueMicrotask(() => this.begin())
  }

  begin() {
    const frame = this.view.dom.closest(".prose-editor")
    this.form = frame?.closest("form")
    // A source and the bylines are chosen elsewhere in the form, in parts by scripts that fire no event of their own.
    for (const name of ["change", "focusout"]) this.form?.addEventListener(name, this.later)
    this.soon()
  }

  update(view, before) {
    if (!before.doc.eq(view.state.doc)) this.soon()
  }

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), PAUSE)
  }

  async look() {
    if (this.view.isDestroyed) return
    if (this.view.composing) {
      this.soon()
      return
    }
    const turn = ++this.turn
    const { doc } = this.view.state
    const found = await remarksOn(doc, this.options, libraryOf(this.editor))
    // Somebody went on writing meanwhile: that look is to come.
    if (turn !== this.turn || this.view.isDestroyed || this.view.state.doc !== doc) return
    this.show(found)
  }

  show(found) {
    this.remarks = found.filter((remark) => !this.dismissed.has(remark))
    const { tr } = this.view.state
    this.view.dispatch(tr.setMeta(key, this.remarks).setMeta("addToHistory", false))
    this.box.hidden = !this.remarks.length
    // Below what counts the words, which comes after this.
    if (!this.box.isConnected) this.view.dom.closest(".prose-editor")?.append(this.box)
    this.count.textContent = counted(this.options.counts, this.remarks.length)
    this.list.replaceChildren(...this.remarks.map((remark) => this.line(remark)))
  }

  line(remark) {
    const says = this.options.words[remark.kind]
    const go = crel("button", { type: "button", className: "remark" }, [
      crel("span", { textContent: says }),
      ...(remark.words ? [" ", crel("q", { dir: "auto", textContent: remark.words })] : []),
    ])
    go.addEventListener("click", () => this.leadTo(remark))
    const away = crel("button", { type: "button", className: "dismiss", title: this.options.dismiss, textContent: "×" })
    away.setAttribute("aria-label", `${this.options.dismiss}: ${says} ${remark.words}`)
    away.addEventListener("click", () => {
      this.dismissed.add(remark)
      const next = this.list.children[this.remarks.indexOf(remark)]?.nextElementSibling
      const at = next ? this.remarks.indexOf(remark) : -1
      this.show(this.remarks)
      const focus = this.list.children[at]?.querySelector(".dismiss") ?? (this.box.hidden ? null : this.count)
      focus?.focus()
    })
    return crel("li", {}, [go, away])
  }

  leadTo(remark) {
    if (remark.from === null) {
      missingCreditField()?.focus()
      return
    }
    const place = key.getState(this.view.state).find(undefined, undefined, (spec) => spec.remark === remark)[0]
    if (!place) return
    this.editor.chain().focus().setTextSelection({ from: place.from, to: place.to }).scrollIntoView().run()
  }

  destroy() {
    clearTimeout(this.timer)
    for (const name of ["change", "focusout"]) this.form?.removeEventListener(name, this.later)
    this.box.remove()
  }
}

/** The plural of the desk's language: `{one: "{count} remark", other: "{count} remarks", …}`. */
function counted(counts, count) {
  const form = new Intl.PluralRules(document.documentElement.lang).select(count)
  return (counts[form] ?? counts.other).replace("{count}", figures.format(count))
}

const libraryOf = (editor) =>
  editor.extensionManager.extensions.find((extension) => extension.name === "libraryPicture")?.options.library ?? ""

function decorations(doc, remarks, words) {
  const places = remarks.filter((remark) => remark.from !== null)
  return DecorationSet.create(
    doc,
    places.map((remark) => {
      const attrs = { class: "remarked", title: words[remark.kind] }
      const make = remark.kind === "alt" || remark.isNode ? Decoration.node : Decoration.inline
      return make(remark.from, remark.to, attrs, { remark })
    }),
  )
}

export const Proofing = Extension.create({
  name: "proofing",
  priority: 5, // Below what counts the words.

  addOptions() {
    return { standing: "", counts: {}, dismiss: "", words: {} }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, was) => {
            const remarks = tr.getMeta(key)
            return remarks ? decorations(tr.doc, remarks, options.words) : was.map(tr.mapping, tr.doc)
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => new Proof(view, editor, options),
      }),
    ]
  },
})
