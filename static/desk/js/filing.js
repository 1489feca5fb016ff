/* The page that files copy: what is pasted is written in the language that is chosen; one press files once. */

const form = document.querySelector("#filing_form")
const directions = new Map(form.dataset.directions.trim().split(/\s+/).map((pair) => pair.split(":")))
const language = form.querySelector("[name=language]")

language.addEventListener("change", () => {
  for (const input of form.querySelectorAll("[data-follows-language]")) {
    const editor = input.closest(".prose-editor")?.querySelector(".ProseMirror")
    for (const element of [input, editor]) {
      element?.setAttribute("lang", language.value)
      element?.setAttribute("dir", directions.get(language.value))
    }
  }
})

const button = form.querySelector("button[type=submit]")
form.addEventListener("submit", () => button.setAttribute("aria-busy", "true"))
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
})
// Back from the draft, it can be sent again.
window.addEventListener("pageshow", () => {
  delete form.dataset.sent
  button.removeAttribute("aria-busy")
})
