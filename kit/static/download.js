// @ts-check
/**
 * Files that the kernel has written, saved where the person's browser saves files.
 *
 * @typedef {{name: string, type: string, base64: string}} File
 * @typedef {(type: "document", content: object) => Promise<any>} Request
 */

/**
 * Save a file.
 * @param {File} file
 */
export function download({ name, type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (mark) => mark.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch the address only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Ask the kernel for a document, and save it. Returns its name, or in a sentence why there is none.
 * @param {Request} request
 * @param {object} wish  what, format and language, and what the document is made of
 * @returns {Promise<{name: string, problem: string}>}
 */
export async function take(request, wish) {
  const made = await request("document", wish);
  if (made.problem) return { name: "", problem: made.problem };
  download(made);
  return { name: made.name, problem: "" };
}
