/* The screen of a front: what is changed here is saved as the draft within a moment; readers see it when it is launched. */

import { drag, drawBlocks } from "./front/blocks.js"
import { chooseStory, editCard } from "./front/card.js"
import { button, el, openDialog, said } from "./front/elements.js"
import { copyOf, insert, move, remove, step } from "./front/places.js"
import { refresh, startPreview } from "./front/preview.js"
import { pill, search, shown } from "./front/search.js"

const root = document.querySelector("#front")
const told = JSON.parse(document.querySelector("#front-told").textContent)
const { words } = told
const addresses = root.dataset
const drawn = root.querySelector(".front-blocks")
const saved = root.querySelector(".front-saved")
const differs = root.querySelector(".front-differs")
const trouble = root.querySelector(".front-trouble")
const says = root.querySelector(".front-says")
const stepBack = root.querySelector(".front-step-back")
const MOST_STEPS = 100

const stories = new Map()
const steps = []
let version = 0

const screen = {
  ...told,
  direction: addresses.direction,
  language: addresses.language,
  layout: null,
  brought: [],
  tags: {},
  storyOf: (id) => stories.get(Number(id)) ?? { id, headline: `#${id}`, state: "none", says: "" },
  nameOf: (rule) => told.sections.find((each) => rule.kind === "section" && each.id === rule.of)?.name ?? "",

  change(act) {
    const before = copyOf(this.layout)
    if (act(this.layout) === false) {
      this.layout = before
      say(words.full)
      draw()
      return false
    }
    steps.push(before)
    if (steps.length > MOST_STEPS) steps.shift()
    changed()
    return true
  },
  put(at, story) {
    remember(story)
    this.change((draft) => insert(draft, at, { article: story.id })) && tell(story, at)
    focus(`card-${at.block}-${at.place}-edit`)
  },
  chooseFor(at) {
    chooseStory({ address: addresses.stories, words, title: words.choose }, (story) => this.put(at, story))
  },
  moveCard(from, to) {
    if (from.block === to.block && from.place === to.place) return
    const story = this.storyOf(this.layout.blocks[from.block].slots[from.place].article)
    this.change((draft) => move(draft, from, to)) && tell(story, to)
  },
  stepCard(from, way) {
    const story = this.storyOf(this.layout.blocks[from.block].slots[from.place].article)
    let to = null
    this.change((draft) => Boolean((to = step(draft, from, way))))
    if (!to) return focus(`card-${from.block}-${from.place}-${way < 0 ? "up" : "down"}`)
    tell(story, to)
    focus(`card-${to.block}-${to.place}-${way < 0 ? "up" : "down"}`)
  },
  removeCard(at) {
    const story = this.storyOf(this.layout.blocks[at.block].slots[at.place].article)
    this.change((draft) => void remove(draft, at))
    say(said(words.removed, story.headline))
    focus(`card-${at.block}-${at.place}-choose`, `card-${at.block}-${at.place}-edit`, "add")
  },
  editCard(at) {
    const slot = this.layout.blocks[at.block].slots[at.place]
    editCard({ address: addresses.stories, words, slot, storyOf: this.storyOf, remember }, (edited) => {
      this.change((draft) => void (draft.blocks[at.block].slots[at.place] = edited))
      focus(`card-${at.block}-${at.place}-edit`)
    })
  },
  addBlock() {
    this.change((draft) => void draft.blocks.push({ look: "row", title: "", cards: 4, rule: { kind: "none", of: null }, slots: [] }))
    focus(`title-${this.layout.blocks.length - 1}`)
  },
  moveBlock(number, way) {
    this.change((draft) => void draft.blocks.splice(number + way, 0, ...draft.blocks.splice(number, 1)))
    focus(`block-${way < 0 ? "up" : "down"}-${number + way}`, `block-${way < 0 ? "down" : "up"}-${number + way}`)
  },
  removeBlock(number) {
    const chosen = this.layout.blocks[number].slots.filter(Boolean).length
    if (chosen && !confirm(said(words.sure, chosen))) return
    this.change((draft) => void draft.blocks.splice(number, 1))
    focus(`title-${Math.min(number, this.layout.blocks.length - 1)}`, "add")
  },
  chooseTag(number) {
    chooseTag((tag) => {
      this.tags[tag.id] = tag.name
      this.change((draft) => void (draft.blocks[number].rule = { kind: "tag", of: tag.id }))
      focus(`tag-${number}`)
    })
  },
}

function remember(story) {
  stories.set(story.id, story)
}

function say(text) {
  says.textContent = text
}

function tell(story, at) {
  say(said(words.place, { story: story.headline, place: at.place + 1, block: at.block + 1 }))
}

/** Give the focus to the first of these that is there. */
function focus(...keys) {
  for (const key of keys) {
    const found = drawn.querySelector(`[data-key="${key}"]:not(:disabled)`)
    if (found) return found.focus()
  }
}

function draw() {
  isDue = false
  const key = drawn.contains(document.activeElement) ? document.activeElement.dataset.key : null
  drawn.replaceChildren(...drawBlocks(screen))
  if (key) focus(key)
  stepBack.hidden = !steps.length
  markUsed()
}

/* What a save brings waits as long as a hand holds something: a card that is drawn anew is dragged no further. */

let isHeld = false
let isDue = false

function drawWhenFree() {
  if (isHeld) isDue = true
  else draw()
}

function hold(event) {
  isHeld = event.button === 0
}

function letGo() {
  isHeld = false
  if (isDue) draw()
}

document.addEventListener("mousedown", hold)
for (const end of ["mouseup", "drop", "dragend"]) document.addEventListener(end, letGo)

/** Which of the stories beside the draft are on it by hand already. */
function markUsed() {
  const used = new Set(screen.layout.blocks.flatMap((block) => block.slots.filter(Boolean).flatMap((slot) => [slot.article, ...(slot.sublinks ?? [])])))
  for (const each of root.querySelectorAll("[data-story]")) each.classList.toggle("is-used", used.has(Number(each.dataset.story)))
}

function show(state) {
  version = state.version
  for (const story of Object.values(state.stories)) remember(story)
  Object.assign(screen.tags, state.tags)
  screen.brought = state.brought
  differs.hidden = false
  differs.textContent = state.differs ? words.differs : words.same
  differs.classList.toggle("pill-scheduled", state.differs)
  differs.classList.toggle("pill-live", !state.differs)
}

/* Saving: one request at a time; what is changed meanwhile is saved by the next. */

let isWaiting = false
let saving = null
let isStale = false
let pause

function changed() {
  isWaiting = true
  saved.textContent = words.saving
  draw()
  clearTimeout(pause)
  pause = setTimeout(save, 350)
}

function save() {
  clearTimeout(pause)
  saving ??= saveAll().finally(() => (saving = null))
  return saving
}

async function saveAll() {
  while (isWaiting && !isStale) {
    isWaiting = false
    try {
      await saveOnce()
    } catch {
      isWaiting = true
      saved.textContent = words.unsaved
      clearTimeout(pause)
      pause = setTimeout(save, 4000)
      return
    }
  }
}

async function saveOnce() {
  const answer = await fetch(addresses.draft, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": root.querySelector("[name=csrfmiddlewaretoken]").value },
    body: JSON.stringify({ version, layout: screen.layout }),
  })
  if (answer.status >= 500) throw new Error(answer.statusText)
  const state = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { error: words.failed }
  if (!answer.ok) {
    isStale = answer.status !== 400
    saved.textContent = ""
    trouble.replaceChildren(state.error, " ", isStale ? button(words.reload, () => location.reload()) : "")
    trouble.hidden = false
    return
  }
  trouble.hidden = true
  show(state)
  if (isWaiting) return
  saved.textContent = words.saved
  drawWhenFree()
  refresh()
}

/** A tag of the paper, found by its name. */
function chooseTag(choose) {
  const found = el("ul", { class: "front-found" })
  const input = el("input", { type: "search", "aria-label": words.tag, autocomplete: "off" })
  const none = el("p", { class: "quiet", role: "status" })
  input.addEventListener("input", async () => {
    const typed = input.value
    const answer = await fetch(`${addresses.tags}?${new URLSearchParams({ q: typed })}`)
    const { tags } = answer.ok ? await answer.json() : { tags: [] }
    if (input.value !== typed) return
    none.textContent = tags.length || !typed ? "" : words.noTag
    found.replaceChildren(
      ...tags.map((tag) =>
        el("li", {}, button(tag.name, () => {
          dialog.close()
          choose(tag)
        }, { class: "front-choice" })),
      ),
    )
  })
  const dialog = openDialog(words.tag, "front-chooser", el("div", { class: "front-search" }, input, none, found), button(words.cancel, () => dialog.close()))
  dialog.addEventListener("close", draw)
  input.focus()
}

/* The stories beside the draft: to be dragged into it, or made the lead at once. */

function drawer() {
  const place = root.querySelector(".front-stories")
  if (!place) return
  const found = search({
    address: addresses.stories,
    words,
    row: (story) => {
      const item = el(
        "div",
        { class: "front-choice", draggable: "true", "data-story": story.id },
        shown(story, words),
        el(
          "span",
          { class: "front-pills" },
          pill(story),
          button(words.makeLead, () => screen.layout.blocks.length && screen.put({ block: 0, place: 0 }, story), {
            class: "button front-choice-act",
            "aria-label": `${words.makeLead}: ${story.headline}`,
          }),
        ),
      )
      item.addEventListener("dragstart", (event) => {
        drag({ story })
        event.dataTransfer.effectAllowed = "copyMove"
        event.dataTransfer.setData("text/plain", story.headline)
      })
      return item
    },
  })
  place.append(found.element)
  new MutationObserver(markUsed).observe(found.element.querySelector("ul"), { childList: true })
}

/* A verb is done with what is on the screen: it is saved first. */

for (const form of root.querySelectorAll("form.act")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const { submitter } = event
    if (form.dataset.sure && !confirm(form.dataset.sure)) return
    await save()
    if (isWaiting || isStale || !trouble.hidden) return trouble.scrollIntoView({ block: "center" })
    form.querySelector("[name=version]").value = version
    const act = el("input", { type: "hidden", name: "act", value: submitter.value })
    form.append(act)
    form.submit()
  })
}

stepBack.addEventListener("click", () => {
  if (!steps.length) return
  screen.layout = steps.pop()
  changed()
})
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches?.("input, textarea, select")
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && !isTyping && steps.length) {
    event.preventDefault()
    stepBack.click()
  }
})
window.addEventListener("beforeunload", (event) => isWaiting && !isStale && event.preventDefault())

show(told.state)
screen.layout = told.state.layout
draw()
drawer()
startPreview()
