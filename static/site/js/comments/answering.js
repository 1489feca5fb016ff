// Brings the form below the comment that one answers, and back.
const form = () => document.querySelector(".comment-form");
const home = document.createComment("the form");
const first = form();
const own = { action: first.action, heading: first.querySelector(".discussion-name").textContent };

first.before(home);

const call = (action, heading) => {
  form().action = action;
  form().querySelector(".discussion-name").textContent = heading;
};

const goHome = () => {
  home.after(form());
  call(own.action, own.heading);
  form().querySelector(".comment-cancel").hidden = true;
};

export const answer = (way) => {
  const comment = way.closest(".comment");
  // Its words would be another comment's thanks otherwise.
  for (const left of comment.querySelectorAll(".own-comment")) left.remove();
  comment.append(form());
  call(way.href.split("#")[0], way.dataset.heading);
  form().querySelector(".comment-cancel").hidden = false;
  form().querySelector("#comment-body").focus();
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("button.comment-cancel")) return;
  const comment = form().closest(".comment");
  goHome();
  comment?.querySelector(".comment-answer")?.focus();
});

document.addEventListener("comments:sent", goHome);
