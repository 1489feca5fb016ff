/* A line of text as pieces ("runs") that are set alike, and as HTML again. */

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign])

// What programs strew over a text: byte order marks, soft hyphens, direction that the paragraph has by itself.
const STRAY = /[\u00ad\u200b\u2060\ufeff\ufffc\u202a-\u202e\u2066-\u2069]/g
const SPACES = /[ \t\n\r\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const LETTER = /[\p{L}\p{M}]/u
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid?|yclid|twclid|ttclid|_hs(?:enc|mi)|at_(?:medium|campaign)|ns_\w+|cmpid|ocid|ito)$/i
// Where the address of a page stands in that of a page that leads on to it.
const LEADS_ON = [
  [/^(?:www\.)?google\.[\w.]+$/, /^\/url$/, ["q", "url"]],
  [/^l\.(?:facebook|instagram|messenger)\.com$/, /./, ["u"]],
  [/safelinks\.protection\.outlook\.com$/, /./, ["url"]],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
]

/** The address that a link leads to in the end, without what counts its readers; "" for one that is none. */
export function address(href) {
  const typed = (href ?? "").trim()
  if (!/^(?:https?:|mailto:|tel:)/i.test(typed)) return ""
  if (!/^https?:/i.test(typed)) return typed
  try {
    let url = new URL(typed)
    for (let step = 0; step < 3; step++) {
      const on = LEADS_ON.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname))
      const behind = on?.[2].map((name) => url.searchParams.get(name)).find((each) => /^https?:/i.test(each ?? ""))
      if (!behind) break
      url = new URL(behind)
    }
    const asked = url.search.slice(1).split("&")
    const kept = asked.filter((pair) => !TRACKING.test(pair.split("=", 1)[0]))
    if (kept.length === asked.length && url.href === new URL(typed).href) return typed
    url.search = kept.join("&")
    return url.href
  } catch {
    return ""
  }
}

/** Left-to-right and right-to-left marks stay where they part something; between letters and at the ends they don't. */
function withoutIdleMarks(text) {
  if (!RIGHT_TO_LEFT.test(text)) return text.replace(/[\u200e\u200f\u061c]/g, "")
  return text.replace(/[\u200e\u200f\u061c]+/g, (marks, at) => {
    const before = text[at - 1] ?? ""
    const after = text[at + marks.length] ?? ""
    return !before || !after || (LETTER.test(before) && LETTER.test(after)) ? "" : marks[0]
  })
}

const alike = (one, other) =>
  one.strong === other.strong && one.em === other.em && one.href === other.href && one.story === other.story

/** Runs with single spaces, no stray signs, and none at the ends; neighbours that are set alike are one. */
export function tidied(runs) {
  const made = []
  for (const run of runs) {
    const last = made[made.length - 1]
    if (run.br) {
      if (last && !last.br) last.text = last.text.replace(/ $/, "")
      made.push(run)
      continue
    }
    let text = run.text.normalize("NFC").replace(STRAY, "").replace(SPACES, " ")
    if (!last || last.br || last.text.endsWith(" ")) text = text.replace(/^ /, "")
    if (!text) continue
    if (last && !last.br && alike(last, run)) last.text += text
    else made.push({ ...run, text })
  }
  const filled = made.filter((run) => run.br || run.text)
  while (filled.length && (filled[filled.length - 1].br || !filled[filled.length - 1].text.trim())) filled.pop()
  while (filled.length && filled[0].br) filled.shift()
  if (!filled.length) return []
  filled[filled.length - 1].text = filled[filled.length - 1].text.trimEnd()
  return withoutMarks(withPlainSpaces(filled))
}

const common = (one, other) => ({
  text: " ",
  strong: one.strong && other.strong,
  em: one.em && other.em,
  href: one.href === other.href ? one.href : "",
  story: one.story === other.story ? one.story : "",
})

/** A space between two runs is set as both are: a link or a word in bold ends with its last letter. */
function withPlainSpaces(runs) {
  const made = []
  const add = (run) => {
    const last = made[made.length - 1]
    if (last && !last.br && !run.br && alike(last, run)) last.text += run.text
    else made.push(run)
  }
  const words = runs.filter((run) => run.br || run.text.trim())
  for (const run of words) {
    const last = made[made.length - 1]
    if (run.br || !last || last.br) {
      add(run)
      continue
    }
    const isParted = last.text.endsWith(" ") || run.text.startsWith(" ") || spaceBetween(runs, run)
    last.text = last.text.trimEnd()
    if (isParted) add(common(last, run))
    add({ ...run, text: run.text.replace(/^ /, "") })
  }
  return made
}

/** Whether a run of nothing but a space stands before this one. */
const spaceBetween = (runs, run) => runs[runs.indexOf(run) - 1]?.text === " "

function withoutMarks(runs) {
  const whole = runs.map((run) => run.text ?? "\n").join("")
  if (!/[\u200e\u200f\u061c]/.test(whole)) return runs
  const isRightToLeft = RIGHT_TO_LEFT.test(whole)
  for (const run of runs) {
    if (!run.br) run.text = isRightToLeft ? withoutIdleMarks(run.text) : run.text.replace(/[\u200e\u200f\u061c]/g, "")
  }
  return runs.filter((run) => run.br || run.text)
}

/** The runs between every two line breaks in a row: what was meant as paragraphs. */
export function paragraphs(runs) {
  const made = [[]]
  let breaks = 0
  for (const run of runs) {
    if (run.br) {
      breaks += 1
    } else if (!run.text.trim() && breaks) {
      continue // Space at the beginning of a line.
    } else {
      if (breaks > 1) made.push([])
      else if (breaks && made[made.length - 1].length) made[made.length - 1].push({ br: true })
      breaks = 0
      made[made.length - 1].push(run)
    }
  }
  return made.map(tidied).filter((each) => each.length)
}

/** HTML of runs; `plain` leaves out strong, for what is strong by itself. */
export function lineHtml(runs, { plain = false } = {}) {
  let html = ""
  for (let at = 0; at < runs.length; ) {
    const { href, story } = runs[at]
    let inside = ""
    const isLink = Boolean(href || story)
    do {
      inside += runHtml(runs[at], plain)
      at += 1
    } while (isLink && at < runs.length && runs[at].href === href && runs[at].story === story)
    if (!isLink) html += inside
    else if (story) html += `<a data-story="${escaped(story)}">${inside}</a>`
    else html += `<a href="${escaped(href)}">${inside}</a>`
  }
  return html
}

function runHtml(run, plain) {
  if (run.br) return "<br>"
  let html = escaped(run.text)
  if (run.em) html = `<em>${html}</em>`
  if (run.strong && !plain) html = `<strong>${html}</strong>`
  return html
}
