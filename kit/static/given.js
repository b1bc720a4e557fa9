// @ts-check
/**
 * What a person has done on a drawn form before the script came: nothing of it is lost when the
 * script draws the same form in its place.
 *
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{id: string, value: string, checked: boolean}} Touched
 * @typedef {{fields: Touched[], focus: string | null, selection: [number, number] | null, hasBegun: boolean}} Given
 *   focus: a selector of what has it; hasBegun: the button that leads on was pressed
 */

/** The button that leads on from the first screen. */
const BEGIN = ".kit-start .kit-ways button";

/** Gather what has been given. @param {HTMLElement} root @returns {Given} */
export function given(root) {
  const fields = /** @type {Field[]} */ ([...root.querySelectorAll("input, textarea, select")]).filter(isTouched);
  const active = document.activeElement;
  const focused = active && root.contains(active) ? /** @type {HTMLElement} */ (active) : null;
  return {
    fields: fields.map((field) => ({ id: field.id, value: field.value, checked: isTicked(field) })),
    focus: focused && placeOf(focused),
    selection: focused ? selectionIn(focused) : null,
    // A press gives the button the focus without showing it; the Tab key shows it.
    hasBegun: Boolean(focused?.matches(BEGIN) && !focused.matches(":focus-visible")),
  };
}

/** @param {HTMLElement} focused */
function placeOf(focused) {
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  return focused.matches(BEGIN) ? BEGIN : focused.localName;
}

/** @param {Field} field */
function isTouched(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected && one.value !== "");
  if (isBox(field)) return isTicked(field) !== /** @type {HTMLInputElement} */ (field).defaultChecked;
  return field.value !== field.defaultValue;
}

const isBox = (/** @type {Element} */ field) => field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type);
const isTicked = (/** @type {Field} */ field) => field instanceof HTMLInputElement && field.checked;

/** @param {HTMLElement} field @returns {[number, number] | null} */
function selectionIn(field) {
  const { selectionStart: start, selectionEnd: end } = /** @type {HTMLInputElement} */ (field);
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}

/** Give it again, to the form that has taken the drawn one's place. @param {HTMLElement} root @param {Given} before */
export function giveAgain(root, { fields, focus, selection, hasBegun }) {
  for (const { id, value, checked } of fields) {
    const field = /** @type {Field | null} */ (root.querySelector(`#${CSS.escape(id)}`));
    if (!field) continue;
    if (isBox(field)) /** @type {HTMLInputElement} */ (field).checked = checked;
    else field.value = value;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  if (hasBegun) return /** @type {HTMLElement | null} */ (root.querySelector(BEGIN))?.click();
  if (focus === null) return;
  const field = /** @type {HTMLElement} */ (root.querySelector(focus) ?? root.querySelector("h1, h2"));
  field.focus({ preventScroll: true });
  if (selection && "setSelectionRange" in field) /** @type {HTMLInputElement} */ (field).setSelectionRange(...selection);
}

/** Wait while the person holds something down: what is pressed must be there when it is let go. @param {HTMLElement} root */
export async function letGo(root) {
  while (root.matches(":active")) {
    await new Promise((resolve) => {
      for (const kind of ["pointerup", "pointercancel", "keyup"]) addEventListener(kind, () => setTimeout(resolve), { once: true });
    });
  }
}
