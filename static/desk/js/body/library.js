/* The picture library, searched in a dialog; a new picture can be uploaded from there. */

import { crel } from "django-prose-editor/editor"
import { afterTyping, ask, finder } from "./asking.js"
import { button, openDialog } from "./dialogs.js"
import { upload } from "./uploads.js"

export const pictureOf = finder("pictures")

export function openLibrary(options, choose) {
  const { library, add, words } = options
  const search = crel("input", { type: "search", "aria-label": words.search, placeholder: words.search })
  const grid = crel("div", { className: "library-found" })
  const says = crel("p", { className: "quiet", role: "status" })
  const more = button(words.more, () => load(grid.lastElementChild?.dataset.id))
  let latest = 0

  async function load(after) {
    const turn = ++latest
    try {
      const answer = await ask(library, { q: search.value, ...(after && { after }) })
      if (turn !== latest) return
      if (!after) grid.replaceChildren()
      for (const picture of answer.pictures) {
        const label = picture.caption || picture.alt
        const choice = button("", () => (dialog.close(), choose(picture)), "")
        choice.dataset.id = picture.id
        choice.append(
          crel("img", { src: picture.thumbnail, alt: picture.alt, loading: "lazy" }),
          crel("span", { textContent: label, dir: "auto" }),
        )
        grid.append(choice)
      }
      more.hidden = !answer.more
      says.textContent = grid.childElementCount ? "" : words.none
    } catch {
      says.textContent = words.failed
    }
  }

  const file = crel("input", { type: "file", accept: "image/*", hidden: true })
  file.addEventListener("change", async () => {
    const [chosen] = file.files
    if (!chosen) return
    says.textContent = words.uploading.replace("{name}", chosen.name)
    try {
      const picture = await upload(options, chosen)
      dialog.close()
      choose(picture)
    } catch (error) {
      says.textContent = error.message
    }
  })
  search.addEventListener("input", afterTyping(() => load()))
  const dialog = openDialog(words.insert, "library", [
    crel("div", { className: "row" }, [search, file, button(words.upload, () => file.click())]),
    says,
    grid,
    crel("div", { className: "row" }, [
      more,
      button(words.close, () => dialog.close()),
      crel("a", { href: add, target: "_blank", textContent: words.add }),
    ]),
  ])
  more.hidden = true
  load()
}
