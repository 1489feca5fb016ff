/* The public page of the working copy beside the text, as wide as a telephone or a desktop, fresh after every save;
   and the links that show it to outsiders, copied by a button. Without it, the page opens in a tab of its own. */

const pane = document.querySelector("#preview-pane")
const opener = document.querySelector("[data-key=preview]")
const form = document.querySelector("#article_form")
// A window as narrow as this has no beside.
const narrow = window.matchMedia("(max-width: 61.99rem)")
// What is remembered while this tab is open: a save that loads the page anew does not close the preview.
const kept = `preview:${pane?.dataset.page}`

let width = 390
let frame = null
let coming = null

const stage = pane?.querySelector(".preview-stage")
const state = pane?.querySelector(".preview-state")

/** The page as this tab's own words would make it, where they wait in a sitting (see articles/admin/preview.py). */
function address() {
  const sitting = form?.querySelector("[name=sitting]")?.value
  return pane.dataset.page + (sitting ? `?sitting=${encodeURIComponent(sitting)}` : "")
}

function remember() {
  try {
    sessionStorage.setItem(kept, pane.open ? String(width) : "")
  } catch {
    // A browser that keeps nothing: the preview is closed by the next load.
  }
}

function remembered() {
  try {
    return Number(sessionStorage.getItem(kept)) || 0
  } catch {
    return 0
  }
}

/** Set the page at its own width, and make it smaller where the pane is less wide. */
function fit(each) {
  const box = stage.getBoundingClientRect()
  if (!box.width || !box.height) return
  const scale = Math.min(1, box.width / width)
  each.style.width = `${width}px`
  each.style.height = `${box.height / scale}px`
  each.style.transform = scale < 1 ? `scale(${scale})` : ""
  each.style.insetInlineStart = `${Math.max(0, (box.width - width * scale) / 2)}px`
}

/** Load the page behind the one that is shown, and change them when it is there, scrolled to the same place. */
function refresh() {
  if (!pane.open) return
  coming?.remove()
  const next = document.createElement("iframe")
  coming = next
  next.title = pane.dataset.title
  next.className = "is-coming"
  next.addEventListener("load", () => {
    if (coming !== next) return
    coming = null
    const page = next.contentDocument
    const found = Boolean(page?.querySelector(".preview-bar"))
    state.textContent = found ? "" : state.dataset.failed
    if (!found) {
      next.remove()
      return
    }
    const top = frame?.contentWindow?.scrollY ?? 0
    next.contentWindow.scrollTo({ top, behavior: "instant" })
    // A link of the page leads out of the preview: into a tab of its own.
    page.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]")
      if (!link || link.getAttribute("href").startsWith("#")) return
      event.preventDefault()
      window.open(link.href, "_blank", "noopener")
    })
    page.addEventListener("keydown", (event) => event.key === "Escape" && close())
    next.className = ""
    frame?.remove()
    frame = next
  })
  // Before it is put in, or it would load an empty page first.
  next.src = address()
  stage.append(next)
  fit(next)
}

/** What is typed and not saved is saved first, where autosave is there. */
async function save() {
  const script = document.querySelector('script[type="module"][src*="/desk/js/writing."]')
  if (!script) return
  const { saveNow } = await import(script.src)
  await saveNow?.()
}

function show() {
  if (pane.open) return
  if (narrow.matches) pane.showModal()
  else pane.show()
  document.documentElement.classList.toggle("is-previewing", !narrow.matches)
  opener.setAttribute("aria-expanded", "true")
  remember()
  refresh()
}

async function open() {
  show()
  try {
    await save()
  } catch {
    // It is told where the state of the saving is told.
  }
  refresh()
}

function close() {
  pane.close()
}

function choose(chosen) {
  width = chosen
  for (const button of pane.querySelectorAll("[data-width]")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.width) === width))
  }
  pane.classList.toggle("is-wide", width > 600)
  for (const each of stage.children) fit(each)
  remember()
}

if (pane && opener) {
  // Out of whatever it stands in: a part of the page that is not shown on a telephone.
  document.body.append(pane)
  opener.setAttribute("role", "button")
  opener.setAttribute("aria-expanded", "false")
  opener.setAttribute("aria-controls", pane.id)
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (pane.open) close()
    else open()
  })
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    opener.click()
  })
  pane.addEventListener("close", () => {
    document.documentElement.classList.remove("is-previewing")
    opener.setAttribute("aria-expanded", "false")
    for (const each of [...stage.children]) each.remove()
    frame = coming = null
    remember()
    opener.focus({ preventScroll: true })
  })
  pane.addEventListener("keydown", (event) => event.key === "Escape" && close())
  pane.querySelector("[data-close]").addEventListener("click", close)
  pane.querySelector("[data-tab]").addEventListener("click", (event) => (event.currentTarget.href = address()))
  for (const button of pane.querySelectorAll("[data-width]")) {
    button.addEventListener("click", () => choose(Number(button.dataset.width)))
  }
  form?.addEventListener("story:state", (event) => event.detail?.state === "saved" && refresh())
  new ResizeObserver(() => [...stage.children].forEach(fit)).observe(stage)
  narrow.addEventListener("change", () => pane.open && close())

  const before = remembered()
  if (before && !narrow.matches) {
    choose(before)
    show()
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = button.parentElement.querySelector("input")
  const words = button.textContent
  button.hidden = false
  field.addEventListener("focus", () => field.select())
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      // Of a site without HTTPS, or where it is not allowed: the old way.
      if (!document.execCommand("copy")) return
    }
    button.textContent = button.dataset.copied
    setTimeout(() => (button.textContent = words), 2000)
  })
}
