// @ts-check
/**
 * The way in for participants: the code, the square pattern and the address.
 *
 * @typedef {import("./console-part.js").Desk} Desk
 * @typedef {import("./console-part.js").Part} Part
 */

import { card, copyable, doer, newsLine } from "./console-part.js";
import { asking } from "./press.js";
import { codeFigure, qrPicture } from "./round-code.js";
import { timeInWords } from "./round-contact.js";
import { isOwn, joinAddress, typed } from "./round-places.js";
import { element } from "./words.js";

/** @param {Desk} desk @returns {Part} */
export function codePart(desk) {
  const { say, language, collector } = desk;
  const address = joinAddress(collector.api);
  const news = newsLine();
  const act = doer(desk, news);
  const code = codeFigure();
  const qr = qrPicture(collector);
  const until = element("p", { class: "kit-help" });
  const link = copyable(say, { name: "join", label: say("Link for participants, with the code in it") });
  const anew = asking(say, {
    text: say("Make a new code"),
    kind: "kit-button-link",
    question: say("Make a new code? The old one stops working. Those who have joined already stay."),
    yes: say("Yes, make a new code"),
    act: () => act(async () => {
      desk.take(await collector.post(collector.path("code")));
      return say("There is a new code.");
    }),
  });
  const own = isOwn(address) && element("p", { class: "kit-banner kit-banner-warn" },
    say("The address {address} works on this computer only. Other devices need the address that the server has in your network.", { address: typed(address) }));
  const ways = element("div", { class: "kit-ways-in" }, qr.node, element("div", {},
    element("p", { class: "kit-way-words" }, say("Go to"), " ", element("strong", { class: "kit-address" }, typed(address)), " ", say("and write the code")),
    code.node, until));
  const node = card("code", say("The code"), own, ways, link.node, anew, news.node);
  return {
    node,
    refresh(now) {
      const open = now.status === "open" && Boolean(now.code);
      node.hidden = !open;
      if (!open) return;
      const joining = joinAddress(collector.api, now.code);
      code.set(now.code ?? "");
      link.set(joining);
      qr.set(joining, say("Square pattern that leads to {address}", { address: typed(address) }));
      until.textContent = validity(now.code_expires);
    },
  };

  /** @param {string | undefined} expires */
  function validity(expires) {
    const time = expires ? new Date(expires) : null;
    if (!time || Number.isNaN(time.getTime())) return "";
    if (time < new Date()) return say("The code has run out. Make a new one if more people are coming.");
    const isToday = time.toDateString() === new Date().toDateString();
    return isToday ? say("The code works until {time}.", { time: timeInWords(time, language) }) : "";
  }
}
