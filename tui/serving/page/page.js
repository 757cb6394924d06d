// Where the terminal connects, and where the keys go; the terminal itself is terminal.js.
"use strict";

const terminal = document.getElementById("terminal");
terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";

const again = document.getElementById("again");
again.addEventListener("click", () => location.reload());

let focused = false;

// The program is told that it has the keys only once there is somebody to tell.
new MutationObserver(() => {
  const has = (name) => document.body.classList.contains(name);
  const keys = terminal.querySelector("textarea");
  if (has("-closed")) {
    again.focus();
  } else if (has("-first-byte") && keys && !focused) {
    focused = true;
    keys.blur();
    keys.focus();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

// The terminal marks where a paste begins and ends by sequences, and takes none out of its middle:
// what is pasted could end it early, and press keys. Only tabs and ends of lines are left in.
document.addEventListener("paste", (event) => {
  const given = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const clean = given.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
  if (clean === given) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new DataTransfer();
  data.setData("text/plain", clean);
  const again = { clipboardData: data, bubbles: true, cancelable: true };
  event.target.dispatchEvent(new ClipboardEvent("paste", again));
}, true);
