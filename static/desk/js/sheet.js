/* The panel on a narrow screen: its bar stays, all else is in a dialog that the bar opens. Where there is room it
   stands beside the text, and opening it is going to it. */

import { firstControl, goTo } from "./places.js"

const panel = document.querySelector(".story-screen .panel")
const parts = panel?.querySelector(".panel-parts")
const opener = panel?.querySelector(".to-panel")
const narrow = matchMedia("(max-width: 61.99rem)")
const sheet = document.createElement("dialog")

/** Show the panel, at one of its parts, and give that the focus; without one, to its first button. */
export function openPanel(at = null) {
  if (!parts) return false
  if (narrow.matches && !sheet.open) sheet.showModal()
  return goTo(at ?? firstControl(parts) ?? parts)
}

function place() {
  if (narrow.matches) {
    panel.append(sheet)
    sheet.append(parts)
    return
  }
  if (sheet.open) sheet.close()
  if (sheet.contains(parts)) sheet.replaceWith(parts)
}

if (parts) {
  sheet.className = "panel-sheet"
  sheet.setAttribute("aria-label", panel.getAttribute("aria-label"))
  const close = document.createElement("button")
  close.type = "button"
  close.className = "button sheet-close"
  close.textContent = panel.dataset.close
  close.addEventListener("click", () => sheet.close())
  sheet.append(close)
  panel.classList.add("has-sheet")
  place()
  narrow.addEventListener("change", place)

  opener?.addEventListener("click", (event) => {
    event.preventDefault()
    openPanel(document.querySelector(opener.hash))
  })
  // Before whoever else listens goes where the link leads: closing gives the focus back to the opener.
  sheet.addEventListener(
    "click",
    ({ target }) => {
      if (target === sheet || target.closest?.("a[href^='#']")) sheet.close()
    },
    { capture: true },
  )
  // A verb that was pressed in vain is led to by the page's address.
  const asked = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  if (narrow.matches && asked && parts.contains(asked)) openPanel(asked)
}
