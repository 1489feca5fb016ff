/* What the screen of a front is built of. */

/** An element with its attributes (`on…` are listeners, `text` is its text) and its children. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else if (key === "text") element.textContent = value
    else element.setAttribute(key, value === true ? "" : value)
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export function button(text, onclick, attributes = {}) {
  return el("button", { type: "button", class: "button", text, onclick, ...attributes })
}

/** A modal dialog that is gone when it is closed; the focus goes back to where it came from. */
export function openDialog(title, className, ...children) {
  const dialog = el("dialog", { class: `front-dialog ${className}`, "aria-label": title }, el("h2", { text: title }), ...children)
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Words with their %s, or their %(names)s, filled in. */
export function said(words, values) {
  if (typeof values !== "object") return words.replace("%s", values)
  return words.replace(/%\((\w+)\)s/g, (_, name) => values[name])
}
