/* The moderators' queue by keyboard. A decision goes to the server while the focus is on the next comment already; what
   came of it is said in a live region, and what failed comes back with a sentence. Without this, each comment is a form.

   The letters are heard only while the focus is in the queue (WCAG 2.1.4), and told by what was typed where that is
   Latin, else by the key's place, so that they are the same on an Arabic keyboard. */

const queue = document.querySelector(".comments-queue")
const speaker = document.querySelector("#comments-say")
const bulk = document.querySelector("#bulk")
const undoForm = document.querySelector("[data-undo]")
const keys = document.querySelector("#comments-keys")
const DECISIONS = ["approved", "rejected", "spam"]

const cards = () => [...queue.querySelectorAll(".comment")]
const cardOf = (pk) => queue.querySelector(`[data-comment="${pk}"]`)
const cardAt = (element) => element?.closest?.(".comment")
const nameOf = (card) => card.querySelector("h2").textContent

let toSay = ""

/** Said when the browser is at rest, so that what comes together is one sentence, and the same one twice is said twice. */
function say(words) {
  toSay = `${toSay} ${words}`.trim()
  speaker.textContent = ""
  setTimeout(() => {
    if (!toSay) return
    speaker.textContent = toSay
    toSay = ""
  }, 50)
}

// Sending: one after the other, in the order in which they were pressed.

let last = Promise.resolve()
const acts = []

function send(data) {
  const sent = last.then(async () => {
    let response
    try {
      response = await fetch(location.href, { method: "POST", body: data, headers: { Accept: "application/json" } })
    } catch {
      throw new Error(queue.dataset.failed)
    }
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(queue.dataset.refused)
    return response.json()
  })
  last = sent.catch(() => {})
  return sent
}

async function press(form, submitter, waiting = []) {
  const data = new FormData(form, submitter)
  const isUndo = data.get("act") === "undo"
  if (isUndo) await last
  if (isUndo && acts.length) data.set("act", `undo:${acts.at(-1)}`)
  for (const card of waiting) card.classList.add("is-sent")
  try {
    const { said = "", refused = [], act, states = {} } = await send(data)
    if (isUndo) acts.pop()
    else if (act) acts.push(act)
    for (const [pk, [state, label]] of Object.entries(states)) show(cardOf(pk), state, label, isUndo)
    const first = isUndo && Object.keys(states).map(cardOf).find(Boolean)
    if (first) goTo(first)
    if (/^(un)?pick$/.test(data.get("act")) && !refused.length) showPick(cardAt(form), data.get("act") === "pick")
    if (refused.length) trouble(cardAt(form) ?? waiting[0], refused.join(" "))
    say([said, ...refused].join(" "))
    return !refused.length
  } catch (error) {
    trouble(cardAt(form) ?? waiting[0], error.message)
    say(error.message)
    return false
  } finally {
    for (const card of waiting) card.classList.remove("is-sent")
  }
}

// Showing.

function show(card, state, label, isBack) {
  if (!card) return
  card.classList.remove(`is-${card.dataset.state}`)
  card.classList.add(`is-${state}`)
  card.classList.toggle("is-done", !isBack)
  card.dataset.state = state
  const pill = card.querySelector(".comment-head .pill")
  pill.className = `pill pill-${state}`
  pill.textContent = label
  for (const field of card.querySelectorAll("[name=comment]")) field.value = `${card.dataset.comment}:${state}`
  for (const button of card.querySelectorAll("[aria-keyshortcuts]")) {
    if (DECISIONS.includes(button.value)) button.hidden = button.value === state
  }
  const choice = card.querySelector(".comment-choice")
  if (choice) choice.checked = false
  const note = card.querySelector(".comment-trouble")
  note.hidden = true
}

function showPick(card, isPick) {
  card.querySelector(".comment-pick").hidden = !isPick
  card.querySelector("[value=pick]").hidden = isPick
  card.querySelector("[value=unpick]").hidden = !isPick
}

function trouble(card, words) {
  if (!card) return
  card.classList.remove("is-done")
  const note = card.querySelector(".comment-trouble")
  note.textContent = words
  note.hidden = false
}

// Moving.

function goTo(element) {
  if (!element) return
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: "nearest" })
}

function step(card, by) {
  const all = cards()
  const next = all[all.indexOf(card) + by]
  goTo(next ?? (by > 0 ? document.querySelector(".comments-onward a:last-child") : card))
}

/** The next one that is still to be decided. */
function onward(card) {
  const all = cards()
  const rest = all.slice(all.indexOf(card) + 1)
  goTo(rest.find((each) => !each.matches(".is-done, .is-sent")) ?? document.querySelector(".comments-onward a:last-child"))
}

// Doing.

function decide(card, submitter) {
  const form = card.querySelector("form")
  // What is sent is read before the card changes.
  const pressed = press(form, submitter, [card])
  card.classList.add("is-done")
  onward(card)
  return pressed
}

function decideChosen(state) {
  const chosen = cards().filter((card) => card.querySelector(".comment-choice")?.checked)
  if (chosen.length) press(bulk, bulk.querySelector(`[value=${state}]`), chosen)
}

function rejectWith(card, place) {
  const select = card.querySelector("[name=canned]")
  if (!select?.options[place]) return
  select.selectedIndex = place
  decide(card, card.querySelector("button[value=rejected]"))
}

function choose(card) {
  const choice = card.querySelector(".comment-choice")
  choice.checked = !choice.checked
}

function pick(card) {
  const button = [...card.querySelectorAll("[value=pick], [value=unpick]")].find((each) => !each.hidden)
  press(card.querySelector("form"), button)
}

const DEEDS = {
  a: (card) => card.dataset.state !== "approved" && decide(card, card.querySelector("[value=approved]")),
  r: (card) => card.dataset.state !== "rejected" && decide(card, card.querySelector("[value=rejected]")),
  s: (card) => card.dataset.state !== "spam" && decide(card, card.querySelector("[value=spam]")),
  e: pick,
  n: (card) => step(card, 1),
  j: (card) => step(card, 1),
  p: (card) => step(card, -1),
  k: (card) => step(card, -1),
  x: choose,
  u: () => press(undoForm, undoForm.querySelector("button")),
}

// Hearing.

function letterOf(event) {
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase()
  return /^(Key|Digit)/.test(event.code) ? event.code.slice(-1).toLowerCase() : ""
}

function hear(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return
  const letter = letterOf(event)
  const card = cardAt(event.target)
  if (event.key === "?" || event.key === "؟") keys.showModal()
  else if (event.shiftKey && { a: 1, r: 1, s: 1 }[letter]) {
    decideChosen({ a: "approved", r: "rejected", s: "spam" }[letter])
  } else if (event.shiftKey) return
  else if (letter === "u") DEEDS.u()
  else if (card && DEEDS[letter]) DEEDS[letter](card)
  else if (card && /^[1-9]$/.test(letter)) rejectWith(card, Number(letter))
  else return
  event.preventDefault()
}

function submitted(event) {
  const form = event.target
  const card = cardAt(form)
  const { submitter } = event
  if (!submitter || form.method !== "post" || !(card || form === bulk || form === undoForm)) return
  event.preventDefault()
  if (card && DECISIONS.includes(submitter.value)) decide(card, submitter)
  else if (form === bulk) decideChosen(submitter.value)
  else press(form, submitter).then((isDone) => isDone && form.querySelector("textarea")?.form.reset())
}

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false
  button.addEventListener("click", () => keys.showModal())
}
keys?.querySelector("[data-close]").addEventListener("click", () => keys.close())

if (queue) {
  document.querySelector("#content-main").addEventListener("submit", submitted)
  document.querySelector("#content-main").addEventListener("keydown", hear)
  const all = document.querySelector("[data-all]")
  all.closest("[hidden]").hidden = false
  all.addEventListener("change", () => {
    for (const card of cards()) card.querySelector(".comment-choice").checked = all.checked && !card.matches(".is-done")
  })
  if (!location.hash && !document.querySelector(".messagelist")) cards()[0].focus({ preventScroll: true })
}
