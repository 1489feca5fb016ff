// What a story shows of other sites is loaded when a reader asks for it, and not before.
// Without this module, the link leads to the other site.
const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture";
const SANDBOX = [
  ...["allow-scripts", "allow-same-origin", "allow-forms", "allow-presentation"],
  ...["allow-popups", "allow-popups-to-escape-sandbox"],
].join(" ");

// Charts and posts say how tall they are.
const heightSaid = (data) => {
  if (typeof data !== "object" || data === null) return 0;
  const charts = data["datawrapper-height"];
  if (charts && typeof charts === "object") return Math.max(...Object.values(charts).map(Number));
  const post = data["twttr.embed"];
  if (post?.method === "twttr.private.resize") return Number(post.params?.[0]?.height);
  return 0;
};

const show = (link) => {
  const figure = link.closest("figure");
  const frame = document.createElement("iframe");
  frame.title = figure.querySelector("figcaption")?.textContent.trim() || link.querySelector(".embed-provider").textContent;
  frame.allow = ALLOWED;
  frame.setAttribute("sandbox", SANDBOX);
  frame.loading = "lazy";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = link.dataset.frame;
  window.addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    const height = heightSaid(data);
    if (height > 50 && height < 5000) frame.style.blockSize = `${Math.ceil(height)}px`;
  });
  link.replaceWith(frame);
  figure.classList.add("is-shown");
  frame.focus();
};

for (const link of document.querySelectorAll("a.embed-show[data-frame]")) {
  link.addEventListener("click", (event) => {
    // Whoever wants a new tab gets it.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link);
  });
}
