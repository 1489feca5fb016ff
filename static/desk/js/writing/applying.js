/* What others changed in the meantime, brought into the form under the hands of whoever writes: the cursor stays. */

import { createDocument } from "django-prose-editor/editor"

/** The stretches in which two lists differ, last first: [from, to, from in the other, to in the other]. */
function hunks(old, fresh, same) {
  let head = 0
  while (head < old.length && head < fresh.length && same(old[head], fresh[head])) head++
  let tail = 0
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    same(old[old.length - 1 - tail], fresh[fresh.length - 1 - tail])
  ) {
    tail++
  }
  const rows = old.length - tail - head
  const columns = fresh.length - tail - head
  if (!rows && !columns) return []
  if (rows * columns > 40_000) return [[head, head + rows, head, head + columns]]
  // The longest common subsequence of what is between.
  const best = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1))
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      best[i][j] = same(old[head + i], fresh[head + j])
        ? best[i + 1][j + 1] + 1
        : Math.max(best[i + 1][j], best[i][j + 1])
    }
  }
  const found = []
  let [i, j] = [0, 0]
  while (i < rows || j < columns) {
    const [fromOld, fromFresh] = [i, j]
    while ((i < rows || j < columns) && !(i < rows && j < columns && same(old[head + i], fresh[head + j]))) {
      if (j >= columns || (i < rows && best[i + 1][j] >= best[i][j + 1])) i++
      else j++
    }
    if (i > fromOld || j > fromFresh) found.unshift([head + fromOld, head + i, head + fromFresh, head + j])
    while (i < rows && j < columns && same(old[head + i], fresh[head + j])) [i, j] = [i + 1, j + 1]
  }
  return found
}

function applyBody(editor, html) {
  const { state, view } = editor
  const children = (node) => Array.from({ length: node.childCount }, (_none, at) => node.child(at))
  const [old, fresh] = [children(state.doc), children(createDocument(html, editor.schema))]
  const starts = [0]
  for (const node of old) starts.push(starts.at(-1) + node.nodeSize)
  const transaction = state.tr.setMeta("addToHistory", false)
  for (const [from, to, fromFresh, toFresh] of hunks(old, fresh, (one, other) => one.eq(other))) {
    transaction.replaceWith(starts[from], starts[to], fresh.slice(fromFresh, toFresh))
  }
  if (transaction.docChanged) view.dispatch(transaction)
}

function choose(select, value, label) {
  const wanted = String(value ?? "")
  if (wanted && ![...select.options].some((option) => option.value === wanted)) {
    select.append(new Option(label ?? wanted, wanted))
  }
  select.value = wanted
  // Django's autocomplete hears only jQuery.
  window.django?.jQuery?.(select).trigger("change")
  select.dispatchEvent(new Event("change", { bubbles: true }))
}

function applyBylines(form, lines) {
  const group = form.querySelector("#bylines-group")
  const rows = () => [...group.querySelectorAll("tr.form-row:not(.empty-form)")]
  for (let missing = lines.length - rows().length; missing > 0; missing--) group.querySelector(".add-row a")?.click()
  rows().forEach((row, at) => {
    const [person, role, position, remove] = ["-person", "-role", "-position", "-DELETE"].map((end) =>
      row.querySelector(`[name$="${end}"]`),
    )
    const line = lines[at]
    if (remove) remove.checked = !line
    if (!line) {
      if (!remove) row.querySelector(".inline-deletelink")?.click()
      return
    }
    choose(person, line.person, line.name)
    role.value = line.role
    position.value = at
  })
}

/** Bring `brought` (field name -> value) into the form. False where something of it could not be: the form then still
    is what it was opened with there, and the server goes on merging. */
export function apply(form, editor, brought) {
  let isWhole = true
  for (const [name, value] of Object.entries(brought)) {
    const input = form.querySelector(`#id_${name}`)
    if (name === "body" && editor) applyBody(editor, value)
    else if (name === "bylines") applyBylines(form, value)
    else if (!input) isWhole = false
    else if (input.type === "checkbox") input.checked = value
    else if (input.tagName === "SELECT") choose(input, value?.id ?? value, value?.label)
    else {
      input.value = value ?? ""
      input.dispatchEvent(new Event("input", { bubbles: true }))
    }
  }
  return isWhole
}
