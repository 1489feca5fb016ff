/* Whether the form names where the copy comes from: a source, or somebody who wrote it. */

const source = () => document.querySelector("#id_source, [name=source]")
const bylines = () => [...document.querySelectorAll('[name^="bylines-"][name$="-person"]')]

function isWritten(byline) {
  if (byline.name.includes("__prefix__") || !byline.value) return false
  return !document.querySelector(`[name="${byline.name.replace(/person$/, "DELETE")}"]`)?.checked
}

export function missingCredit() {
  const field = source()
  return field !== null && !field.value && !bylines().some(isWritten)
}

export const missingCreditField = source
