/* Plain text: paragraphs between blank lines, lines that were broken to fit a page made whole, simple lists. */

const BULLET = /^\s*[•‣▪◦·●∙*-]\s+(?=\S)/
const NUMBER = /^\s*(?:[0-9]{1,2}|[٠-٩]{1,2}|[۰-۹]{1,2})[.)]\s+(?=\S)/
// Messengers: who wrote it stays, when does not.
const WHATSAPP = /^[\u200e\u200f]?\[[^\]]*\d{1,2}[:.]\d{2}[^\]]*\]\s*(?=[^:\n]{1,60}: )/
const TELEGRAM = /^([^\n,[\]]{1,60}), \[[^\]]*\d{1,2}[:.]\d{2}[^\]]*\]\s*$/
const ENDS = /[.!?…:؟۔”»)"]$/
const SHORTEST_WRAP = 40
const LONGEST_WRAP = 110

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
const firstWord = (line) => line.trimStart().split(/\s/, 1)[0]

function messages(text) {
  const lines = []
  let speaker = ""
  for (const line of text.split("\n")) {
    const named = TELEGRAM.exec(line)
    if (WHATSAPP.test(line)) lines.push("", line.replace(WHATSAPP, ""))
    else if (named) {
      lines.push("")
      speaker = named[1]
    } else if (speaker && line.trim()) {
      lines.push(`${speaker}: ${line}`)
      speaker = ""
    } else lines.push(line)
  }
  return lines.join("\n")
}

/** The width that lines were broken at, or 0: the next word would hardly ever have fitted. */
function widthOf(chunks) {
  const pairs = chunks.flatMap((lines) => lines.slice(0, -1).map((line, at) => [line, lines[at + 1]]))
  const width = Math.max(0, ...pairs.map(([line]) => line.trimEnd().length))
  if (pairs.length < 2 || width < SHORTEST_WRAP || width > LONGEST_WRAP) return 0
  const full = pairs.filter(([line, next]) => isFull(line, next, width))
  return full.length >= pairs.length * 0.6 ? width : 0
}

// PDF's lines are set to a width, not to a count of letters: some room is left to it.
const isFull = (line, next, width) => line.trimEnd().length + 1 + firstWord(next).length > width * 0.88

/** Lines of a chunk as paragraphs, joined where they were broken to fit. */
function joined(lines, width) {
  const made = []
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    const goesOn =
      at > 0 && !BULLET.test(line) && !NUMBER.test(line) && (isFull(before, line, width) || !ENDS.test(before.trimEnd()))
    if (!goesOn) made.push(line.trim())
    else if (/\p{Ll}[-\u00ad]$/u.test(before.trimEnd()) && /^\s*\p{Ll}/u.test(line)) {
      made[made.length - 1] = made[made.length - 1].slice(0, -1) + line.trim()
    } else made[made.length - 1] += ` ${line.trim()}`
  }
  return made
}

function listed(paragraphs) {
  let html = ""
  let open = ""
  for (const [at, text] of paragraphs.entries()) {
    const mark = [BULLET, NUMBER].find((each) => each.test(text))
    const kind = mark && (mark === BULLET ? "ul" : "ol")
    const isOne = kind && (open === kind || mark.test(paragraphs[at + 1] ?? ""))
    if (open && (!isOne || kind !== open)) {
      html += `</${open}>`
      open = ""
    }
    if (isOne && !open) {
      html += `<${kind}>`
      open = kind
    }
    html += isOne ? `<li>${lines(text.replace(mark, ""))}</li>` : `<p>${lines(text)}</p>`
  }
  return open ? `${html}</${open}>` : html
}

const lines = (text) => escaped(text).replaceAll("\n", "<br>")

/** HTML of plain text, for `cleanPaste` to clean. */
export function plainHtml(text) {
  const whole = messages(text.replace(/\r\n?|\u2028|\u000b/g, "\n").replaceAll("\u2029", "\n\n").replaceAll("\f", "\n\n"))
  const chunks = whole
    .split(/\n[^\S\n]*\n\s*/)
    .map((chunk) => chunk.split("\n").filter((line) => line.trim()))
    .filter((chunk) => chunk.length)
  const width = widthOf(chunks)
  return listed(chunks.flatMap((chunk) => (width ? joined(chunk, width) : unbroken(chunk, chunks.length))))
}

/** Lines that nobody broke: paragraphs where they are long or a list, or there is nothing else that parts them. */
function unbroken(chunk, chunks) {
  const isList = chunk.some((line) => BULLET.test(line) || NUMBER.test(line))
  const isLong = chunk.some((line) => line.trim().length > LONGEST_WRAP)
  if (chunks === 1 || isList || isLong) return chunk.map((line) => line.trim())
  return [chunk.map((line) => line.trim()).join("\n")]
}
