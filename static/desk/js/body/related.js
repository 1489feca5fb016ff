/* A related story: a card that leads to another story of ours, wherever it may be by then. */

import { crel, Node } from "django-prose-editor/editor"
import { button, openDialog } from "./dialogs.js"
import { framed, intoControls, remove } from "./frames.js"
import { shown, storyOf, storySearch } from "./stories.js"
import { place } from "./top.js"

/** `<aside data-story="7"></aside>` */
export const RelatedStory = Node.create({
  name: "relatedStory",
  group: "top",
  atom: true,
  draggable: true,

  addOptions() {
    return { stories: "", words: {} }
  },

  addAttributes() {
    return {
      story: {
        default: null,
        parseHTML: (card) => card.dataset.story,
        renderHTML: ({ story }) => ({ "data-story": story }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "aside[data-story]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", HTMLAttributes]
  },

  addKeyboardShortcuts() {
    return { Tab: () => intoControls(this.editor, this.name) }
  },

  addNodeView() {
    const { stories, words } = this.options
    return ({ node, editor, getPos }) => {
      const { story } = node.attrs
      const about = crel("div", { className: "story-shown" })
      const controls = crel("div", { className: "frame-controls" }, [button(words.remove, () => remove(editor, getPos))])
      const dom = crel("aside", { className: "related-card", contentEditable: "false" }, [
        crel("p", { className: "related-name", textContent: words.name }),
        about,
        controls,
      ])
      storyOf(stories, String(story)).then((found) => {
        if (found) about.append(...shown(found))
        else about.textContent = words.missing
      })
      const update = (changed) => changed.type === node.type && changed.attrs.story === story
      return framed({ editor, dom, controls, update, getPos })
    }
  },

  addMenuItems({ menu, buttons }) {
    const { name, options } = this
    menu.defineItem({
      name,
      groups: "insert",
      priority: 110,
      button: buttons.text(options.words.insert),
      command: (editor) => chooseStory(options, (story) => place(editor, name, { story: String(story.id) })),
    })
  },
})

function chooseStory(options, choose) {
  const { words } = options
  const input = crel("input", { type: "search", "aria-label": words.search, placeholder: words.search, dir: "auto" })
  const take = (story) => (dialog.close(), choose(story))
  const search = storySearch({ ...options, input }, take)
  input.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    const [story] = (await search.first().catch(() => ({ stories: [] }))).stories
    if (story && dialog.open) take(story)
  })
  const dialog = openDialog(words.insert, "stories", [
    crel("div", { className: "row" }, [input]),
    search.says,
    search.list,
    crel("div", { className: "row" }, [button(words.close, () => dialog.close())]),
  ])
}
