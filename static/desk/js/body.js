/* What the body's editor has beyond the library's own (django-prose-editor). The vocabulary is that of
   articles/body.py, which judges everything once more on the server. */

export { LibraryPicture } from "./body/pictures.js"
export { Blockquote, PullQuote, QuoteSpeaker } from "./body/quotes.js"
export { Link } from "./body/links.js"
export { MoveBlock } from "./body/moving.js"
export { CleanPaste, cleanPaste } from "./body/paste.js"
export { WritingTable } from "./body/writing.js"
