/* A picture that comes in: its card, from the first byte until nothing is missing. */

import { inTurn, of, sendWords } from "./sending.js"

export class Arrival {
  constructor(file, { addresses, words }) {
    this.addresses = addresses
    this.words = words
    this.element = document.querySelector("#arrival").content.firstElementChild.cloneNode(true)
    this.image = this.find("img")
    this.form = this.find("form")
    this.find(".arrival-name bdi").textContent = file.name
    this.say(words.waiting)
    this.preview(file)
    this.save = inTurn(() => this.sendForm())
    this.form.addEventListener("change", () => this.save())
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.save()
    })
    this.form.addEventListener("input", ({ target }) => mark(target))
    this.element.addEventListener("fill", ({ detail }) => this.fill(detail))
    this.find(".keep").addEventListener("click", () => this.keep())
    this.find(".discard").addEventListener("click", () => this.discard())
  }

  find(selector) {
    return this.element.querySelector(selector)
  }

  say(text) {
    this.find(".arrival-says").textContent = text
  }

  /** What is sent, before the server has made anything of it; not every kind of file can be shown. */
  preview(file) {
    const address = URL.createObjectURL(file)
    this.image.addEventListener("load", () => (this.image.hidden = false))
    this.image.addEventListener("error", () => (this.image.hidden = true))
    this.image.src = address
    this.release = () => URL.revokeObjectURL(address)
  }

  sent(part) {
    this.find("progress").value = Math.round(part * 100)
    const { sending, taking } = this.words
    this.say(part < 1 ? sending.replace("{percent}", Math.round(part * 100)) : taking)
  }

  refuse(text) {
    this.element.classList.add("is-refused")
    this.find("progress").hidden = true
    this.say(text)
  }

  show({ picture, is_new: isNew, may_change: mayChange, alike }) {
    this.picture = picture
    this.find("progress").hidden = true
    this.image.src = picture.thumbnail
    this.image.alt = picture.alt
    this.release()
    this.say(isNew ? this.words.taken : this.words.here)
    this.element.classList.toggle("is-here", !isNew)
    const page = this.find(".arrival-page")
    page.href = picture.page
    page.hidden = false
    const values = { caption: picture.caption, alt_text: picture.alt, credit: picture.credit, licence: picture.licence }
    for (const [name, value] of Object.entries(values)) {
      this.form.elements[name].value = value
      mark(this.form.elements[name])
    }
    this.form.hidden = !(isNew || (mayChange && picture.lacks.length))
    this.tellWhatLacks()
    if (alike.length) this.compare(alike)
  }

  tellWhatLacks() {
    const { lacks } = this.picture
    const { complete, missing } = this.words
    this.element.classList.toggle("is-complete", !lacks.length)
    this.find(".arrival-lacks").textContent = lacks.length ? missing.replace("{fields}", lacks.join(", ")) : complete
  }

  async sendForm() {
    const values = Object.fromEntries(new FormData(this.form))
    try {
      const { picture } = await sendWords(of(this.addresses.words, this.picture.id), values)
      this.picture = picture
      this.image.alt = picture.alt
      this.say(this.words.saved)
      this.tellWhatLacks()
    } catch (error) {
      this.say(error.message || this.words.unsaved)
    }
  }

  /** Words for all: into what is empty here. */
  fill(values) {
    if (!this.picture || this.form.hidden) return
    let filled = false
    for (const [name, value] of Object.entries(values)) {
      const input = this.form.elements[name]
      if (!value || input.value) continue
      input.value = value
      mark(input)
      filled = true
    }
    if (filled) this.save()
  }

  compare(alike) {
    const box = this.find(".arrival-alike")
    const items = alike.map((picture) => {
      const link = document.createElement("a")
      link.href = picture.page
      link.target = "_blank"
      const image = document.createElement("img")
      image.src = picture.thumbnail
      image.alt = picture.alt
      const name = document.createElement("span")
      name.dir = "auto"
      name.textContent = picture.caption || picture.alt || picture.filename
      link.append(image, name)
      const item = document.createElement("li")
      item.append(link)
      return item
    })
    box.querySelector("ul").replaceChildren(...items)
    box.hidden = false
  }

  keep() {
    this.find(".arrival-alike").hidden = true
    this.form.elements.caption.focus()
  }

  async discard() {
    try {
      await sendWords(of(this.addresses.discard, this.picture.id), {})
      this.element.classList.add("is-discarded")
      for (const gone of [".arrival-alike", "form", ".arrival-foot"]) this.find(gone).hidden = true
      this.say(this.words.discarded)
      this.picture = null
    } catch (error) {
      this.say(error.message || this.words.unsaved)
    }
  }
}

/** What is still empty stands out. */
function mark(input) {
  input.closest("label")?.classList.toggle("is-missing", !input.value.trim())
}
