/* The lead picture of a story: seen large, chosen from the library, dropped or taken in here, removed. Beneath it the
   form's own fields remain, and hold what is saved; every change of them is told as an event of theirs. */

import { openLibrary } from "./body/library.js"
import { inTurn, of, sendFile, sendWords } from "./library/sending.js"

const upload = document.querySelector("input[data-lead]")
const select = document.querySelector("#id_picture")

/** An element with what is in it, made at once. */
function made(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

class LeadControl {
  constructor({ picture, addresses, licences, words }) {
    Object.assign(this, { picture, addresses, licences, words })
    this.inputs = {
      caption: document.querySelector("#id_picture_caption"),
      credit: document.querySelector("#id_picture_credit"),
      alt: document.querySelector("#id_picture_alt"),
    }
    this.mayComplete = false
    this.complete = inTurn((licence) => this.sendWords(licence))
    this.build()
    this.show()
    for (const input of Object.values(this.inputs)) input?.addEventListener("change", () => this.complete())
    upload.addEventListener("change", () => upload.files[0] && this.takeIn(upload.files[0], false))
  }

  build() {
    const { words } = this
    const button = (textContent, onclick, className = "button") => {
      const element = made("button", { type: "button", textContent, className })
      element.addEventListener("click", onclick)
      return element
    }
    this.stage = made("div", { className: "lead-stage" })
    this.facts = made("div", { className: "lead-facts" })
    this.choices = made("div", { className: "lead-alike", hidden: true })
    this.says = made("p", { className: "lead-says quiet" })
    this.says.setAttribute("role", "status")
    this.progress = made("progress", { max: 100, hidden: true, ariaLabel: words.taking })
    this.choose = button(words.choose, () => this.openLibrary())
    this.take = button(words.take, () => upload.click())
    this.remove = button(words.remove, () => this.clear(), "button danger")
    const errors = [select, upload].flatMap((field) => [
      ...(field.closest(".form-row")?.querySelectorAll(".errorlist") ?? []),
    ])
    this.element = made("div", { className: "lead-control" }, [
      ...errors,
      this.stage,
      this.facts,
      this.progress,
      this.says,
      this.choices,
      made("div", { className: "lead-buttons" }, [this.choose, this.take, this.remove]),
    ])
    this.element.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return
      event.preventDefault()
      this.element.classList.add("is-over")
    })
    for (const name of ["dragleave", "drop"]) {
      this.element.addEventListener(name, () => this.element.classList.remove("is-over"))
    }
    this.element.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer.files
      if (!file) return
      event.preventDefault()
      this.takeIn(file, true)
    })
    const rows = [select, upload].map((field) => field.closest(".form-row"))
    rows[0].before(this.element)
    for (const row of [...rows, document.querySelector(".form-row.field-lead_now")]) {
      if (row) row.hidden = true
    }
  }

  show() {
    const { picture, words } = this
    this.remove.hidden = !picture
    this.choose.textContent = picture ? words.other : words.choose
    this.stage.classList.toggle("is-empty", !picture)
    this.facts.replaceChildren()
    for (const [name, input] of Object.entries(this.inputs)) {
      if (input) input.placeholder = picture?.[name] ?? ""
    }
    if (!picture) {
      this.stage.replaceChildren(made("p", { textContent: words.none }))
      return
    }
    const point = `${picture.focal_x}% ${picture.focal_y}%`
    const cut = made("img", { src: picture.preview, alt: "" })
    cut.style.objectPosition = point
    this.stage.replaceChildren(
      made("img", { className: "lead-whole", src: picture.preview, alt: picture.alt }),
      made("figure", { className: "lead-cut" }, [cut, made("figcaption", { textContent: words.wide })]),
    )
    this.showFacts()
  }

  showFacts() {
    const { picture, words } = this
    const pills = picture.standing.map(({ tone, words: textContent }) =>
      made("span", { className: `pill pill-${tone}`, textContent }),
    )
    const lacks = picture.lacks.length
      ? [made("span", { className: "lead-lacks", textContent: words.missing.replace("{fields}", picture.lacks.join(", ")) })]
      : []
    const size = made("bdi", { dir: "ltr", className: "quiet", textContent: picture.size })
    const page = made("a", { href: picture.page, target: "_blank", textContent: words.page })
    this.facts.replaceChildren(size, ...pills, ...lacks, page, ...this.licenceToChoose())
  }

  /** Who has just taken a picture in says by what right it is printed, here. */
  licenceToChoose() {
    if (!this.mayComplete || this.picture.licence) return []
    const options = this.licences.map(([value, textContent]) => made("option", { value, textContent }))
    const licence = made("select", { name: "" }, options)
    licence.addEventListener("change", (event) => {
      event.stopPropagation()
      this.complete(licence.value)
    })
    const label = made("label", { className: "lead-licence" }, [made("span", { textContent: this.words.licence }), licence])
    return [label]
  }

  openLibrary() {
    const { library, add } = this.addresses
    const { nothing: none, unreached: failed, ...words } = this.words
    openLibrary({ library, add, words: { ...words, none, failed } }, (picture) => {
      this.mayComplete = false
      this.use(picture, this.words.chosen)
      this.choose.focus()
    })
  }

  use(picture, said) {
    const another = this.picture && this.picture.id !== picture.id
    const written = Object.values(this.inputs).some((input) => input?.value)
    this.picture = picture
    this.choices.hidden = true
    this.keep(String(picture.id), picture.caption || picture.alt || picture.filename)
    this.show()
    this.says.textContent = another && written ? this.words.fit : said
  }

  clear() {
    this.picture = null
    this.choices.hidden = true
    this.keep("", "")
    this.show()
    this.says.textContent = this.words.removed
    this.choose.focus()
  }

  /** Into the form's own field. */
  keep(value, label) {
    if (value && ![...select.options].some((option) => option.value === value)) select.append(new Option(label, value))
    select.value = value
    for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }))
  }

  async takeIn(file, isDropped) {
    const { words } = this
    this.progress.hidden = false
    this.progress.value = 0
    try {
      const answer = await sendFile(this.addresses.upload, file, (part) => {
        this.progress.value = part * 100
        const percent = Math.round(part * 100)
        this.says.textContent = part < 1 ? words.sending.replace("{percent}", percent) : words.taking
      })
      upload.value = ""
      this.mayComplete = answer.may_change
      this.use(answer.picture, answer.is_new ? words.taken : words.here)
      this.complete()
      if (answer.alike.length) this.compare(answer)
    } catch (error) {
      // What the server refuses it would refuse again; what the line did not carry is sent with the form.
      if (error.message) upload.value = ""
      else if (isDropped) this.putInto(file)
      this.says.textContent = error.message || words.failed
    }
    this.progress.hidden = true
  }

  putInto(file) {
    const files = new DataTransfer()
    files.items.add(file)
    upload.files = files.files
  }

  compare({ picture: taken, alike }) {
    const { words, addresses } = this
    const choice = (picture) => {
      const button = made("button", { type: "button", className: "lead-choice" }, [
        made("img", { src: picture.thumbnail, alt: picture.alt }),
        made("span", { textContent: words.instead }),
      ])
      button.addEventListener("click", () => {
        this.mayComplete = false
        this.use(picture, words.chosen)
        sendWords(of(addresses.discard, taken.id), {}).catch(() => {})
        this.choose.focus()
      })
      return button
    }
    const keep = made("button", { type: "button", className: "button", textContent: words.keep })
    keep.addEventListener("click", () => {
      this.choices.hidden = true
      this.choose.focus()
    })
    this.choices.replaceChildren(made("p", { textContent: words.alike }), ...alike.map(choice), keep)
    this.choices.hidden = false
  }

  /** What is written here of a picture that has just come in, the library has too, where it has nothing yet. */
  async sendWords(licence = "") {
    const { picture, inputs } = this
    if (!picture || !this.mayComplete) return
    const values = {
      caption: picture.caption || (inputs.caption?.value ?? ""),
      credit: picture.credit || (inputs.credit?.value ?? ""),
      alt_text: picture.alt || (inputs.alt?.value ?? ""),
      licence: licence || picture.licence,
    }
    const before = { caption: picture.caption, credit: picture.credit, alt_text: picture.alt, licence: picture.licence }
    if (Object.keys(values).every((name) => values[name] === before[name])) return
    try {
      const answer = await sendWords(of(this.addresses.words, picture.id), values)
      if (this.picture?.id !== picture.id) return
      this.picture = answer.picture
      this.showFacts()
      // The checks beside the story look at the library too.
      if (licence) select.dispatchEvent(new Event("change", { bubbles: true }))
    } catch (error) {
      this.says.textContent = error.message || this.words.unsaved
    }
  }
}

if (upload && select) new LeadControl(JSON.parse(upload.dataset.lead))
