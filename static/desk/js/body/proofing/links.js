/* Links to pages of our own, and whether they lead anywhere. */

const MOST = 30
const known = new Map() // What is asked -> when and what the answer was.
const FRESH = 60_000

/** The path of a link on this site, or "". */
function ownPath(href) {
  try {
    const url = new URL(href, location.origin)
    if (url.origin !== location.origin || !/^(?:\/|https?:)/i.test(href)) return ""
    return /^\/(?:media|static|admin)\//.test(url.pathname) ? "" : decodeURI(url.pathname)
  } catch {
    return ""
  }
}

/** Links and related stories of a document: `{asked, from, to, words}`; `asked` is "path /…" or "story 7". */
export function linksIn(doc) {
  const found = []
  doc.descendants((node, from) => {
    const to = from + node.nodeSize
    const story = node.isText ? "" : node.attrs.story
    if (story) found.push({ asked: `story ${story}`, from, to, words: "", isNode: true })
    for (const { attrs } of node.marks) {
      const path = attrs.href ? ownPath(attrs.href) : ""
      const asked = attrs.story ? `story ${attrs.story}` : path && `path ${path}`
      if (!asked) continue
      const last = found[found.length - 1]
      if (last?.asked === asked && last.to === from) Object.assign(last, { to, words: last.words + node.text })
      else found.push({ asked, from, to, words: node.text ?? "" })
    }
  })
  return found
}

/** Map of what was asked to live, moved, gone or none; without what could not be learned. */
export async function standingsOf(links, address) {
  const now = Date.now()
  const all = [...new Set(links.map((link) => link.asked))]
  const asked = all.filter((each) => !(known.get(each)?.at > now - FRESH)).slice(0, MOST)
  if (asked.length && address) {
    const query = new URLSearchParams(asked.map((each) => [each.slice(0, 5).trim(), each.slice(each.indexOf(" ") + 1)]))
    try {
      const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } })
      if (answer.ok) {
        const { paths, stories } = await answer.json()
        for (const [path, standing] of Object.entries(paths)) known.set(`path ${path}`, { at: now, standing })
        for (const [story, standing] of Object.entries(stories)) known.set(`story ${story}`, { at: now, standing })
      }
    } catch {
      // The line is down: another time.
    }
  }
  return new Map(all.filter((each) => known.has(each)).map((each) => [each, known.get(each).standing]))
}
