/* What a program put on the clipboard, as a document to read: nothing in it runs, loads or is hidden. */

import { unwrap } from "../markup.js"

// What is no text of the story: programs' own, and what they add to a text (footnotes' and comments' marks).
const NEVER = [
  "style, script, noscript, template, meta, link, title, base, xml",
  "svg, math, canvas, object, embed, applet, iframe, frame, video, audio, map, picture > source",
  "input, select, textarea, button, progress, meter, datalist, dialog",
  "del, [hidden], .screen-reader-text, .sr-only, .visually-hidden",
  // Word: comments, notes, tracked deletions, what stands in for a list's number.
  ".MsoCommentReference, .msocomanchor, .msocomtxt, .MsoFootnoteReference, .MsoEndnoteReference, .msoDel",
  '[data-style*="mso-element:comment" i], [data-style*="mso-element:footnote" i], [data-style*="mso-element:endnote" i]',
  '[data-style*="mso-footnote-id" i], [data-style*="mso-endnote-id" i], [data-style*="mso-hide:all" i]',
  // Word on the web, Google Docs, LibreOffice.
  '.EOP > br, [data-ccp-props] > br, sup > [href*="#cmnt"], sup > [href*="#ftnt"], a.sdfootnoteanc, a.sdendnoteanc',
  ".sdfootnotesym, [id^=sdfootnote], [id^=sdendnote]",
  // Wikipedia.
  "sup.reference, .mw-editsection, .noprint, .reflist, .mw-cite-backlink, .navbox, .metadata",
].join(", ")
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
// Excel's, Google's, Apple's and LibreOffice's classes that say how a piece of text looks.
const LOOKS = /\.((?:xl|font|ce|[spT]|td)\d+)\b[^{},]*\{([^}]*)\}/g

/** A style sheet's words on weight and slope, by class. */
function looksOf(html) {
  const looks = new Map()
  for (const [, sheet] of html.matchAll(/<style\b[^>]*>([^]*?)<\/style\s*>/gi)) {
    for (const [, name, rules] of sheet.matchAll(LOOKS)) {
      const short = /(?:^|;)\s*font\s*:\s*([^;]*)/i.exec(rules)?.[1] ?? ""
      const said = rules.match(/(?:^|;)\s*(?:font-weight|font-style)\s*:[^;]*/gi) ?? []
      if (/\bbold\b/i.test(short)) said.push("font-weight:bold")
      if (/\b(?:italic|oblique)\b/i.test(short)) said.push("font-style:italic")
      if (said.length) looks.set(name, said.map((each) => each.replace(/[;\s]+/g, "")).join(";"))
    }
  }
  return looks
}

/** `<body>` of what was copied. Styles are under `data-style`: a strict CSP bars them in a parsed page as well. */
export function read(html) {
  const looks = looksOf(html)
  const readable = html
    .replace(/^\s*Version:[\d.]+\s[^<]*/, "") // The header of the clipboard's format on Windows.
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<(?:base|meta|link)\b[^>]*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])(style|on\w+|srcset|src)(?=\s*=)/gi, "$1data-$2"))
  const { body } = new DOMParser().parseFromString(readable, "text/html")
  for (const element of body.querySelectorAll(NEVER)) element.remove()
  for (const element of body.querySelectorAll("[class]")) {
    const look = [...element.classList].map((name) => looks.get(name)).filter(Boolean)
    if (look.length) element.dataset.style = [...look, element.dataset.style ?? ""].join(";")
  }
  for (const element of body.querySelectorAll("[data-style]")) if (HIDDEN.test(element.dataset.style)) element.remove()
  return body
}

/** Emoji are text again, other pictures leave, with what belongs to them; how many there were. */
export function withoutPictures(body) {
  let count = 0
  for (const image of body.querySelectorAll("img")) {
    const emoji = image.dataset.plainText || (/\bemoji/i.test(image.className) ? image.alt : "")
    if (emoji) {
      image.replaceWith(emoji)
      continue
    }
    // A spacer or a counter of readers is no picture.
    const small = Number(image.getAttribute("width") ?? 99) < 3 || Number(image.getAttribute("height") ?? 99) < 3
    const own = image.closest("figure[data-picture], figure[data-embed]")
    if (!small && !own) count += 1
    const frame = image.closest("figure:not([data-picture], [data-embed]), .wp-caption, .thumb, .gallerybox")
    if (frame && !frame.querySelector("table, blockquote, p + p")) frame.remove()
    else image.remove()
  }
  return count
}

/** pdf.js and the like copy a page as one element a line: the lines, or null for every other page. */
export function printedLines(body) {
  if (!body.querySelector('br[role="presentation"]')) return null
  for (const br of body.querySelectorAll("br")) br.replaceWith("\n")
  return body.textContent
}

export function unwrapAll(body, selector) {
  for (const element of body.querySelectorAll(selector)) unwrap(element)
}
