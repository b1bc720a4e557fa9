// @ts-check
/** What the server knows of a page's kernel. */

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15_000;

/**
 * Say whether a kernel is there.
 * @param {{baseUrl: string, kernelId: string}} config
 * @param {typeof fetch} [get]
 * @returns {Promise<"there" | "gone" | "unreached">}
 */
export async function kernelIs({ baseUrl, kernelId }, get = fetch) {
  const wish = { credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  try {
    const answer = await get(`${baseUrl}api/kernels/${kernelId}`, /** @type {RequestInit} */ (wish));
    if (answer.ok) return "there";
    return answer.status === 404 ? "gone" : "unreached";
  } catch {
    return "unreached";
  }
}
