/* The dialogs of a card: which story it is, and its own words, picture and further stories. */

import { button, el, openDialog } from "./elements.js"
import { pill, search, shown } from "./search.js"

const MOST_SUBLINKS = 6

/** Choose a story; `choose` is called with it, once. */
export function chooseStory({ address, words, title }, choose) {
  const found = search({
    address,
    words,
    row: (story) =>
      el(
        "button",
        {
          type: "button",
          class: "front-choice",
          onclick: () => {
            dialog.close()
            choose(story)
          },
        },
        shown(story, words),
        pill(story),
      ),
  })
  const dialog = openDialog(title, "front-chooser", found.element, button(words.cancel, () => dialog.close()))
  found.input.focus()
  return dialog
}

/** Edit a slot; `apply` is called with the changed one. */
export function editCard({ address, words, slot, storyOf, remember }, apply) {
  const story = storyOf(slot.article)
  let sublinks = [...(slot.sublinks ?? [])]
  const field = (name, longest) => {
    const input = el(name === "kicker" ? "input" : "textarea", {
      id: `card-${name}`,
      name,
      maxlength: longest,
      rows: name === "standfirst" ? 3 : name === "headline" ? 2 : null,
      dir: story.dir,
      lang: story.language,
      placeholder: story[name] || words.asStory,
    })
    input.value = slot[name] ?? ""
    return [el("p", { class: "front-field" }, el("label", { for: input.id, text: words[name] }), input), input]
  }
  const [kickerField, kicker] = field("kicker", 60)
  const [headlineField, headline] = field("headline", 200)
  const [standfirstField, standfirst] = field("standfirst", 400)
  const tick = (text, checked) => {
    const box = el("input", { type: "checkbox", checked })
    return [el("label", { class: "front-tick" }, box, ` ${text}`), box]
  }
  const [noPictureField, noPicture] = tick(words.noPicture, slot.picture === "none")
  const [twiceField, twice] = tick(words.twice, Boolean(slot.twice))
  const list = el("ol", { class: "front-sublinks" })
  const add = button(words.addSublink, () =>
    chooseStory({ address, words, title: words.addSublink }, (chosen) => {
      remember(chosen)
      if (!sublinks.includes(chosen.id) && chosen.id !== slot.article) sublinks.push(chosen.id)
      show()
    }),
  )

  function show() {
    list.replaceChildren(
      ...sublinks.map((id, place) =>
        el(
          "li",
          {},
          shown(storyOf(id), words),
          place > 0 &&
            button("↑", () => {
              sublinks.splice(place - 1, 0, ...sublinks.splice(place, 1))
              show()
            }, { "aria-label": `${words.up}: ${storyOf(id).headline}` }),
          button("×", () => {
            sublinks = sublinks.filter((each) => each !== id)
            show()
          }, { "aria-label": `${words.remove}: ${storyOf(id).headline}` }),
        ),
      ),
    )
    add.disabled = sublinks.length >= MOST_SUBLINKS
  }

  show()
  const form = el(
    "form",
    {
      method: "dialog",
      onsubmit: () =>
        apply({
          article: slot.article,
          kicker: kicker.value,
          headline: headline.value,
          standfirst: standfirst.value,
          picture: noPicture.checked ? "none" : "",
          sublinks,
          twice: twice.checked,
        }),
    },
    el("p", { class: "quiet", text: story.headline, dir: story.dir, lang: story.language }),
    kickerField,
    headlineField,
    standfirstField,
    noPictureField,
    twiceField,
    el("h3", { text: words.sublinks }),
    list,
    el("p", {}, add),
    el(
      "p",
      { class: "front-acts" },
      el("button", { class: "button primary", text: words.apply }),
      button(words.cancel, () => dialog.close()),
    ),
  )
  const dialog = openDialog(words.edit, "front-card-dialog", form)
  headline.focus()
}
