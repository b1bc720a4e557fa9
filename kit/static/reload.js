// @ts-check
/** Load a page anew when that disturbs nobody, and lead the person back to where they were. */

const KEY = "kit:focus";

/** Where somebody may be in the middle of a word. */
const WRITTEN = "textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]";

/** Reload as soon as nobody writes. */
export function reloadCalmly() {
  const go = () => {
    if (document.activeElement?.matches(WRITTEN)) return;
    removeEventListener("focusout", soon);
    keep(document.activeElement?.id ?? "");
    location.reload();
  };
  // The focus goes from field to field by way of nowhere.
  const soon = () => setTimeout(go);
  addEventListener("focusout", soon);
  go();
}

/** @param {string} id */
function keep(id) {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Then the page begins at its top.
  }
}

/** Give the focus back to what had it before the page was loaded anew. */
export function takeFocusBack() {
  let id = null;
  try {
    id = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
