/* The keyboard of the story screen. A few combinations act at once; the list of keys (Ctrl+/) takes one letter for
   each thing that can be done, and is what the visible button opens. Elsewhere a button takes part by
   data-key="…": its key presses the first of them that is seen.

   Why so few combinations: Ctrl+Alt is AltGr where layouts type letters with it (German, Kurdish), Alt+Shift changes
   the layout, Ctrl+Option is VoiceOver's, and nearly every Ctrl+Shift+letter is some browser's. A letter after
   Ctrl+/ is nobody's. Letters are told by what was typed where that is Latin, and by the key's place where it is not,
   so that they are the same on an Arabic keyboard. */

import { fields, form, goTo } from "./places.js"
import { openPanel } from "./sheet.js"

const isMac = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform)
const list = document.querySelector("#keys")
const speaker = document.querySelector("#keys-say")
const rows = new Map([...(list?.querySelectorAll("[data-run]") ?? [])].map((row) => [row.dataset.run, row]))
const strongVerb = () => document.querySelector("#panel-next .button.primary")
const releasing = () => document.querySelector("#verb-publish, #verb-update, #verb-republish")

/** Each: its id; the combination, if it has one; the letter in the list; what it does, false where it cannot. */
const KEYS = [
  { id: "help", combination: "Primary+/", run: openList },
  // The saving itself is that of writing.js.
  { id: "save", combination: "Primary+s", letter: "s", isElsewhere: true, run: () => press(form.querySelector("button.save")) },
  { id: "next", combination: "Primary+Enter", letter: "n", run: takeNextStep },
  { id: "publish", combination: "Primary+Shift+Enter", letter: "u", run: () => ask(releasing()) },
  { id: "preview", letter: "p" },
  { id: "checks", letter: "c", run: () => openPanel(document.querySelector("#panel-checks, .problems")) },
  { id: "panel", letter: "t", run: () => openPanel() },
  { id: "headline", letter: "h", run: () => goTo(document.querySelector("#id_headline")) },
  { id: "body", letter: "b", run: () => goTo(document.querySelector("#id_body")) },
  { id: "field-after", combination: "Alt+PageDown", letter: "j", run: () => move(1) },
  { id: "field-before", combination: "Alt+PageUp", letter: "k", run: () => move(-1) },
  { id: "picture", letter: "i", run: () => inBody("[data-key=picture], [data-name=libraryPicture]") },
  { id: "link", combination: "Primary+k", letter: "l", run: () => inBody("[data-key=link], [data-name=link]") },
  { id: "language", letter: "g", run: () => goTo(document.querySelector("#id_language")) },
]

// Doing.

const isSeen = (element) => element.checkVisibility({ visibilityProperty: true })

function press(element) {
  if (!element) return false
  element.click()
  return true
}

const pressOptIn = (id) =>
  press([...document.querySelectorAll(`[data-key="${id}"]`)].find((each) => isSeen(each) && !list.contains(each)))

/** Open a verb's question and go into it: it is answered by its own button, and by nothing else. */
function ask(question) {
  if (!question) return false
  question.open = true
  return openPanel(question.querySelector(".verb-question"))
}

function takeNextStep() {
  const verb = strongVerb()
  return verb?.matches("summary") ? ask(verb.parentElement) : press(verb)
}

function move(by) {
  const all = fields()
  const here = document.activeElement
  let at = all.findIndex((each) => each === here || each.contains(here))
  if (at < 0) {
    // From a button between two fields.
    const after = all.findIndex((each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
    at = by > 0 ? after - 1 : after
  }
  return goTo(all[at + by])
}

let lastInBody = null

/** A button of the toolbar acts where one was writing. */
function inBody(button) {
  const editor = form.querySelector(".ProseMirror")
  const found = form.querySelector(".field-body")?.querySelector(button) ?? document.querySelector(button)
  if (!found || !editor) return false
  if (document.activeElement !== editor) lastInBody?.focus()
  editor.editor?.commands.focus(null, { scrollIntoView: false })
  return press(found)
}

function openList() {
  for (const [id, row] of rows) row.setAttribute("aria-disabled", String(!isPossible(id)))
  if (!list.open) list.showModal()
  rows.get("help")?.focus()
  return true
}

function isPossible(id) {
  if (id === "publish") return Boolean(releasing())
  if (id === "next") return Boolean(strongVerb())
  if (id === "checks") return Boolean(document.querySelector("#panel-checks, .problems"))
  if (id === "preview") return Boolean(document.querySelector('[data-key="preview"]'))
  return true
}

function use({ id, run }) {
  if (list.open) list.close()
  speaker.textContent = ""
  // What it says is new each time, so that it is said each time.
  if ((run?.() ?? pressOptIn(id)) === false) setTimeout(() => (speaker.textContent = speaker.dataset.unavailable))
}

// Hearing.

function isKey(event, key) {
  if (key.length > 1) return event.key === key
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase() === key
  return event.code === (key === "/" ? "Slash" : `Key${key.toUpperCase()}`)
}

function isCombination(event, combination) {
  const wanted = combination.split("+")
  const key = wanted.pop()
  const primary = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  return (
    isKey(event, key) &&
    !other &&
    primary === wanted.includes("Primary") &&
    event.altKey === wanted.includes("Alt") &&
    // Where a sign is typed with Shift, it is the same sign.
    (event.shiftKey === wanted.includes("Shift") || key === "/")
  )
}

const isTyping = (event) => event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")

function hear(event) {
  if (isTyping(event) || event.repeat) return
  if (document.querySelector("dialog:modal:not(.panel-sheet)")) return
  const key = KEYS.find(({ combination, isElsewhere }) => combination && !isElsewhere && isCombination(event, combination))
  if (!key) return
  event.preventDefault()
  event.stopPropagation()
  use(key)
}

function hearInList(event) {
  if (isTyping(event)) return
  const shown = [...rows.values()]
  const at = shown.indexOf(document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
  if (next !== undefined) shown.at(next % shown.length).focus()
  else if (isCombination(event, "Primary+/")) list.close()
  else if (event.ctrlKey || event.metaKey || event.altKey) return
  else {
    const key = KEYS.find(({ id, letter }) => letter && rows.has(id) && isKey(event, letter))
    if (!key) return
    use(key)
  }
  event.preventDefault()
}

// Telling.

const NAMES = isMac
  ? { Primary: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩", PageDown: "⇟", PageUp: "⇞" }
  : { Primary: "Ctrl", PageDown: "PgDn", PageUp: "PgUp" }
const partsOf = (combination) =>
  combination.split("+").map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
const together = (combination) => partsOf(combination).join(isMac ? "" : "+")
const inWords = ({ combination, letter }) =>
  combination
    ? together(combination)
    : `${together("Primary+/")} ${list.querySelector(".keys-list").dataset.then} ${letter.toUpperCase()}`

function keycap(text) {
  const key = document.createElement("kbd")
  key.textContent = text
  return key
}

/** Show a key on the button that it presses. */
function label(button, key) {
  if (!button) return
  button.title = `${button.title || button.textContent.trim()} (${inWords(key)})`
  if (key.combination) {
    button.setAttribute("aria-keyshortcuts", key.combination.replace("Primary", isMac ? "Meta" : "Control"))
  }
}

if (list && form) {
  for (const key of KEYS) {
    const row = rows.get(key.id)
    if (!row) continue
    const shown = document.createElement("span")
    shown.className = "keys-press"
    if (key.combination) {
      const caps = document.createElement("span")
      caps.append(...partsOf(key.combination).map(keycap))
      shown.append(caps)
    }
    if (key.letter) shown.append(keycap(key.letter.toUpperCase()))
    row.append(shown)
    row.addEventListener("click", () => row.getAttribute("aria-disabled") !== "true" && use(key))
    for (const button of document.querySelectorAll(`[data-key="${key.id}"]`)) label(button, key)
  }
  label(form.querySelector("button.save"), KEYS.find(({ id }) => id === "save"))
  label(strongVerb(), KEYS.find(({ id }) => id === "next"))

  for (const button of document.querySelectorAll("[data-key=help]")) {
    button.addEventListener("click", openList)
    button.closest("[hidden]")?.removeAttribute("hidden")
  }
  list.querySelector("[data-close]").addEventListener("click", () => list.close())
  list.addEventListener("keydown", hearInList)
  // Before the editor, which has a use of its own for some.
  document.addEventListener("keydown", hear, { capture: true })
  form.addEventListener("focusout", ({ target }) => {
    if (target.matches(".ProseMirror")) lastInBody = target
  })
}
