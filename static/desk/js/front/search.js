/* Stories to put on a front, found by their words: what is to come first, then what is live. */

import { el } from "./elements.js"

/** How a story is shown: in its own direction, with where it stands. */
export function shown(story, words, own = {}) {
  return el(
    "span",
    { class: "front-story" },
    story.picture ? el("img", { src: story.picture, alt: "", loading: "lazy" }) : null,
    el(
      "span",
      { class: "front-words", dir: story.dir, lang: story.language, "data-used": words.onFront },
      el("span", { class: "kicker", text: own.kicker || story.kicker || "" }),
      el("span", { class: "headline", text: own.headline || story.headline || story.says }),
    ),
  )
}

export function pill(story) {
  const tone = { live: "pill-live", scheduled: "pill-scheduled" }[story.state] ?? ""
  return el("span", { class: `pill ${tone}`, text: story.says })
}

/**
 * A line to search by and what is found. `row(story)` gives the element of a story. Arrows lead from the line into the
 * list and through it. `again()` asks anew.
 */
export function search({ address, words, row }) {
  const input = el("input", { type: "search", "aria-label": words.search, placeholder: words.search, autocomplete: "off" })
  const list = el("ul", { class: "front-found" })
  const says = el("p", { class: "quiet", role: "status" })
  let latest = 0
  let pause

  async function again() {
    const turn = ++latest
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: input.value })}`)
      if (!answer.ok) throw new Error(answer.statusText)
      const { stories } = await answer.json()
      if (turn !== latest) return
      list.replaceChildren(...stories.map((story) => el("li", {}, row(story))))
      says.textContent = stories.length ? "" : words.none
    } catch {
      if (turn === latest) says.textContent = words.failed
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(again, 200)
  })
  // Enter takes the first that is found for what is typed now.
  input.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    clearTimeout(pause)
    await again()
    list.querySelector("button.front-choice")?.click()
  })
  const element = el("div", { class: "front-search" }, input, says, list)
  element.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!way) return
    const stops = [input, ...list.querySelectorAll("button.front-choice")]
    const next = stops[stops.indexOf(document.activeElement) + way]
    if (!next) return
    event.preventDefault()
    next.focus()
  })
  again()
  return { element, input, again }
}
