/* Links: an address and nothing else. */

import { crel, Link as BaseLink } from "django-prose-editor/editor"
import { button, openDialog } from "./dialogs.js"

function asAddress(typed) {
  const address = typed.trim()
  if (/^(https?:|mailto:|tel:|\/|#)/i.test(address) || !address) return address
  return address.includes("@") && !address.includes("/") ? `mailto:${address}` : `https://${address}`
}

export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("link")) return false
          const { address, set, cancel } = wordsOf(editor)
          const input = crel("input", {
            type: "text",
            inputMode: "url",
            dir: "ltr",
            value: editor.getAttributes("link").href ?? "",
            "aria-label": address,
          })
          const apply = () => {
            const href = asAddress(input.value)
            dialog.close()
            const chain = editor.chain().focus().extendMarkRange("link")
            if (href) chain.setMark("link", { href }).run()
            else chain.unsetLink().run()
          }
          input.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") return
            event.preventDefault()
            apply()
          })
          const dialog = openDialog(address, "small", [
            crel("div", { className: "row" }, [input]),
            crel("div", { className: "row" }, [
              button(set, apply, "button primary"),
              button(cancel, () => dialog.close()),
            ]),
          ])
          input.select()
          return true
        },
    }
  },
})

const wordsOf = (editor) =>
  editor.extensionManager.extensions.find((extension) => extension.name === "writingTable")?.options ?? {}
