/* Names for assistive technology that Django's inlines and its autocomplete leave out. */

function nameChoices(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const box = select.nextElementSibling?.querySelector(".select2-selection")
    if (!box) continue
    const text = box.querySelector("[role=textbox]")
    const label = select.labels[0]
    if (label) {
      label.id ||= `${select.id}_label`
      box.setAttribute("aria-labelledby", `${label.id} ${text?.id ?? ""}`.trim())
      text?.setAttribute("aria-labelledby", label.id)
    } else if (select.ariaLabel) {
      for (const each of [box, text]) each?.setAttribute("aria-label", select.ariaLabel)
      box.removeAttribute("aria-labelledby")
    }
  }
}

function nameInlines() {
  for (const head of document.querySelectorAll(".inline-group th.original:empty")) {
    const name = document.createElement("span")
    name.className = "visually-hidden"
    name.textContent = head.closest("fieldset").querySelector(".inline-heading")?.textContent.trim() ?? ""
    head.append(name)
  }
}

nameInlines()
// Django makes its choices when jQuery is ready; what is asked for later comes later.
window.django?.jQuery?.(() => nameChoices(document))
document.addEventListener("formset:added", ({ target }) => setTimeout(nameChoices, 0, target))
