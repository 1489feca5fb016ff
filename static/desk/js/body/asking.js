/* What the editor asks the desk for: JSON of an address, and things by their ids. */

export async function ask(address, parameters) {
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

/** Finds things of one kind by their ids, each once; those asked for in one turn are fetched by one request. */
export function finder(kind) {
  const known = new Map() // address -> Map(id -> promise of a thing, or of undefined)
  let batch = null

  return function find(address, id) {
    if (!known.has(address)) known.set(address, new Map())
    const found = known.get(address)
    if (!found.has(id)) {
      batch ??= { ids: [], answer: null }
      const mine = batch
      mine.ids.push(id)
      mine.answer ??= Promise.resolve().then(() => {
        batch = null
        return ask(address, mine.ids.map((each) => ["id", each]))
      })
      const thing = mine.answer.then(
        (answer) => answer[kind].find((each) => String(each.id) === id),
        () => void found.delete(id),
      )
      found.set(id, thing)
    }
    return found.get(id)
  }
}

/** Calls a function once nothing has been typed for a moment. */
export function afterTyping(call) {
  let pause
  return () => {
    clearTimeout(pause)
    pause = setTimeout(call, 250)
  }
}
