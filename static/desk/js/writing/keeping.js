/* What was typed and the server does not have yet, kept in the browser: it outlives the tab, the browser and a line
   that is down. An entry a sitting: {key, story, account, at, version, fields}. */

const NAME = "newsroom-writing"

let opened = null

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore("typed", { keyPath: "key" })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

async function use(mode, act) {
  const database = await open()
  return new Promise((resolve, reject) => {
    // Strict: on the disk when it says so, or a killed browser would take it along.
    const transaction = database.transaction("typed", mode, { durability: "strict" })
    const asked = act(transaction.objectStore("typed"))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

/* A browser may have no such store, or a full one: writing goes on without it. */
const quietly = (promise) => promise.catch(() => undefined)

export const keep = (entry) => quietly(use("readwrite", (store) => store.put(entry)))
export const letGo = (key) => quietly(use("readwrite", (store) => store.delete(key)))
export const kept = () => quietly(use("readonly", (store) => store.getAll())).then((found) => found ?? [])
