/* What the editor's parts build their dialogs of. */

import { crel } from "django-prose-editor/editor"

export function button(textContent, onclick, className = "button") {
  const element = crel("button", { type: "button", className, textContent })
  element.addEventListener("click", onclick)
  return element
}

/** A modal dialog outside the story's form, so that Enter in it never saves the story. */
export function openDialog(title, className, children) {
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
