/* Tables: those of data stay tables, without merged cells; those that only laid a page out are their text. */

const LONG = 160

/** Whether a table holds data: more than a column and a row of short cells, and nothing that is laid out. */
export function isData(table) {
  if (/^(?:presentation|none)$/.test(table.getAttribute("role") ?? "")) return false
  if (table.querySelector("table, h1, h2, h3, ul, ol, blockquote, hr")) return false
  const rows = [...table.rows].map((row) => [...row.cells].filter((cell) => cell.textContent.trim()))
  const filled = rows.filter((cells) => cells.length)
  if (filled.length < 2 || Math.max(...filled.map((cells) => cells.length)) < 2) return false
  const cells = filled.flat()
  const long = cells.filter((cell) => cell.textContent.trim().length > LONG)
  return long.length * 4 <= cells.length
}

/** Rows of cells as `read` gives them, every merged cell in its first place and empty cells in its others. */
export function rowsOf(table, read) {
  const empty = { html: "", isHead: false, isStrong: false }
  const rows = []
  const reserved = [] // How many more rows each column is taken for by a cell from above.
  for (const row of table.rows) {
    const cells = []
    const take = (cell) => cells.push(cell)
    for (const cell of row.cells) {
      while (reserved[cells.length] > 0) take(empty)
      const at = cells.length
      const wide = Math.min(50, Math.max(1, cell.colSpan))
      take({ ...read(cell), isHead: cell.tagName === "TH" })
      for (let more = 1; more < wide; more++) take(empty)
      const high = Math.min(500, Math.max(1, cell.rowSpan))
      for (let column = at; column < at + wide; column++) reserved[column] = high
    }
    while (reserved[cells.length] > 0) take(empty)
    for (const column of reserved.keys()) reserved[column] = Math.max(0, (reserved[column] ?? 0) - 1)
    rows.push(cells)
  }
  return withoutEmpty(rows, empty)
}

function withoutEmpty(rows, empty) {
  const filled = rows.filter((cells) => cells.some((cell) => cell.html))
  const width = Math.max(0, ...filled.map((cells) => cells.length))
  const square = filled.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? empty))
  const kept = Array.from({ length: width }, (_, at) => square.some((cells) => cells[at].html))
  return square.map((cells) => cells.filter((_, at) => kept[at]))
}

/** A first row that is set strong throughout names the columns. */
export function tableHtml(rows) {
  const [first = []] = rows
  const isNamed = first.some((cell) => cell.html) && first.every((cell) => cell.isHead || cell.isStrong || !cell.html)
  const row = (cells, at) => {
    const tag = (cell) => (cell.isHead || (at === 0 && isNamed) ? "th" : "td")
    return `<tr>${cells.map((cell) => `<${tag(cell)}>${cell.html}</${tag(cell)}>`).join("")}</tr>`
  }
  return `<table><tbody>${rows.map(row).join("")}</tbody></table>`
}
