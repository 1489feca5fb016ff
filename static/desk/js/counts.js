/* How long it is: characters of the headline and the standfirst against their limits, words of the body against what
   was planned. Quiet until a limit is near, and said aloud only when one is crossed. */

const SAID = document.querySelector("#counts-words")?.dataset
const NEAR = 0.8
const WORDS_A_MINUTE = JSON.parse(SAID?.aMinute ?? "{}")
// Of a language that nobody has said anything of.
const OTHERWISE = 200

const figures = new Intl.NumberFormat(document.documentElement.lang)
const written = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => figures.format(values[name]))
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

function make(tag, className) {
  const element = document.createElement(tag)
  element.className = className
  element.dir = "auto"
  return element
}

/** Says what was crossed, politely; nothing for where a field stands when the page is opened. */
class Crossing {
  constructor(name, speaker) {
    Object.assign(this, { name, speaker, wasOver: null })
  }

  look(isOver, values) {
    if (this.wasOver !== null && isOver !== this.wasOver) {
      this.speaker.textContent = written(SAID[`${this.name}${isOver ? "Over" : "Within"}`], values)
    }
    this.wasOver = isOver
  }
}

function countCharacters(input, name, isOver, speaker) {
  const limit = Number(input?.dataset.limit || input?.maxLength)
  if (!(limit > 0)) return
  const shown = make("span", "count")
  document.querySelector(`label[for="${input.id}"]`)?.after(shown)
  const crossing = new Crossing(name, speaker)
  const look = () => {
    const count = [...graphemes.segment(input.value)].length
    shown.textContent = written(SAID.of, { count, limit })
    shown.classList.toggle("is-near", count >= limit * NEAR)
    shown.classList.toggle("is-over", isOver(count, limit))
    crossing.look(isOver(count, limit), { count, limit })
  }
  input.addEventListener("input", look)
  input.addEventListener("change", look)
  look()
}

function countWords(editor, planned, language, speaker) {
  const shown = make("p", "count count-of-body")
  editor.closest(".field-body")?.querySelector(".prose-editor").after(shown)
  const crossing = new Crossing("body", speaker)
  const look = () => {
    const words = textOf(editor).split(/\s+/).filter(Boolean).length
    const limit = Number(planned?.value) || 0
    const over = limit ? words - limit : 0
    const minutes = Math.max(1, Math.round(words / (WORDS_A_MINUTE[language?.value] ?? OTHERWISE)))
    const values = { words, limit, over, minutes }
    shown.textContent = written(over > 0 ? SAID.over : limit ? SAID.planned : SAID.text, values)
    shown.classList.toggle("is-near", Boolean(limit) && words >= limit * NEAR)
    shown.classList.toggle("is-over", over > 0)
    crossing.look(over > 0, values)
  }
  let pause
  const soon = () => {
    clearTimeout(pause)
    pause = setTimeout(look, 200)
  }
  new MutationObserver(soon).observe(editor, { subtree: true, childList: true, characterData: true })
  planned?.addEventListener("input", look)
  language?.addEventListener("change", look)
  look()
}

/** A word does not go over the end of a block. What the editor puts around a picture is not the story's. */
function textOf(editor) {
  const view = editor.editor
  return view ? view.getText({ blockSeparator: "\n" }) : editor.innerText
}

/** When the body's editor has been made; it comes by a module of its own. */
export function whenEditor(field, use) {
  const editor = field?.querySelector(".ProseMirror")
  if (editor) return use(editor)
  const wait = new MutationObserver(() => {
    const made = field.querySelector(".ProseMirror")
    if (!made) return
    wait.disconnect()
    use(made)
  })
  if (field) wait.observe(field, { subtree: true, childList: true })
}

if (SAID) {
  const speaker = make("p", "visually-hidden")
  speaker.setAttribute("role", "status")
  document.querySelector("#counts-words").after(speaker)
  countCharacters(document.querySelector("#id_headline"), "headline", (count, limit) => count > limit, speaker)
  countCharacters(document.querySelector("#id_standfirst"), "standfirst", (count, limit) => count >= limit, speaker)
  whenEditor(document.querySelector(".field-body"), (editor) =>
    countWords(editor, document.querySelector("#id_planned_length"), document.querySelector("#id_language"), speaker),
  )
}
