/* The toolbar above the text: signs and names for its buttons, one stop for Tab, arrows from button to button. */

import { isMacOS } from "django-prose-editor/editor"
import { sign } from "./icons.js"

// As the library and our own parts bind them; Mod is Ctrl or ⌘.
const SHORTCUTS = {
  bold: "Mod B",
  italic: "Mod I",
  link: "Mod K",
  heading2: "Mod Alt 2",
  heading3: "Mod Alt 3",
  paragraph: "Mod Alt 0",
  bulletList: "Mod Shift 8",
  orderedList: "Mod Shift 7",
  blockquote: "Mod Shift B",
  libraryPicture: "Mod Alt P",
  "history:undo": "Mod Z",
  "history:redo": "Mod Shift Z",
}
// The library has no sign for these.
const ACTIVE = { bulletList: (editor) => editor.isActive("bulletList") }
const IS_A_STATE = /^(bold|italic|heading\d|paragraph|bulletList|orderedList|blockquote|pullQuote|link)$/

const keysOf = (name) =>
  SHORTCUTS[name]
    ?.split(" ")
    .map((key) => (isMacOS() ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" }[key] ?? key : key === "Mod" ? "Ctrl" : key))
    .join(isMacOS() ? "" : "+")

export function dress(editor, menu, { labels, toolbar }) {
  menu.setAttribute("role", "toolbar")
  menu.setAttribute("aria-label", toolbar)
  const buttons = [...menu.querySelectorAll("button[data-name]")]
  for (const button of buttons) {
    const { name } = button.dataset
    const label = labels[name] ?? button.textContent
    const keys = keysOf(name)
    button.title = keys ? `${label} (${keys})` : label
    button.setAttribute("aria-label", label)
    if (SHORTCUTS[name]) button.setAttribute("aria-keyshortcuts", SHORTCUTS[name].replace("Mod", isMacOS() ? "Meta" : "Control").replaceAll(" ", "+"))
    button.classList.remove("material-icons", "prose-menubar__button--heading")
    const picture = sign(name)
    if (picture) button.replaceChildren(picture)
    else button.classList.add("with-words")
  }

  const reachable = () => buttons.filter((button) => !button.classList.contains("hidden"))
  function stopAt(button) {
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1
  }
  function look() {
    for (const button of buttons) {
      const { name } = button.dataset
      if (ACTIVE[name]) button.classList.toggle("active", ACTIVE[name](editor))
      if (IS_A_STATE.test(name)) button.setAttribute("aria-pressed", button.classList.contains("active"))
      button.setAttribute("aria-disabled", button.classList.contains("disabled"))
    }
    // A group of which nothing is shown takes no room.
    for (const group of menu.children) group.hidden = !group.querySelector("button:not(.hidden)")
    const stop = buttons.find((button) => button.tabIndex === 0 && !button.classList.contains("hidden"))
    if (!stop) stopAt(reachable()[0])
  }

  // A press of the mouse leaves the cursor in the text: what is typed right after it is typed there.
  menu.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault())
  menu.addEventListener("focusin", ({ target }) => buttons.includes(target) && stopAt(target))
  menu.addEventListener("keydown", (event) => {
    const shown = reachable()
    const at = shown.indexOf(document.activeElement)
    const onward = getComputedStyle(menu).direction === "rtl" ? -1 : 1
    const next = {
      ArrowRight: at + onward,
      ArrowLeft: at - onward,
      Home: 0,
      End: shown.length - 1,
    }[event.key]
    if (event.key === "Escape") editor.commands.focus()
    else if (next === undefined) return
    else shown[(next + shown.length) % shown.length].focus()
    event.preventDefault()
  })
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return
    event.preventDefault()
    buttons.find((button) => button.tabIndex === 0)?.focus()
  })
  stopAt(buttons[0])
  editor.on("transaction", look)
  look()
}
