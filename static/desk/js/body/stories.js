/* Our own stories, found by their words or by their address. */

import { crel } from "django-prose-editor/editor"
import { afterTyping, ask, finder } from "./asking.js"
import { button } from "./dialogs.js"

export const storyOf = finder("stories")

/** How a story is shown in the desk's lists: kicker and headline in its own direction, and whether readers see it. */
export function shown(story) {
  return [
    crel("span", { className: "kicker", textContent: story.kicker, dir: story.dir, lang: story.language }),
    crel("span", { className: "headline", textContent: story.headline, dir: story.dir, lang: story.language }),
    crel("span", { className: `pill ${story.is_live ? "pill-live" : ""}`, textContent: story.state }),
  ]
}

/**
 * A line to search by, and below it what is found, for a dialog. Arrow down leads into the list, up and out of it.
 * `choose` is called with a story; `first()` gives what is found for what is typed now.
 */
export function storySearch({ stories, words, input }, choose) {
  const list = crel("div", { className: "stories-found", role: "group", "aria-label": words.found })
  const says = crel("p", { className: "quiet", role: "status" })
  let latest = 0

  async function load() {
    const turn = ++latest
    try {
      const answer = await ask(stories, { q: input.value })
      if (turn !== latest) return
      list.replaceChildren(
        ...answer.stories.map((story) => {
          const choice = button("", () => choose(story), "")
          choice.append(...shown(story))
          return choice
        }),
      )
      says.textContent = answer.stories.length ? "" : words.none
    } catch {
      says.textContent = words.failed
    }
  }

  input.addEventListener("input", afterTyping(load))
  const step = (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!way) return
    const places = [input, ...list.children]
    const next = places[places.indexOf(document.activeElement) + way]
    event.preventDefault()
    next?.focus()
  }
  for (const element of [input, list]) element.addEventListener("keydown", step)
  load()
  return { list, says, first: async () => (await ask(stories, { q: input.value })) }
}
