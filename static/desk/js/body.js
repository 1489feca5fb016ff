/* What the body's editor has beyond the library's own (django-prose-editor). The vocabulary is that of
   articles/body.py, which judges everything once more on the server. */

export { Document, Heading, HorizontalRule } from "./body/top.js"
export { LibraryPicture } from "./body/pictures.js"
export { Embed } from "./body/embeds.js"
export { RelatedStory } from "./body/related.js"
export { Blockquote, PullQuote, QuoteSpeaker } from "./body/quotes.js"
export { Table, TableCell, TableHeader } from "./body/tables.js"
export { Link } from "./body/links.js"
export { MoveBlock } from "./body/moving.js"
export { CleanPaste, cleanPaste } from "./body/paste.js"
export { Typing } from "./body/typing.js"
export { Proofing } from "./body/proofing.js"
export { WritingTable } from "./body/writing.js"
