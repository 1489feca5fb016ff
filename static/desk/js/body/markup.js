export const unwrap = (element) => element.replaceWith(...element.childNodes)
