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
