/* On a comment's screen: what is marked in the comment with mouse or keys is taken as a passage to be removed. */

const button = document.querySelector("[data-passage]")
const words = document.querySelector(".comment-words")

if (button && words) {
  const field = button.form.querySelector("[name=passages]")
  button.hidden = false
  // Pressing the button would lose what is marked.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    const marked = getSelection()
    if (!marked.rangeCount || marked.isCollapsed || !words.contains(marked.getRangeAt(0).commonAncestorContainer)) return
    const passages = marked.toString().split("\n").map((line) => line.trim()).filter(Boolean)
    field.value = [field.value.trim(), ...passages].filter(Boolean).join("\n")
    field.focus()
  })
}
