/* Who else is in the story, and where: names in the panel, and a mark at the field or the paragraph. */

const marks = new Set()

function clear() {
  for (const mark of marks) mark.remove()
  marks.clear()
}

function mark(who, className) {
  const element = document.createElement("span")
  element.className = `company-mark ${className}`
  element.dir = "auto"
  element.textContent = who
  element.setAttribute("aria-hidden", "true")
  marks.add(element)
  return element
}

function labelOf(form, place) {
  return form.querySelector(`label[for="id_${CSS.escape(place)}"]`)
}

function placeOf(form, { place, block }, words) {
  const label = labelOf(form, place)?.textContent.trim()
  if (!label) return ""
  return place === "body" && block != null ? words.paragraph.replace("{n}", block + 1) : label
}

/** Show the others: [{who, place, block}]. */
export function show(list, form, editor, others, words) {
  clear()
  const lines = others.map((other) => {
    const line = document.createElement("li")
    const who = document.createElement("bdi")
    who.textContent = other.who
    const where = placeOf(form, other, words)
    line.append(who, where ? ` · ${where}` : "")
    return line
  })
  list.replaceChildren(...lines)
  list.parentElement.hidden = !others.length
  for (const { who, place, block } of others) {
    const paragraph = place === "body" && editor ? editor.view.dom.children[block ?? -1] : null
    const frame = paragraph?.closest(".prose-editor")
    if (frame) {
      const element = mark(who, "at-paragraph")
      element.style.insetBlockStart = `${paragraph.getBoundingClientRect().top - frame.getBoundingClientRect().top}px`
      frame.append(element)
    } else {
      labelOf(form, place)?.append(mark(who, "at-field"))
    }
  }
}

/** Where the cursor is: the name of the field, and of the body which block. */
export function whereIAm(form, editor) {
  const active = document.activeElement
  if (editor?.view.dom.contains(active)) return { place: "body", block: editor.state.selection.$from.index(0) }
  const name = form.contains(active) ? (active.name ?? "") : ""
  return { place: name.startsWith("bylines-") ? "bylines" : name, block: null }
}
