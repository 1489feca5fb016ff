/* The library: pictures that are dropped on its page or chosen are taken in one by one, and each is completed on its
   card. Without this, there is the form for one picture. */

import { Arrival } from "./library/arrival.js"
import { sendFile } from "./library/sending.js"

// The server decodes one picture at a time in each of its processes: more at once would only wait there.
const AT_ONCE = 2

const { addresses, words } = JSON.parse(document.querySelector("#library-data").textContent)
const section = document.querySelector(".taking-in")
const list = section.querySelector(".arrivals")
const says = section.querySelector(".taking-in-says")
const forAll = section.querySelector(".for-all")
const input = section.querySelector("input[type=file]")
const waiting = []
let all = 0
let done = 0
let working = 0

for (const hidden of section.querySelectorAll(".drop-words, .drop-button")) hidden.hidden = false

function tell() {
  says.textContent = words.progress.replace("{done}", done).replace("{all}", all)
}

function take(files) {
  for (const file of files) {
    const arrival = new Arrival(file, { addresses, words })
    list.prepend(arrival.element)
    waiting.push({ file, arrival })
    all += 1
  }
  if (all) tell()
  forAll.hidden = all < 2
  while (working < AT_ONCE && waiting.length) work()
}

async function work() {
  working += 1
  while (waiting.length) {
    const { file, arrival } = waiting.shift()
    try {
      arrival.show(await sendFile(addresses.upload, file, (part) => arrival.sent(part)))
    } catch (error) {
      arrival.refuse(error.message || words.failed)
    }
    done += 1
    tell()
  }
  working -= 1
}

input.addEventListener("change", () => {
  take(input.files)
  input.value = ""
})

// The whole page is a place to drop; what is dropped beside it must not open in place of the page.
const hasFiles = (event) => event.dataTransfer?.types.includes("Files")
let over = 0
document.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return
  over += 1
  document.body.classList.add("is-dropping")
})
document.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return
  over -= 1
  if (over <= 0) document.body.classList.remove("is-dropping")
})
document.addEventListener("dragover", (event) => {
  if (hasFiles(event)) event.preventDefault()
})
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  over = 0
  document.body.classList.remove("is-dropping")
  take(event.dataTransfer.files)
})

forAll.addEventListener("submit", (event) => {
  event.preventDefault()
  const given = Object.fromEntries(new FormData(forAll))
  for (const element of list.children) element.dispatchEvent(new CustomEvent("fill", { detail: given }))
})

window.addEventListener("beforeunload", (event) => {
  if (working) event.preventDefault()
})
