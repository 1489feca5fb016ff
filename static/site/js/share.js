// Copies a story's link, and opens the device's own list of ways to hand it on, where there is one.
// Without this module, the plain links are there.
const share = document.querySelector(".share");
const said = share?.querySelector(".share-said");
const copy = share?.querySelector(".share-copy");
const device = share?.querySelector(".share-device");

const tell = (words) => {
  // Emptied first, so that the same words are said again.
  said.textContent = "";
  setTimeout(() => {
    said.textContent = words;
  }, 50);
};

if (copy && navigator.clipboard) {
  copy.parentElement.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      tell(said.dataset.copied);
    } catch {
      tell(said.dataset.notCopied);
    }
  });
}

if (device && navigator.share) {
  device.parentElement.hidden = false;
  device.addEventListener("click", () => {
    // Whoever closes the list has not failed at anything.
    navigator.share({ title: device.dataset.title, url: copy.dataset.copy }).catch(() => {});
  });
}
