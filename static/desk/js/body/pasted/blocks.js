/* From the document that was copied to blocks of the body's vocabulary: an allow-list, so what is unknown is its text. */

import { address, lineHtml, paragraphs, tidied } from "./lines.js"
import { listsHtml } from "./lists.js"
import { isData, rowsOf, tableHtml } from "./tables.js"

const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" }
const BLOCK = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER COL COLGROUP DD DETAILS DIR DIV DL DT FIELDSET FIGCAPTION " +
    "FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SEARCH SECTION SUMMARY TABLE " +
    "TBODY TD TFOOT TH THEAD TR UL").split(" "),
)
const SUPERIOR = { 1: "¹", 2: "²", 3: "³" }
const INFERIOR = { 2: "₂", 3: "₃", 4: "₄" }
const STRONG = /^(?:bold|bolder|[6-9]00|1000)$/i

const styleOf = (element, name) =>
  new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(element.dataset?.style ?? "")?.[1].trim() ?? ""

/** Collects blocks and the line that is being written. */
class Paper {
  constructor() {
    this.blocks = []
    this.runs = []
  }

  /** End the line: paragraphs, or one heading. */
  end(tag = "p") {
    const runs = this.runs
    this.runs = []
    if (!runs.length) return
    if (tag === "p") {
      for (const line of paragraphs(runs)) this.blocks.push({ tag, runs: line })
      return
    }
    const line = tidied(runs.map((run) => (run.br ? { ...run, br: false, text: " " } : run)))
    if (line.length) this.blocks.push({ tag, runs: line })
  }

  put(block) {
    this.end()
    this.blocks.push(block)
  }
}

/** How the text of an element is set, beside how its surroundings are. */
function setting(element, set) {
  const name = element.tagName
  const made = { ...set }
  const weight = styleOf(element, "font-weight")
  const slope = styleOf(element, "font-style")
  if (weight) made.strong = STRONG.test(weight)
  else if (name === "B" || name === "STRONG") made.strong = true
  if (slope) made.em = /^(?:italic|oblique)/i.test(slope)
  else if (name === "I" || name === "EM") made.em = true
  const space = styleOf(element, "white-space") || styleOf(element, "white-space-collapse")
  if (name === "PRE") made.keepsLines = true
  else if (space) made.keepsLines = /^(?:pre|break-spaces|preserve)/i.test(space)
  if (name === "A") {
    made.href = address(element.getAttribute("href"))
    made.story = /^\d{1,18}$/.test(element.dataset.story ?? "") ? element.dataset.story : ""
    if (made.story) made.href = ""
  }
  return made
}

/** The heading that a paragraph is by its role or style, or "". */
function headingOf(element) {
  if (HEADINGS[element.tagName]) return HEADINGS[element.tagName]
  if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level") ?? 2) <= 2 ? "h2" : "h3"
  if (/\bMsoTitle\b/.test(element.className)) return "h2"
  const outline = /mso-outline-level\s*:\s*(\d)/i.exec(element.dataset?.style ?? "")
  if (outline && element.tagName === "P") return Number(outline[1]) <= 2 ? "h2" : "h3"
  return isTitleOfGoogle(element) ? "h2" : ""
}

/** Google Docs' title is a paragraph in large type. */
function isTitleOfGoogle(element) {
  if (element.tagName !== "P" || !element.closest('[id^="docs-internal-guid"]')) return false
  const spans = [...element.querySelectorAll("span")].filter((span) => span.textContent.trim())
  return spans.length > 0 && spans.every((span) => parseFloat(styleOf(span, "font-size")) >= 22)
}

function write(node, paper, set) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 3) writeText(child.data, paper, set)
    else if (child.nodeType === 1) writeElement(child, paper, set)
  }
}

function writeText(text, paper, set) {
  const { strong = false, em = false, href = "", story = "" } = set
  const lines = text.split(set.keepsLines ? /\r\n?|[\n\u2028\u2029\u000b]/ : /[\u2028\u2029\u000b]/)
  for (const [at, line] of lines.entries()) {
    if (at) paper.runs.push({ br: true })
    if (line) paper.runs.push({ text: line, strong, em, href, story })
  }
}

function writeElement(element, paper, set) {
  const name = element.tagName
  if (name === "BR") paper.runs.push({ br: true })
  else if (name === "HR") paper.put({ html: "<hr>" })
  else if (name === "SUP" || name === "SUB") writeSmall(element, paper, set)
  else if (name === "Q") {
    writeText("“", paper, set)
    write(element, paper, set)
    writeText("”", paper, set)
  } else if (isBlock(element)) writeBlock(element, paper, set)
  else write(element, paper, setting(element, set))
}

const isBlock = (element) => BLOCK.has(element.tagName) || element.getAttribute("role") === "heading"

/** m² and CO₂ stay what they are; other small letters are set like the rest; marks of notes leave. */
function writeSmall(element, paper, set) {
  const text = element.textContent.trim()
  if (/^\[.{1,4}\]$/.test(text)) return
  const small = (element.tagName === "SUP" ? SUPERIOR : INFERIOR)[text]
  const before = paper.runs[paper.runs.length - 1]?.text ?? ""
  if (small && /\p{L}$/u.test(before)) writeText(small, paper, set)
  else write(element, paper, setting(element, set))
}

function writeBlock(element, paper, around) {
  const set = setting(element, around)
  const heading = headingOf(element)
  paper.end()
  if (heading) {
    write(element, paper, { ...set, strong: false, em: false })
    paper.end(heading)
  } else if (element.dataset.listLevel) paper.blocks.push(itemOf(element, set))
  else if (/^(?:UL|OL|DIR|MENU)$/.test(element.tagName)) writeList(element, paper, set, { level: 1, list: {} })
  else if (element.tagName === "BLOCKQUOTE" || /\bMso(?:Intense)?Quote\b/.test(element.className)) {
    paper.blocks.push(quoteOf(element, set))
  } else if (element.tagName === "TABLE" && isData(element)) paper.blocks.push(tableOf(element, set))
  else if (element.matches("figure[data-picture], figure[data-embed], aside[data-story]")) {
    paper.blocks.push(ownOf(element))
  } else write(element, paper, element.tagName === "DT" ? { ...set, strong: true } : set)
  paper.end()
}

function inside(element, set) {
  const paper = new Paper()
  write(element, paper, set)
  paper.end()
  return paper.blocks
}

/** One item, of a program that writes lists as paragraphs (see lists.js). */
function itemOf(element, set) {
  const { listLevel, listKind, listName } = element.dataset
  return { item: true, level: Number(listLevel), kind: listKind, list: listName, blocks: inside(element, set) }
}

/** A list as its items, each with its level: also where a list stands in a list beside its item, as Google writes it. */
function writeList(list, paper, set, { level, list: name }) {
  const kind = list.tagName === "OL" ? "ol" : "ul"
  for (const child of list.children) {
    if (/^(?:UL|OL)$/.test(child.tagName)) {
      writeList(child, paper, setting(child, set), { level: level + 1, list: name })
      continue
    }
    const below = [...child.children].filter((each) => /^(?:UL|OL)$/.test(each.tagName))
    for (const each of below) each.remove()
    // Word on the web writes every item as a list of its own.
    const own = Number(child.dataset.ariaLevel ?? 0)
    const item = { item: true, level: own || level, kind, list: own ? "web" : name, start: list.getAttribute("start") }
    const blocks = inside(child, setting(child, set))
    if (blocks.length) paper.blocks.push({ ...item, blocks })
    for (const each of below) writeList(each, paper, setting(each, set), { level: level + 1, list: name })
  }
}

function quoteOf(element, set) {
  const isPull = /\bpull-?quote\b/.test(`${element.className} ${element.closest("figure")?.className ?? ""}`)
  const said = element.querySelector(":scope > footer, :scope > cite, :scope > figcaption")
  said?.remove()
  const speaker = said ? tidied(inside(said, {}).flatMap((block) => block.runs ?? [])) : []
  return { quote: true, isPull, speaker, blocks: inside(element, set) }
}

function tableOf(element, set) {
  const rows = rowsOf(element, (cell) => {
    const lines = inside(cell, setting(cell, set)).flatMap((block) => linesOf(block))
    const runs = tidied(lines.flatMap((line, at) => (at ? [{ br: true }, ...line] : line)))
    return { html: lineHtml(runs, { plain: true }), isStrong: runs.length > 0 && runs.every((run) => run.br || run.strong) }
  })
  const caption = element.querySelector(":scope > caption")
  const html = tableHtml(rows)
  return { html, before: caption ? inside(caption, {}) : [] }
}

const linesOf = (block) => (block.runs ? [block.runs] : (block.blocks ?? []).flatMap(linesOf))

/** Pictures, embeds and related stories of our own, as they are. */
function ownOf(element) {
  const kept = ["picture", "size", "credit", "alt", "embed", "story"]
  const copy = document.createElement(element.tagName)
  for (const name of kept) if (element.dataset[name]) copy.dataset[name] = element.dataset[name]
  const caption = element.querySelector("figcaption")
  if (caption) {
    const runs = inside(caption, {}).flatMap(linesOf).flat()
    copy.append(document.createElement("figcaption"))
    copy.lastChild.innerHTML = lineHtml(runs)
  }
  return { html: copy.outerHTML }
}

function blockHtml(block) {
  if (block.html !== undefined) return html(block.before ?? []) + block.html
  if (block.quote) {
    const words = html(block.blocks)
    if (!words) return ""
    const speaker = block.speaker.length ? `<footer>${lineHtml(block.speaker)}</footer>` : ""
    return `<blockquote${block.isPull ? ' class="pull-quote"' : ""}>${words}${speaker}</blockquote>`
  }
  return `<${block.tag}>${lineHtml(block.runs, { plain: block.tag !== "p" })}</${block.tag}>`
}

function html(blocks) {
  return listsHtml(blocks, blockHtml, html)
}

/** HTML of the vocabulary for the children of an element. */
export function blocksHtml(body) {
  return html(inside(body, {}))
}
