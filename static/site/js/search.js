// Suggestions while somebody types: a combobox (ARIA 1.2) over the search field, which works without them.
const PAUSE = 140;
const SHORTEST = 2;

const form = document.querySelector(".search-form");
const field = form?.querySelector("input[type=search]");

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

if (field) {
  const list = element("ul", { id: "search-suggestions", role: "listbox", class: "search-suggestions", hidden: "" });
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  const said = element("p", { class: "out-of-sight", role: "status" });
  form.querySelector(".search-line").append(list, said);
  for (const [key, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  }))
    field.setAttribute(key, value);

  let chosen = -1;
  let waiting;
  let asking;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  // Nothing that is still on its way may open the list again.
  const leave = () => {
    clearTimeout(waiting);
    asking?.abort();
    close();
  };

  const choose = (place) => {
    const options = [...list.children];
    chosen = (place + options.length + 1) % (options.length + 1);
    if (chosen === options.length) chosen = -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ kind, text, path }, number) => {
        const name = element("span", { class: "search-kind" }, form.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`]);
        const words = element("bdi", {}, text);
        const option = element("li", { id: `search-suggestion-${number}`, role: "option", "aria-selected": "false" }, words, " ", name);
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => location.assign(path));
        option.dataset.path = path;
        return option;
      }),
    );
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(suggestions.length > 0));
    said.textContent =
      suggestions.length === 0
        ? ""
        : suggestions.length === 1
          ? form.dataset.countOne
          : form.dataset.countMany.replace("%s", suggestions.length);
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // No line, or overtaken by the next letter: the form works all the same.
    }
  };

  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    if (field.value.trim().length < SHORTEST) leave();
    else waiting = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.path);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
  });

  field.addEventListener("blur", leave);
  form.addEventListener("submit", leave);
}
