/* Lists, whichever way a program writes them: as items with a level, and as nested lists again. */

/** Word's lists are paragraphs that say so in their style: note level, kind and list on each, and take the mark out. */
export function markWordLists(body) {
  for (const line of body.querySelectorAll('[data-style*="mso-list" i]')) {
    const said = /mso-list\s*:\s*(?!ignore)(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?/i.exec(line.dataset.style)
    if (!said || !/^(?:P|H\d|DIV|LI)$/.test(line.tagName)) continue
    const mark = line.querySelector('[data-style*="mso-list:ignore" i], [data-style*="mso-list: ignore" i]')
    const sign = mark?.textContent.trim() ?? ""
    mark?.remove()
    // A numbered heading is a heading.
    if (/^H\d$/.test(line.tagName) || line.tagName === "LI") continue
    line.dataset.listLevel = Math.min(9, Number(said[2]))
    line.dataset.listKind = /^[([]?(?:\p{N}{1,3}|[a-z]{1,4}|[\u0621-\u06d5]{1,2})[.)\]-]/iu.test(sign) ? "ol" : "ul"
    line.dataset.listName = said[3] ?? said[1]
  }
}

/** HTML of blocks, with the items among them in lists that are nested by level. */
export function listsHtml(blocks, blockHtml, html) {
  let made = ""
  const open = [] // Of each list that is open: its kind and its level.
  let name = null
  const close = (count) => {
    for (; open.length > count; open.pop()) made += `</li></${open[open.length - 1].kind}>`
  }
  for (const block of blocks) {
    if (!block.item) {
      close(0)
      made += blockHtml(block)
      continue
    }
    if (open.length && block.list !== name) close(0)
    name = block.list
    while (open.length > 1 && open[open.length - 1].level > block.level) close(open.length - 1)
    const top = open[open.length - 1]
    if (top && top.level < block.level) made += opened(block)
    else if (top && top.kind === block.kind) made += "</li>"
    else {
      if (top) close(open.length - 1)
      made += opened(block)
    }
    if (!top || top.level < block.level || open.length === 0) open.push({ kind: block.kind, level: block.level })
    else if (open[open.length - 1] !== top) open.push({ kind: block.kind, level: block.level })
    made += `<li>${itemHtml(block.blocks, html)}`
  }
  close(0)
  return made
}

function opened({ kind, start }) {
  const first = Number(start)
  return kind === "ol" && Number.isInteger(first) && first > 1 ? `<ol start="${first}">` : `<${kind}>`
}

/** An item of one paragraph has none. */
function itemHtml(blocks, html) {
  const written = html(blocks)
  return blocks.length === 1 && blocks[0].tag === "p" ? written.replace(/^<p>|<\/p>$/g, "") : written
}
