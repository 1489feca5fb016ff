// Says once that a story was read: when its page has been in sight for some seconds. Sends no more than that.
// Not of a page that is only made ahead, nor for whoever asks not to be followed.
const SECONDS = 10;
const AGAIN_AFTER = 30 * 60 * 1000;

const path = document.querySelector("script[data-reads]")?.dataset.reads;
const isUnwanted = navigator.globalPrivacyControl || navigator.doNotTrack === "1" || navigator.webdriver;

// Kept in this tab alone, and gone with it: that this story was counted, and when.
const wasCounted = () => {
  try {
    return Date.now() - Number(sessionStorage.getItem(path) ?? 0) < AGAIN_AFTER;
  } catch {
    return false;
  }
};

const send = () => {
  if (wasCounted()) return;
  try {
    sessionStorage.setItem(path, Date.now());
  } catch {
    // A tab that keeps nothing: the server knows a repeat as well.
  }
  navigator.sendBeacon(path);
};

let left = SECONDS * 1000;
let since = 0;
let timer;

const follow = () => {
  clearTimeout(timer);
  if (since) left -= performance.now() - since;
  since = 0;
  if (document.visibilityState === "visible" && !document.prerendering && left > 0) {
    since = performance.now();
    timer = setTimeout(() => {
      left = 0;
      send();
    }, left);
  }
};

if (path && !isUnwanted) {
  document.addEventListener("visibilitychange", follow);
  document.addEventListener("prerenderingchange", follow);
  follow();
}
