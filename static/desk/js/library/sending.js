/* How the desk's scripts send to the library. */

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

/** Send one file; `onPart` hears how much of it is sent, from 0 to 1. What the server refuses is an Error with its words,
    a line that is down one without. */
export function sendFile(address, file, onPart = () => {}) {
  const form = new FormData()
  form.append("csrfmiddlewaretoken", token())
  form.append("file", file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch tells nothing of what is sent so far
    request.open("POST", address)
    request.responseType = "json"
    request.upload.addEventListener("progress", ({ loaded, total }) => onPart(loaded / total))
    request.addEventListener("error", () => reject(new Error()))
    request.addEventListener("load", () => {
      const answer = request.response
      if (request.status === 200 && answer?.picture) resolve(answer)
      else reject(new Error(answer?.error ?? ""))
    })
    request.send(form)
  })
}

/** Send a few values; the JSON of the answer, or an Error with the first of its words. */
export async function sendWords(address, values) {
  const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token() })
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
  const data = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(data.error ?? Object.values(data.errors ?? {})[0] ?? "")
  return data
}

/** One after the other: what is sent later says what is there later, and must not be overtaken by what was sent before. */
export function inTurn(act) {
  let last = Promise.resolve()
  return (...given) => {
    last = last.catch(() => {}).then(() => act(...given))
    return last
  }
}

/** An address of the picture with the number 0, for another picture. */
export const of = (address, id) => address.replace("/0/", `/${id}/`)
