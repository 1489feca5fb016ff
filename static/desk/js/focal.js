/* The focal point of a picture, by a click or the arrow keys; the crops follow at once. The two number inputs remain,
   and say the same in figures. */

const seen = document.querySelector(".picture-seen")
const x = document.querySelector("#id_focal_x")
const y = document.querySelector("#id_focal_y")

/** Pages keep the point to the nearest step, and so do the crops here: they show what readers get. */
const STEP = 5
const within = (value) => Math.min(100, Math.max(0, Math.round(Number(value) || 0)))
const stepped = (value) => Math.round(value / STEP) * STEP

function crop(left, top) {
  for (const image of seen.querySelectorAll(".crop-frame img")) {
    image.style.objectPosition = `${stepped(left)}% ${stepped(top)}%`
  }
}

if (seen) crop(Number(seen.dataset.focalX), Number(seen.dataset.focalY))

if (seen && x && y) {
  const preview = seen.querySelector(".focal-preview")
  const mark = document.createElement("button")
  mark.type = "button"
  mark.className = "focal-mark"
  preview.append(mark)
  preview.classList.add("is-ready")
  seen.querySelector(".focal-how").hidden = false

  const show = () => {
    const [left, top] = [within(x.value), within(y.value)]
    mark.style.left = `${left}%`
    mark.style.top = `${top}%`
    mark.ariaLabel = preview.dataset.label.replace("{x}", left).replace("{y}", top)
    crop(left, top)
  }

  const move = (left, top) => {
    x.value = within(left)
    y.value = within(top)
    for (const input of [x, y]) input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  for (const input of [x, y]) input.addEventListener("input", show)

  // Of the picture, so the same in either direction of writing.
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  mark.addEventListener("keydown", (event) => {
    const way = ways[event.key]
    if (!way) return
    event.preventDefault()
    const far = event.shiftKey ? 10 : 1
    move(within(x.value) + way[0] * far, within(y.value) + way[1] * far)
  })

  const follow = (event) => {
    const box = preview.getBoundingClientRect()
    move(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100)
  }
  preview.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault()
    preview.setPointerCapture(event.pointerId)
    follow(event)
    mark.focus({ preventScroll: true })
  })
  preview.addEventListener("pointermove", (event) => {
    if (preview.hasPointerCapture(event.pointerId)) follow(event)
  })
  show()
}
