// @ts-check
/**
 * See a page that Voila draws come to life, and let it go when it is closed (Binder, JupyterHub).
 *
 * The words "the page is loading" stand in the page from the first byte. They go when every window
 * is drawn; if that takes long, or fails, they change into what the visitor can do.
 */

import { farewell } from "./farewell.js";
import { speak, watch } from "./loading.js";
import { takeMine } from "./mine.js";
import { stay } from "./stay.js";

function start() {
  stay(document, location);
  // Before anything else: a personal key must not stay in the address.
  takeMine();
  const line = document.getElementById("kit-loading");
  if (line) {
    watch(line);
    const failed = () => speak(line, "lost");
    document.querySelector("script[data-voila]")?.addEventListener("error", failed);
  }
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (!config.kernelId) return;
  farewell(() => config);
  // A page that the browser kept and shows again has lost its kernel: draw it anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

if (typeof document !== "undefined") start();
