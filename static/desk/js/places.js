/* Where the keyboard goes in the story screen: what of it can have the focus, and how a place is reached that is
   folded away or stands for another. */

export const form = document.querySelector("#article_form")

const CONTROLS =
  "input:not([type=hidden]), textarea, select, button, summary, a[href], .ProseMirror, [role=combobox], [tabindex='0']"
const FIELDS = "input:not([type=hidden], [type=submit]), textarea, select, .ProseMirror, .select2-selection"

const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled

export const firstControl = (around) => [...around.querySelectorAll(CONTROLS)].find(isSeen)

/** What one types or chooses in, in the order of the screen; choices that are found as one types stand for their own. */
export const fields = () =>
  [...form.querySelectorAll(FIELDS)].filter((each) => isSeen(each) && !each.matches(".select2-hidden-accessible"))

/** Where a field is typed in. */
function inputOf(element) {
  const editor = element.closest(".prose-editor")?.querySelector(".ProseMirror")
  if (editor) return editor
  if (element.matches(".select2-hidden-accessible")) return element.nextElementSibling?.querySelector("[role=combobox]")
  return element.matches(CONTROLS) ? element : firstControl(element)
}

/** To an element, or to what it stands for; folds on the way are opened. */
export function goTo(element) {
  if (!element) return false
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  const input = inputOf(element)
  if (!input) element.tabIndex = -1
  ;(input ?? element).focus({ preventScroll: true })
  ;(input ?? element).scrollIntoView({ block: input?.matches(".ProseMirror") ? "start" : "nearest" })
  return true
}
