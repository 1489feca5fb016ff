/* What stands in a story's way, in the side panel. The server makes the list anew after every save and swaps it in;
   this keeps the summary in the panel's bar and the warnings beside the verbs in step, and leads to the places. */

import { goTo } from "./places.js"

const panel = document.querySelector(".panel")
const list = () => panel?.querySelector("#panel-checks")

// Whether the warnings are open or closed, once somebody has said so.
let isOpen = null

function follow() {
  const found = list()
  if (!found) return
  const details = found.querySelector("details")
  if (details && isOpen !== null) details.open = isOpen
  details?.querySelector("summary").addEventListener("click", () => (isOpen = !details.open))
  const summary = found.querySelector(".checks-summary")
  const link = panel.querySelector(".to-checks")
  if (link) {
    link.hidden = !summary
    link.replaceChildren(...(summary ? [...summary.cloneNode(true).children] : []))
  }
  const warnings = [...found.querySelectorAll("[data-warnings] .checks-says")]
  for (const told of panel.querySelectorAll(".verb-warnings")) {
    told.hidden = !warnings.length
    told.querySelector("ul").replaceChildren(...warnings.map((each) => {
      const item = document.createElement("li")
      item.textContent = each.textContent
      return item
    }))
  }
}

/** The block of the body's editor with this number, among those that are of the text. */
function blockOf(number) {
  const text = document.querySelector(".field-body .ProseMirror")
  return [...(text?.children ?? [])].filter((each) => !each.matches(".ProseMirror-widget"))[number]
}

function goToBlock(block) {
  const { editor } = block.closest(".ProseMirror")
  block.scrollIntoView({ block: "center" })
  if (editor) editor.chain().focus(null, { scrollIntoView: false }).setTextSelection(editor.view.posAtDOM(block, 0)).run()
  block.animate?.([{ outline: "3px solid currentColor", outlineOffset: "4px" }, { outline: "3px solid transparent", outlineOffset: "4px" }], 1200)
}

if (list()) {
  follow()
  new MutationObserver(follow).observe(list().parentElement, { childList: true })

  panel.addEventListener("click", (event) => {
    const link = event.target.closest("#panel-checks a[href^='#']")
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const block = "block" in link.dataset ? blockOf(Number(link.dataset.block)) : null
    if (block) goToBlock(block)
    else goTo(field)
  })
}
