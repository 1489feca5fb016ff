/* A click on a picture sets its focal point; the two fields remain, and say the same in figures. */

const preview = document.querySelector(".focal-preview")
const x = document.querySelector("#id_focal_x")
const y = document.querySelector("#id_focal_y")

if (preview && x && y) {
  const mark = document.createElement("span")
  mark.className = "focal-mark"
  preview.append(mark)
  preview.classList.add("is-ready")

  const show = () => {
    mark.style.left = `${Math.min(100, Math.max(0, Number(x.value)))}%`
    mark.style.top = `${Math.min(100, Math.max(0, Number(y.value)))}%`
  }
  for (const input of [x, y]) input.addEventListener("input", show)
  preview.addEventListener("click", (event) => {
    const box = preview.getBoundingClientRect()
    x.value = Math.round(((event.clientX - box.left) / box.width) * 100)
    y.value = Math.round(((event.clientY - box.top) / box.height) * 100)
    show()
  })
  show()
}
