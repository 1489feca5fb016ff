/* Moving stories between the places of a layout (see newsroom/fronts/layout.py): nothing here touches the page. */

const MOST_CARDS = 24

/** A layout is plain data, so a copy is what it was. */
export const copyOf = (layout) => JSON.parse(JSON.stringify(layout))

function tidy(block) {
  while (block.slots.length && !block.slots.at(-1)) block.slots.pop()
}

/**
 * Put a slot at a place. Whoever stands there moves on, up to the first place that is the rule's, which gives way; where
 * there is none, the block grows by a card. False where it cannot grow.
 */
export function insert(layout, at, slot) {
  const block = layout.blocks[at.block]
  while (block.slots.length < at.place) block.slots.push(null)
  if (!block.slots[at.place]) {
    block.slots[at.place] = slot
    block.cards = Math.max(block.cards, block.slots.length)
    return true
  }
  const free = block.slots.findIndex((each, place) => place > at.place && !each)
  const isFull = free < 0 && block.slots.length >= block.cards
  if (isFull && block.cards >= MOST_CARDS) return false
  if (free >= 0) block.slots.splice(free, 1)
  block.slots.splice(at.place, 0, slot)
  block.cards = Math.max(block.cards, block.slots.length)
  return true
}

/** Take a slot out: its place is the rule's, or closes where there is no rule. */
export function remove(layout, at) {
  const block = layout.blocks[at.block]
  const [slot] = block.rule.kind === "none" ? block.slots.splice(at.place, 1) : block.slots.splice(at.place, 1, null)
  tidy(block)
  return slot
}

/** From one place to another. Within a block the others move up or down, as in a list. */
export function move(layout, from, to) {
  const block = layout.blocks[from.block]
  if (from.block !== to.block) {
    const slot = block.slots[from.place]
    if (!insert(layout, to, slot)) return false
    remove(layout, from)
    return true
  }
  while (block.slots.length <= Math.max(from.place, to.place)) block.slots.push(null)
  if (!block.slots[to.place]) {
    block.slots[to.place] = block.slots[from.place]
    block.slots[from.place] = null
  } else {
    block.slots.splice(to.place, 0, ...block.slots.splice(from.place, 1))
  }
  tidy(block)
  return true
}

/** One step up or down, over the edge of a block into the next one. Gives the place where the story is then, or null. */
export function step(layout, from, way) {
  const to = { block: from.block, place: from.place + way }
  if (to.place >= 0 && to.place < layout.blocks[from.block].cards) return move(layout, from, to) ? to : null
  const next = layout.blocks[from.block + way]
  if (!next) return null
  const over = { block: from.block + way, place: way > 0 ? 0 : Math.max(next.cards - 1, 0) }
  return move(layout, from, over) ? over : null
}

/** How often each story is named before a place, by hand. */
export function isFurtherUp(layout, at) {
  const article = layout.blocks[at.block].slots[at.place].article
  return layout.blocks.some((block, number) =>
    block.slots.some(
      (slot, place) => slot?.article === article && (number < at.block || (number === at.block && place < at.place)),
    ),
  )
}
