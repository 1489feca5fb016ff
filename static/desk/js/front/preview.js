/* The real page beside the draft, as wide as a telephone or a desktop, as at an instant; fresh after every save. */

const pane = document.querySelector("#preview-pane")
const opener = document.querySelector(".front-preview")
const narrow = matchMedia("(max-width: 61.99rem)")

let width = 390
let of = "draft"
let frame = null

const stage = pane.querySelector(".preview-stage")
const at = pane.querySelector("[data-at]")

const address = () => `${pane.dataset.page}?${new URLSearchParams({ of, ...(at.value ? { at: at.value } : {}) })}`

/** Set the page at its own width, and make it smaller where the pane is less wide. */
function fit() {
  const box = stage.getBoundingClientRect()
  if (!frame || !box.width || !box.height) return
  const scale = Math.min(1, box.width / width)
  frame.style.width = `${width}px`
  frame.style.height = `${box.height / scale}px`
  frame.style.transform = scale < 1 ? `scale(${scale})` : ""
  frame.style.insetInlineStart = `${Math.max(0, (box.width - width * scale) / 2)}px`
}

/** Load the page behind the one that is shown, and change them when it is there, scrolled to the same place. */
export function refresh() {
  if (!pane.open) return
  const next = document.createElement("iframe")
  const before = frame
  next.title = pane.dataset.title
  next.className = "is-coming"
  next.addEventListener("load", () => {
    if (frame !== next) return next.remove()
    next.contentWindow.scrollTo({ top: before?.contentWindow?.scrollY ?? 0, behavior: "instant" })
    next.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]")
      if (!link || link.getAttribute("href").startsWith("#")) return
      event.preventDefault()
      window.open(link.href, "_blank", "noopener")
    })
    next.contentDocument.addEventListener("keydown", (event) => event.key === "Escape" && pane.close())
    next.className = ""
    for (const each of [...stage.children]) if (each !== next) each.remove()
  })
  next.src = address()
  frame = next
  stage.append(next)
  fit()
}

function press(name, value) {
  for (const each of pane.querySelectorAll(`[data-${name}]`)) {
    each.setAttribute("aria-pressed", String(each.dataset[name] === String(value)))
  }
}

export function look(chosen = {}) {
  if (chosen.at !== undefined) at.value = chosen.at
  if (chosen.of) press("of", (of = chosen.of))
  if (!pane.open) {
    if (narrow.matches) pane.showModal()
    else pane.show()
    document.documentElement.classList.toggle("is-previewing", !narrow.matches)
    opener.setAttribute("aria-expanded", "true")
  }
  refresh()
}

export function startPreview() {
  document.body.append(pane)
  opener.addEventListener("click", () => (pane.open ? pane.close() : look()))
  pane.addEventListener("close", () => {
    document.documentElement.classList.remove("is-previewing")
    opener.setAttribute("aria-expanded", "false")
    stage.replaceChildren()
    frame = null
    opener.focus({ preventScroll: true })
  })
  pane.addEventListener("keydown", (event) => event.key === "Escape" && pane.close())
  pane.querySelector("[data-close]").addEventListener("click", () => pane.close())
  pane.querySelector("[data-tab]").addEventListener("click", (event) => (event.currentTarget.href = address()))
  for (const each of pane.querySelectorAll("[data-width]")) {
    each.addEventListener("click", () => {
      width = Number(each.dataset.width)
      press("width", width)
      pane.classList.toggle("is-wide", width > 600)
      fit()
    })
  }
  for (const each of pane.querySelectorAll("[data-of]")) {
    each.addEventListener("click", () => look({ of: each.dataset.of }))
  }
  at.addEventListener("change", () => refresh())
  for (const each of document.querySelectorAll(".front-look")) {
    each.hidden = false
    each.addEventListener("click", () => look({ of: "readers", at: each.dataset.at }))
  }
  new ResizeObserver(fit).observe(stage)
  narrow.addEventListener("change", () => pane.open && pane.close())
}
