/* The draft on the screen: its blocks, and in each of them its places. Drawn anew after every change. */

import { button, el, said } from "./elements.js"
import { isFurtherUp } from "./places.js"
import { pill, shown } from "./search.js"

/** The place that is dragged, or the story from the list beside the draft. */
let dragged = null
export const drag = (what) => (dragged = what)

export function drawBlocks(screen) {
  const { layout, words, mayChange } = screen
  return [
    ...layout.blocks.map((block, number) => drawBlock(screen, block, number)),
    mayChange ? button(words.addBlock, () => screen.addBlock(), { class: "button front-add", "data-key": "add" }) : "",
  ]
}

function drawBlock(screen, block, number) {
  const { words, mayChange } = screen
  const name = said(words.block, number + 1)
  return el(
    "section",
    { class: `front-block look-${block.look}`, "aria-label": name },
    mayChange ? drawSettings(screen, block, number) : el("h3", { text: block.title || name }),
    el("ol", { class: "front-places" }, ...drawPlaces(screen, block, number)),
  )
}

function drawSettings(screen, block, number) {
  const { words, looks, layout, direction, language } = screen
  const change = (act) => screen.change((draft) => act(draft.blocks[number]))
  const labelled = (text, control) => el("label", {}, el("span", { text }), control)
  const key = (name) => `${name}-${number}`
  const title = el("input", { type: "text", value: block.title, maxlength: 80, dir: direction, lang: language, "data-key": key("title"), placeholder: screen.nameOf(block.rule) })
  title.addEventListener("change", () => change((draft) => (draft.title = title.value)))
  const look = choice(looks, block.look, (value) => change((draft) => (draft.look = value)), key("look"))
  const cards = el("input", { type: "number", min: 1, max: 24, value: block.cards, inputmode: "numeric", "data-key": key("cards") })
  cards.addEventListener("change", () =>
    change((draft) => {
      draft.cards = Math.min(24, Math.max(1, draft.slots.length, Math.round(Number(cards.value)) || 1))
    }),
  )
  return el(
    "header",
    { class: "front-settings" },
    labelled(words.title, title),
    labelled(words.look, look),
    labelled(words.cards, cards),
    labelled(words.rule, ruleChoice(screen, block, number, key("rule"))),
    block.rule.kind === "tag" ? labelled(words.tag, tagChoice(screen, block, number, key("tag"))) : null,
    el(
      "span",
      { class: "front-steps" },
      button("↑", () => screen.moveBlock(number, -1), { "aria-label": `${words.up}: ${said(words.block, number + 1)}`, disabled: number === 0, "data-key": key("block-up") }),
      button("↓", () => screen.moveBlock(number, 1), { "aria-label": `${words.down}: ${said(words.block, number + 1)}`, disabled: number === layout.blocks.length - 1, "data-key": key("block-down") }),
      button("×", () => screen.removeBlock(number), { "aria-label": `${words.removeBlock} ${number + 1}`, "data-key": key("block-remove") }),
    ),
  )
}

function choice(choices, value, chosen, key) {
  const select = el("select", { "data-key": key }, ...choices.map((each) => el("option", { value: each.value, text: each.label, selected: each.value === value })))
  select.addEventListener("change", () => chosen(select.value))
  return select
}

/** Newest, each section, a tag, nothing: in one list. */
function ruleChoice(screen, block, number, key) {
  const [newest, , tag, none] = screen.rules
  const options = [
    newest,
    ...screen.sections.map((section) => ({ value: `section-${section.id}`, label: section.name })),
    tag,
    none,
  ]
  const value = block.rule.kind === "section" ? `section-${block.rule.of}` : block.rule.kind
  return choice(
    options,
    value,
    (chosen) => {
      const [kind, of] = chosen.split("-")
      if (kind === "tag") return screen.chooseTag(number)
      screen.change((draft) => {
        draft.blocks[number].rule = { kind, of: of ? Number(of) : null }
        if (kind === "none") draft.blocks[number].slots = draft.blocks[number].slots.filter(Boolean)
      })
    },
    key,
  )
}

function tagChoice(screen, block, number, key) {
  return button(screen.tags[block.rule.of] ?? "…", () => screen.chooseTag(number), { "data-key": key, class: "button front-tag" })
}

/** Every place up to the first that stays empty: there is no more to fill the others with. */
function drawPlaces(screen, block, number) {
  const brought = [...(screen.brought[number] ?? [])]
  const places = []
  for (let place = 0; place < block.cards; place++) {
    const at = { block: number, place }
    const id = block.slots[place] ? null : brought.shift()
    places.push(block.slots[place] ? drawHand(screen, at) : drawRule(screen, at, id))
    if (!block.slots[place] && !id && place >= block.slots.length) break
  }
  return places
}

function drawHand(screen, at) {
  const { words, layout, mayChange } = screen
  const slot = layout.blocks[at.block].slots[at.place]
  const story = screen.storyOf(slot.article)
  const isLead = at.block === 0 && at.place === 0
  const key = `card-${at.block}-${at.place}`
  const own = ["kicker", "headline", "standfirst"].some((name) => slot[name])
  const item = el(
    "li",
    { class: `front-place by-hand is-${story.state}`, draggable: mayChange ? "true" : "false", "data-place": `${at.block}.${at.place}` },
    shown(slot.picture === "none" ? { ...story, picture: "" } : story, words, slot),
    el(
      "span",
      { class: "front-pills" },
      isLead ? el("span", { class: "pill pill-ready", text: words.lead }) : null,
      story.state === "live" ? null : pill(story),
      story.state === "live" ? null : el("span", { class: "quiet", text: words.leavesNoHole }),
      own ? el("span", { class: "quiet", text: words.ownWords }) : null,
      slot.picture === "none" ? el("span", { class: "quiet", text: words.noPicture }) : null,
      !slot.twice && isFurtherUp(layout, at) ? el("span", { class: "pill pill-late", text: words.again }) : null,
    ),
    slot.sublinks?.length
      ? el("ul", { class: "front-below" }, ...slot.sublinks.map((id) => el("li", { text: screen.storyOf(id).headline, dir: story.dir })))
      : null,
    mayChange
      ? el(
          "span",
          { class: "front-acts" },
          button("↑", () => screen.stepCard(at, -1), { "aria-label": `${words.up}: ${story.headline}`, "data-key": `${key}-up`, class: "button front-step" }),
          button("↓", () => screen.stepCard(at, 1), { "aria-label": `${words.down}: ${story.headline}`, "data-key": `${key}-down`, class: "button front-step" }),
          button(words.edit, () => screen.editCard(at), { "aria-label": `${words.edit}: ${story.headline}`, "data-key": `${key}-edit` }),
          button("×", () => screen.removeCard(at), { "aria-label": `${words.remove}: ${story.headline}`, "data-key": `${key}-remove` }),
        )
      : null,
  )
  item.addEventListener("dragstart", (event) => {
    dragged = { from: at }
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", story.headline)
    item.classList.add("is-dragged")
  })
  item.addEventListener("dragend", () => item.classList.remove("is-dragged"))
  item.addEventListener("keydown", (event) => {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!way || !event.target.closest(".front-step")) return
    event.preventDefault()
    screen.stepCard(at, way)
  })
  if (mayChange) takeDrops(screen, item, at)
  return item
}

function drawRule(screen, at, id) {
  const { words, mayChange } = screen
  const story = id ? screen.storyOf(id) : null
  const key = `card-${at.block}-${at.place}`
  const item = el(
    "li",
    { class: "front-place by-rule", "data-place": `${at.block}.${at.place}` },
    story ? shown(story, words) : el("span", { class: "quiet", text: words.empty }),
    el(
      "span",
      { class: "front-pills" },
      at.block === 0 && at.place === 0 ? el("span", { class: "pill pill-ready", text: words.lead }) : null,
      story ? el("span", { class: "quiet", text: words.byRule }) : null,
    ),
    mayChange
      ? el(
          "span",
          { class: "front-acts" },
          button(words.choose, () => screen.chooseFor(at), { "data-key": `${key}-choose` }),
          story ? button(words.keep, () => screen.put(at, story), { "aria-label": `${words.keep}: ${story.headline}`, "data-key": `${key}-keep` }) : null,
        )
      : null,
  )
  if (mayChange) takeDrops(screen, item, at)
  return item
}

function takeDrops(screen, item, at) {
  item.addEventListener("dragover", (event) => {
    if (!dragged) return
    event.preventDefault()
    item.classList.add("is-target")
  })
  item.addEventListener("dragleave", () => item.classList.remove("is-target"))
  item.addEventListener("drop", (event) => {
    event.preventDefault()
    item.classList.remove("is-target")
    const what = dragged
    dragged = null
    if (what?.from) screen.moveCard(what.from, at)
    else if (what?.story) screen.put(at, what.story)
  })
}
