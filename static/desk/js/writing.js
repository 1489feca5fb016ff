/* Writing in the story screen: everything that is typed is saved within seconds, on the server and until then in the
   browser; what others write in the same story arrives; who they are is shown. Without this script the form is saved
   by its button, as any form. The server's side is articles/admin/writing.py.

   Sends `story:state` on the form, detail {state}: clean, typing, saving, saved, offline, clash, closed, signed-out,
   refused. */

import { apply } from "./writing/applying.js"
import { show, whereIAm } from "./writing/company.js"
import { keep, kept, letGo } from "./writing/keeping.js"

const AFTER_A_PAUSE = 1_200
const AT_THE_LATEST = 4_000
const BETWEEN_BEATS = 10_000
const PATIENCE = 20_000
const TRIES = [2_000, 4_000, 8_000, 15_000]

const form = document.querySelector("#article_form")
const box = document.querySelector("#sitting")
const words = box ? JSON.parse(document.querySelector("#sitting-words").textContent) : {}

let editor = null
let key = ""
let state = "clean"
let told = {}
let version = form?.querySelector("[name=version]")?.value ?? ""
let savedPrint = ""
let savedAt = null
let flight = null
let failures = 0
let timers = {}
let isApplying = false
// How often something of others came in.
let arrivals = 0
let isLeaving = false

// The form.

/** What is typed, as it is sent: without the questions of verbs, files and what the page itself puts there. */
function fields() {
  const found = []
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || ["csrfmiddlewaretoken", "version", "sitting"].includes(name)) continue
    const input = form.elements.namedItem(name)
    const element = input instanceof RadioNodeList ? input[0] : input
    if (!element?.closest?.(".panel")) found.push([name, value])
  }
  return found
}

const printOf = (typed) => JSON.stringify(typed)

const isBlank = (typed) =>
  !typed.some(([name, value]) => value && ["kicker", "headline", "standfirst", "dateline", "body", "tags"].includes(name))

function become(next, detail = {}) {
  // What a state was told with is told of it as long as it lasts.
  if (next !== state || detail.why || detail.merge) told = detail
  state = next
  box.dataset.state = next
  tell()
  form.dispatchEvent(new CustomEvent("story:state", { bubbles: true, detail: { state: next, ...detail } }))
}

// What is said of it.

const line = box?.querySelector(".sitting-state")
const alertLine = box?.querySelector(".sitting-alert")

function ago(at) {
  const seconds = Math.round((Date.now() - at) / 1000)
  if (seconds < 5) return words.savedNow
  if (seconds < 60) return words.savedSeconds.replace("{n}", number(seconds))
  if (seconds < 3600) return words.savedMinutes.replace("{n}", number(Math.round(seconds / 60)))
  return words.savedAt.replace("{time}", new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }))
}

const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value)

function tell() {
  const { why = "", merge = "" } = told
  const quiet = { clean: savedAt ? ago(savedAt) : "", typing: words.typing, saving: words.saving, saved: savedAt ? ago(savedAt) : "" }
  line.textContent = quiet[state] ?? ""
  const trouble = { offline: words.offline, "signed-out": words.signedOut, refused: words.refused, clash: words.clash, closed: words.closed }
  const said = trouble[state] ? [why, trouble[state]].filter(Boolean).join(" ") : ""
  if (alertLine.dataset.said === said + merge) return
  alertLine.dataset.said = said + merge
  alertLine.textContent = said
  alertLine.hidden = !said
  const link = merge || (state === "signed-out" ? words.signInAt : "")
  if (link && said) {
    const way = document.createElement("a")
    way.href = link
    way.textContent = merge ? words.choose : words.signIn
    if (!merge) way.target = "_blank"
    alertLine.append(" ", way)
  }
}

// Saving.

class SignedOut extends Error {}
class NotTaken extends Error {}

async function post(address, typed, extra, { keepalive = false } = {}) {
  const data = new FormData()
  for (const [name, value] of typed) data.append(name, value)
  for (const [name, value] of Object.entries(extra)) data.set(name, value ?? "")
  data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value)
  const answer = await fetch(address, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
    keepalive,
  })
  if (answer.redirected || answer.status === 401) throw new SignedOut()
  if (answer.headers.get("content-type")?.includes("application/json")) {
    const said = await answer.json()
    // Somebody else has signed in in this browser.
    if (said.state === "signed-out") throw new SignedOut()
    return said
  }
  if (answer.status === 403) return refreshToken().then((isFresh) => {
    if (!isFresh) throw new NotTaken()
    return post(address, typed, extra, { keepalive })
  })
  if (answer.status >= 500) throw new TypeError("away")
  throw new NotTaken()
}

let wasRefreshed = 0

/** After signing in anew the form's token is another: the page has it. */
async function refreshToken() {
  if (Date.now() - wasRefreshed < 5_000) return false
  wasRefreshed = Date.now()
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } })
  if (answer.redirected) throw new SignedOut()
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const token = page.querySelector("#article_form [name=csrfmiddlewaretoken]")?.value
  if (!token) return false
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token
  return true
}

const entryOf = (typed) => ({
  key,
  story: box.dataset.story,
  account: box.dataset.account,
  at: Date.now(),
  version,
  fields: typed,
})

/** Save now what is typed, if it is not saved. Resolves when it is, or cannot be, to the state. */
export function saveNow(options = {}) {
  clearTimeout(timers.pause)
  clearTimeout(timers.latest)
  timers.latest = null
  // One after the other; one that failed in a way nobody thought of stops none of those that follow.
  flight = (flight ?? Promise.resolve()).catch(() => {}).then(() => fly(options))
  return flight
}

async function fly({ keep: isKept = false, name = "", pull = false, leaves = false } = {}) {
  const typed = fields()
  const print = printOf(typed)
  if (print === savedPrint && !isKept && !pull && state !== "offline") return state
  if (box.dataset.story === "" && isBlank(typed) && !isKept) return state
  if (!pull) become("saving")
  const extra = { version, sitting: key, account: box.dataset.account, turn: Date.now(), ...whereIAm(form, editor) }
  if (isKept) extra.keep = "1"
  if (name) extra.version_name = name
  if (leaves) extra.leaves = "1"
  let answer
  try {
    // A browser sends no more than 64 kB for a page that closes; the store of the browser has it all.
    answer = await post(box.dataset.autosave, typed, extra, { keepalive: leaves && print.length < 20_000 })
  } catch (trouble) {
    fail(trouble, typed)
    return state
  }
  failures = 0
  take(answer, print)
  return state
}

function take(answer, print) {
  // Overtaken by what this tab sent after it.
  if (answer.state === "late") return
  if (!["saved", "same"].includes(answer.state)) {
    if (answer.state === "clash" || answer.state === "closed") {
      // The server holds it.
      savedPrint = print
      letGo(key)
    }
    become(answer.state === "gone" ? "closed" : (answer.state ?? "refused"), answer)
    return
  }
  begunAt(answer)
  const isUntouched = printOf(fields()) === print
  const isBrought = Object.keys(answer.brought).length > 0
  if (isBrought) arrivals++
  if (isUntouched && isBrought) {
    isApplying = true
    const isWhole = apply(form, editor, answer.brought)
    isApplying = false
    if (isWhole) setVersion(answer.version)
    announce(answer.others)
  } else if (!isBrought) {
    // What was typed since was made from what was sent, which is what is saved.
    setVersion(answer.version)
  }
  savedPrint = isUntouched ? printOf(fields()) : print
  savedAt = Date.now()
  mention(answer.problems)
  if (answer.news) box.querySelector(".sitting-news").textContent = answer.news
  if (answer.checks) document.querySelector("#panel-checks")?.replaceWith(fragment(answer.checks))
  show(box.querySelector(".company ul"), form, editor, answer.others, words)
  if (isUntouched) {
    letGo(key)
    become("saved", { version: answer.version, stage: answer.stage })
  } else touch()
}

const fragment = (html) => document.createRange().createContextualFragment(html)

function setVersion(next) {
  version = String(next)
  form.querySelector("[name=version]").value = version
}

/** A new story has become one that is there: from now on this is its screen. */
function begunAt({ change, autosave, here }) {
  if (box.dataset.story || !change) return
  box.dataset.story = change.match(/(\d+)\/change\/$/)[1]
  box.dataset.autosave = autosave
  box.dataset.here = here
  form.action = change
  history.replaceState(null, "", change)
  sessionStorage.setItem(placeOf(box.dataset.story), key)
  sessionStorage.removeItem(placeOf(""))
}

function announce(others) {
  const who = others[0]?.who
  box.querySelector(".sitting-news").textContent = who ? words.brought.replace("{who}", who) : words.broughtBySomebody
}

/** Fields that say nothing that can be kept: beside each, why. */
function mention(problems) {
  for (const old of form.querySelectorAll(".autosave-problem")) old.remove()
  for (const [name, why] of Object.entries(problems)) {
    if (name === "__all__") box.querySelector(".sitting-news").textContent = why
    const input = form.querySelector(name === "bylines" ? "#bylines-group" : `#id_${CSS.escape(name)}`)
    if (!input) continue
    const said = document.createElement("p")
    said.className = "autosave-problem"
    said.textContent = why
    ;(input.closest(".form-row, .fieldBox") ?? input).append(said)
  }
}

function fail(trouble, typed) {
  if (trouble instanceof SignedOut) become("signed-out")
  else if (trouble instanceof NotTaken) become("refused")
  else become("offline")
  keep(entryOf(typed))
  clearTimeout(timers.retry)
  timers.retry = setTimeout(() => saveNow(), TRIES[Math.min(failures++, TRIES.length - 1)])
}

/** Something was typed. */
function touch() {
  if (isApplying) return
  if (state !== "clash" && state !== "closed") become(state === "offline" || state === "signed-out" ? state : "typing")
  // Not after a pause alone: whoever types on and on makes none.
  timers.keep ??= setTimeout(() => {
    timers.keep = null
    const typed = fields()
    if (printOf(typed) !== savedPrint) keep(entryOf(typed))
  }, 300)
  clearTimeout(timers.pause)
  timers.pause = setTimeout(saveNow, AFTER_A_PAUSE)
  timers.latest ??= setTimeout(saveNow, AT_THE_LATEST)
}

// Presence.

async function beat({ leaves = false } = {}) {
  if (!box.dataset.here || (document.hidden && !leaves)) return
  const extra = { version, sitting: key, ...whereIAm(form, editor), ...(leaves && { leaves: "1" }) }
  try {
    const answer = await post(box.dataset.here, [], { ...extra, account: box.dataset.account }, { keepalive: leaves })
    if (leaves) return
    show(box.querySelector(".company ul"), form, editor, answer.others ?? [], words)
    if (answer.state === "closed" && state !== "closed") become("closed", answer)
    if (answer.version > Number(version) && !["clash", "closed"].includes(state)) saveNow({ pull: true })
  } catch {
    // The next one, or the next save, will say.
  }
}

// A tab and its sitting.

// A tab outlives whoever was signed in there: a sitting is of one account.
const placeOf = (story) => `sitting:${box.dataset.account}:${story}`

/** Keys are of a tab: one that was duplicated, and so has the key of another that lives, takes a new one. */
async function sitDown() {
  const place = placeOf(box.dataset.story)
  const own = sessionStorage.getItem(place)
  // What an earlier page of this tab typed and waits to be brought together, is not gone on with.
  const waits = (box.dataset.waiting ?? "").split(" ").includes(own)
  if (own && !waits && (await claim(own))) key = own
  else {
    key = freshKey()
    await claim(key)
  }
  sessionStorage.setItem(place, key)
}

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** Hold a key as long as this tab lives. Where the browser has no locks (without HTTPS), each tab trusts its own. */
function claim(wanted) {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    navigator.locks.request(`newsroom-sitting-${wanted}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock && new Promise(() => {})
    })
  })
}

const isAlive = async (other) =>
  navigator.locks ? (await navigator.locks.query()).held.some(({ name }) => name === `newsroom-sitting-${other}`) : false

/** What an earlier tab typed here and could not send, before it died. */
async function recover() {
  for (const entry of await kept()) {
    if (entry.account !== box.dataset.account || entry.story !== box.dataset.story) continue
    if (entry.key !== key && (await isAlive(entry.key))) continue
    try {
      const whose = { version: entry.version, sitting: entry.key, account: entry.account }
      const answer = await post(box.dataset.autosave, entry.fields, whose)
      if (!["saved", "same", "clash", "closed"].includes(answer.state)) continue
      await letGo(entry.key)
      if (answer.state === "same") continue
      if (!entry.story && answer.change) {
        // That story has its sitting; what is typed here is another one.
        if (entry.key === key) {
          sessionStorage.removeItem(placeOf(""))
          await sitDown()
          form.querySelector("[name=sitting]").value = key
        }
        offer(answer.change)
      }
      else if (printOf(fields()) === savedPrint) {
        isLeaving = true
        location.reload()
        return
      } else if (answer.merge) become(answer.state, answer)
    } catch {
      return
    }
  }
}

function offer(address) {
  const way = document.createElement("a")
  way.href = address
  way.textContent = words.open
  box.querySelector(".sitting-news").replaceChildren(`${words.recovered} `, way)
}

// The screen.

function begin() {
  document.addEventListener("prose-editor:ready", ({ detail, target }) => {
    if (target.id === "id_body") editor = detail.editor
  })
  form.autocomplete = "off"
  savedPrint = printOf(fields())
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "sitting" })
  form.append(hidden)
  form.addEventListener("input", touch)
  form.addEventListener("change", touch)
  form.addEventListener("submit", submit)
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    saveNow({ keep: true })
  })
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) saveNow()
    else beat()
  })
  window.addEventListener("online", () => saveNow())
  window.addEventListener("pagehide", () => {
    if (!isLeaving && printOf(fields()) !== savedPrint) {
      keep(entryOf(fields()))
      fly({ leaves: true })
    }
    else beat({ leaves: true })
  })
  window.addEventListener("beforeunload", (event) => {
    const isUnsent = ["offline", "signed-out", "refused"].includes(state) && printOf(fields()) !== savedPrint
    if (isUnsent && !isLeaving) event.preventDefault()
  })
  setInterval(tell, 1_000)
  setInterval(beat, BETWEEN_BEATS)
  sitDown().then(() => {
    hidden.value = key
    recover()
    beat()
  })
}

/** Save stays on the screen; a verb sends the form as it is. */
function submit(event) {
  const hasFile = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)
  if (event.submitter?.matches("button.save") && event.submitter.name === "_continue" && !hasFile) {
    event.preventDefault()
    saveNow({ keep: true })
    return
  }
  if (!hasFile && printOf(fields()) !== savedPrint) {
    // First what is typed, then the verb: what cannot be saved now is not acted on, and stays on the screen.
    event.preventDefault()
    const { submitter } = event
    const seen = arrivals
    saveNow().then(() => {
      if (["saved", "clean"].includes(state) && arrivals === seen) form.requestSubmit(submitter)
    })
    return
  }
  isLeaving = true
}

if (form && box) begin()
