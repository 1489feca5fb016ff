/* The signs on the buttons of the body's toolbar, drawn on a square of 24. */

const SIGNS = {
  bulletList: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  orderedList: "M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M3.8 11q1.7-1.6 2.3-.2.2.9-2.3 3.2h2.6M4 16.3h2.2L4.8 18q1.6-.2 1.6 1.1 0 1.3-2.6.8",
  blockquote: "M9.5 7H5v5h4.5V7v6q0 3-3.5 4M19 7h-4.5v5H19V7v6q0 3-3.5 4",
  pullQuote: "M4 4h16M4 20h16M10 8.5H7v3h3v-3 3.5q0 2.5-2.5 3M17 8.5h-3v3h3v-3 3.5q0 2.5-2.5 3",
  libraryPicture: "M3.5 5h17v14h-17zM4 17l5-5.5 4 4 2.5-2.5 4.5 4M15.5 9.2h.01",
  embed: "M3.5 5.5h17v13h-17zM10 9.2v5.6l5-2.8z",
  relatedStory: "M5 4h14v16H5zM8 8h8v3.5H8zM8 15h8M8 17.5h5",
  table: "M3.5 5h17v14h-17zM3.5 9.7h17M3.5 14.3h17M9.2 9.7V19M14.8 9.7V19",
  horizontalRule: "M4 12h16M8 6.5h8M8 17.5h8",
  link: "M10 13.5a4 4 0 0 0 6 .4l2.8-2.8a4 4 0 0 0-5.7-5.7l-1.6 1.6M14 10.5a4 4 0 0 0-6-.4l-2.8 2.8a4 4 0 0 0 5.7 5.7l1.6-1.6",
  unlink: "M10 13.5a4 4 0 0 0 6 .4l2.8-2.8a4 4 0 0 0-5.7-5.7l-1.6 1.6M14 10.5a4 4 0 0 0-6-.4l-2.8 2.8a4 4 0 0 0 5.7 5.7l1.6-1.6M4 4l16 16",
  "history:undo": "M8.5 6 4 10.5 8.5 15M4.5 10.5H14a5.5 5.5 0 0 1 0 8h-3",
  "history:redo": "M15.5 6l4.5 4.5-4.5 4.5M19.5 10.5H10a5.5 5.5 0 0 0 0 8h3",
}
const LETTERS = { bold: "B", italic: "I", heading2: "H2", heading3: "H3", paragraph: "¶" }
const SVG = "http://www.w3.org/2000/svg"

/** What a button shows, or nothing for one that is to keep its words. */
export function sign(name) {
  if (LETTERS[name]) {
    const letter = document.createElement("span")
    letter.className = `sign sign-${name}`
    // Set by the style sheet: the name of the button says what it is for.
    letter.dataset.letter = LETTERS[name]
    return letter
  }
  if (!SIGNS[name]) return null
  const svg = document.createElementNS(SVG, "svg")
  for (const [attribute, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "sign" })) {
    svg.setAttribute(attribute, value)
  }
  const line = document.createElementNS(SVG, "path")
  line.setAttribute("d", SIGNS[name])
  svg.append(line)
  return svg
}
