/* What can be said of the words alone: twice the same, two spaces, a quote that is not closed. */

// Said twice and meant: "he had had", «زۆر زۆر», «جدا جدا».
const TWICE = new Set(
  "had that جدا جداً رويدا رويداً شيئا شيئاً صفا صفاً كلا هيا يوما يوماً واحدا واحداً زۆر وردە کەم دانە یەک پۆل جار بەش ڕۆژ هەر گورج".split(" "),
)
const DOUBLED = /(?<![\p{L}\p{M}\p{N}’'-])([\p{L}\p{M}\u200c]+)(\s+)(\1)(?![\p{L}\p{M}\p{N}\u200c’'-])/giu
const SPACES = /(?<=\S) {2,}(?=\S)/g
const PAIRS = ["“”", "«»", "„“"]

const isUpper = (word) => word[0] !== word[0].toLowerCase()

/** The line of a block, a sign for each place in it. */
const lineOf = (block) => block.textBetween(0, block.content.size, undefined, () => "\ufffc")

export function remarksOnLines(doc) {
  const lines = []
  doc.descendants((node, from) => {
    if (!node.isTextblock) return true
    lines.push({ text: lineOf(node), start: from + 1 })
    return false
  })
  return lines.flatMap((line, at) => [
    ...doubled(line),
    ...spaced(line),
    ...unclosed(line, lines[at + 1]?.text ?? ""),
  ])
}

function doubled({ text, start }) {
  const found = []
  for (const match of text.matchAll(DOUBLED)) {
    const [all, first, , second] = match
    // Names such as Walla Walla; letters one by one.
    const isName = isUpper(first) && isUpper(second)
    if (isName || first.length < 2 || TWICE.has(first.toLowerCase())) continue
    found.push({ kind: "double", from: start + match.index, to: start + match.index + all.length, words: all })
  }
  return found
}

function spaced({ text, start }) {
  return [...text.matchAll(SPACES)].map((match) => {
    const from = start + match.index
    const to = from + match[0].length
    return { kind: "spaces", from, to, words: around(text, match.index, match.index + match[0].length) }
  })
}

/** A quotation over several paragraphs opens each of them, and is closed in the last. */
function unclosed({ text, start }, next) {
  const straight = [...text.matchAll(/(?<!\d)"/g)]
  const found = straight.length % 2 ? [remark(text, start, straight[straight.length - 1].index)] : []
  for (const [opening, closing] of PAIRS) {
    const open = []
    for (const [at, sign] of [...signs(text, opening, closing)]) {
      if (sign === opening) open.push(at)
      else if (open.length) open.pop()
      else if (opening !== "„" && !(opening === "“" && text.includes("„"))) found.push(remark(text, start, at))
    }
    const goesOn = next.startsWith(opening)
    if (open.length && !goesOn && !(opening === "“" && text.includes("„"))) found.push(remark(text, start, open.pop()))
  }
  return found
}

function* signs(text, ...wanted) {
  for (let at = 0; at < text.length; at++) if (wanted.includes(text[at])) yield [at, text[at]]
}

const remark = (text, start, at) => ({
  kind: "quote",
  from: start + at,
  to: start + at + 1,
  words: around(text, at, at + 1),
})

/** Whole words about a place in a line. */
function around(text, from, to) {
  const before = text.slice(Math.max(0, from - 14), from)
  const after = text.slice(to, to + 14)
  const first = from > 14 ? before.replace(/^\S*\s/, "") : before
  const last = to + 14 < text.length ? after.replace(/\s\S*$/, "") : after
  return `${first}${text.slice(from, to)}${last}`.trim()
}
