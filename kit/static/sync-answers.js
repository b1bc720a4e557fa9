// @ts-check
/**
 * How a response is kept in step with the collector: where it goes, what of it can go, and how two
 * devices' copies come together. Pure.
 *
 * @typedef {import("./participant.js").Response} Response
 * @typedef {object} Subject  what a Sync keeps in step; whatever it is, it has a response's id and a seq
 * @property {string} part  of the collector's addresses
 * @property {(given: any) => {copy: any, held: string[]}} sendable  held: what waits to be put right
 * @property {(one: any, other: any) => boolean} same  whether two copies hold the same things given
 * @property {(acked: any, sending: any, mine: any, theirs: any) => {merged: any, lost: boolean}} merge
 * @property {(given: any) => any} blank  what a device has that knows nothing yet
 * @property {(copy: any) => any} [leave]  the copy as it is sent
 * @property {(body: any, id: string) => any} [arrive]  what was fetched, as a copy
 * @property {(mine: any, before: any, late: string[]) => any} [yield_]  mine, with what came too late
 *   as it was acknowledged before
 */

import { sendable } from "./sendable.js";
import { sameGiven, threeWay } from "./sync-merge.js";

/** @param {import("./form-rules.js").View} view @returns {Subject} */
export const answersTo = (view) => ({
  part: "response",
  sendable: (response) => sendable(view, response),
  same: sameGiven,
  merge: threeWay,
  blank: (response) => ({ ...response, answers: {}, background: {}, role: null, status: "started" }),
});
