/* Links: to an address, or to a story of ours, which is named by its id and so found wherever it moves. */

import { crel, Link as BaseLink } from "django-prose-editor/editor"
import { button, openDialog } from "./dialogs.js"
import { storyOf, storySearch } from "./stories.js"

function asAddress(typed) {
  const address = typed.trim()
  if (/^(https?:|mailto:|tel:|\/|#)/i.test(address) || !address) return address
  return address.includes("@") && !address.includes("/") ? `mailto:${address}` : `https://${address}`
}

/** Whether something typed is an address, and no words to search by. */
const isAddress = (typed) => /^(https?:|mailto:|tel:|\/|#)\S+$|^\S+\.\S*\p{L}$|^\S+\.\S+\/\S*$/iu.test(typed.trim())

export const Link = BaseLink.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      story: {
        default: null,
        parseHTML: (link) => link.getAttribute("data-story"),
        renderHTML: ({ story }) => (story ? { "data-story": story } : {}),
      },
    }
  },

  parseHTML() {
    return [{ tag: "a[data-story]" }, ...this.parent()]
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          openLink(editor, this.options)
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.text(this.options.words.title),
      active: (editor) => editor.isActive("link"),
      command: (editor) => editor.commands.addLink(),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.text(this.options.words.unset),
      hidden: (editor) => !editor.isActive("link"),
      command: (editor) => editor.chain().focus().unsetLink().run(),
    })
  },
})

function openLink(editor, { stories, words }) {
  const { href, story } = editor.getAttributes("link")
  const input = crel("input", { type: "text", dir: "auto", value: href ?? "", "aria-label": words.line, placeholder: words.line })

  function set(attributes, words) {
    dialog.close()
    const chain = editor.chain().focus()
    if (!attributes) return chain.extendMarkRange("link").unsetLink().run()
    const attrs = { href: null, story: null, ...attributes }
    // Where no words were chosen to be the link, it brings its own.
    if (editor.state.selection.empty && !editor.isActive("link")) {
      return chain.insertContent({ type: "text", text: words, marks: [{ type: "link", attrs }] }).run()
    }
    return chain.extendMarkRange("link").setMark("link", attrs).run()
  }
  const lead = (found) => set({ story: String(found.id) }, found.headline)
  const search = storySearch({ stories, words, input }, lead)

  async function apply() {
    const typed = input.value.trim()
    if (!typed) return set(null)
    let answer = { stories: [] }
    try {
      answer = await search.first()
    } catch {
      // Without the line, an address is kept as it is.
    }
    if (!dialog.open) return
    const [found] = answer.stories
    if (found && (answer.is_address || !isAddress(typed))) lead(found)
    else if (isAddress(typed)) set({ href: asAddress(typed) }, typed)
    else search.says.textContent = words.neither
  }
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    apply()
  })
  const leadsTo = crel("p", { className: "leads-to", hidden: true })
  if (story) {
    storyOf(stories, String(story)).then((found) => {
      leadsTo.hidden = false
      leadsTo.textContent = found ? words.leads.replace("{story}", `\u2068${found.headline}\u2069`) : words.missing
    })
  }
  const dialog = openDialog(words.title, "stories", [
    leadsTo,
    crel("div", { className: "row" }, [input]),
    search.says,
    search.list,
    crel("div", { className: "row" }, [
      button(words.set, apply, "button primary"),
      ...(href || story ? [button(words.unset, () => set(null))] : []),
      button(words.cancel, () => dialog.close()),
    ]),
  ])
  input.select()
}
