// @ts-check
/**
 * Stand where Jupyter's page looks for MathJax, and do nothing.
 *
 * Without an address of our own that page would fetch MathJax from another host, or nearly a
 * megabyte of it from here, on every visit and before a single formula is met. The kit's pages
 * have none.
 */

const hub = { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } };

/** @type {any} */ (globalThis).MathJax = { Hub: hub };
