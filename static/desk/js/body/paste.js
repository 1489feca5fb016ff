/* Paste: from Word, Google Docs and web pages, the text and what it means; nothing of how it looked. */

import { Extension, Plugin } from "django-prose-editor/editor"
import { unwrap } from "./markup.js"

const SYNONYMS = { B: "strong", I: "em", H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const KEPT = { A: ["href"], OL: ["start"], FIGURE: ["data-picture"] }

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name)
  for (const { name: attribute, value } of element.attributes) other.setAttribute(attribute, value)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

function wrapInside(element, name) {
  const inner = element.ownerDocument.createElement(name)
  inner.append(...element.childNodes)
  element.append(inner)
}

/** Word's lists are paragraphs that say so in their style. */
function listsOfWord(page) {
  let lists = []
  let previous = null
  for (const line of [...page.querySelectorAll('p[data-style*="mso-list"]')]) {
    const style = line.dataset.style
    const level = Number(/\blevel(\d+)/.exec(style)?.[1] ?? 1)
    const mark = line.querySelector('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]')
    const kind = /^\s*(\d+|[a-z]{1,3})[.)]/i.test(mark?.textContent ?? "") ? "ol" : "ul"
    mark?.remove()
    if (!previous || previous.nextElementSibling !== line) lists = []
    lists.length = Math.min(lists.length, level)
    if (lists[level - 1]?.tagName.toLowerCase() !== kind) {
      const list = page.createElement(kind)
      const parent = lists.length && lists[lists.length - 1]?.lastElementChild
      if (level > 1 && parent) parent.append(list)
      else line.before(list)
      lists[level - 1] = list
    }
    const item = page.createElement("li")
    item.append(...line.childNodes)
    lists[level - 1].append(item)
    previous = lists[0] ?? lists[level - 1]
    line.remove()
  }
}

export function cleanPaste(html) {
  if (html.includes("data-pm-slice")) return html // Our own text, copied here.
  // A strict CSP bars styles and handlers in a parsed page as well, so attributes are read under another name.
  const readable = html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])(style|on\w+)(?=\s*=)/gi, "$1data-$2"))
  const page = new DOMParser().parseFromString(readable, "text/html")
  for (const element of page.querySelectorAll("style, script, meta, link, title, template, svg, math, object, iframe")) {
    element.remove()
  }
  listsOfWord(page)
  for (const element of [...page.body.querySelectorAll("*")]) {
    if (!element.isConnected) continue
    const style = element.dataset?.style ?? ""
    const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/i.exec(style)?.[1]
    const isHeading = /^H\d$/.test(element.tagName)
    const isBold = weight && (/^bold/i.test(weight) || Number(weight) >= 600)
    // Google Docs wraps everything in <b style="font-weight:normal">.
    if (element.tagName === "B" && weight && !isBold) {
      unwrap(element)
      continue
    }
    if (!isHeading && !/^(B|STRONG)$/.test(element.tagName) && isBold) wrapInside(element, "strong")
    if (!isHeading && !/^(I|EM)$/.test(element.tagName) && /(?:^|;)\s*font-style\s*:\s*italic/i.test(style)) {
      wrapInside(element, "em")
    }
    if (isHeading) for (const bold of element.querySelectorAll("b, strong")) unwrap(bold)
    for (const { name } of [...element.attributes]) {
      const isPullQuote = name === "class" && element.matches("blockquote.pull-quote")
      if (!KEPT[element.tagName]?.includes(name) && !isPullQuote) element.removeAttribute(name)
    }
    if (element.tagName === "A") {
      const href = element.getAttribute("href") ?? ""
      const behind = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q")
      if (behind) element.setAttribute("href", behind)
      if (!/^(https?:|mailto:|tel:)/i.test(href)) {
        unwrap(element)
        continue
      }
    }
    if (SYNONYMS[element.tagName]) renamed(element, SYNONYMS[element.tagName])
    else if (/^(SPAN|FONT|U|O:P|IMG)$/.test(element.tagName)) unwrap(element)
  }
  for (const block of page.body.querySelectorAll("p, h2, h3, li")) {
    if (!block.textContent.trim()) block.remove()
  }
  for (const child of [...page.body.children]) if (child.tagName === "BR") child.remove()
  return page.body.innerHTML.replaceAll("&nbsp;", " ")
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPaste } })]
  },
})
