// Mounts the parts of the plan over a collector in the page. The tests read and change `house`.
import { Collector } from "/static/collector.js";
import { speaker } from "/static/words.js";

const wanted = new URLSearchParams(location.search);
const read = async (address) => (await fetch(address)).json();
const view = await read(`/view/${wanted.get("view") ?? "bibliotek-24"}.json`);
const words = await read("/words.json");
const language = wanted.get("language") ?? "sv";
const round = "abcdefghjkmn";

const house = {
  plan: { version: 0, actions: [], earlier: [], reason: "", follow_up: null },
  gaps: { goals: [], needs: [] },
  most: 3,
  board: { version: 1, cards: [], contributors: { at_least: 10, few: false } },
  weighing: { points: null, grid: null, voted: {} },
  now: { release: 1, revealed: [], status: "closed", follows: null, workshop: { script: "workshop-90", version: "1", title: {}, at: 3, steps: 9, shown: [], board: 1 } },
  settings: {},
  /** What a request meets on its way: null, "lost", or a status. */
  weather: null,
  puts: [],
  posts: [],
  documents: [],
};
window.house = house;
Object.assign(house, JSON.parse(sessionStorage.getItem("house") ?? "{}"));

const answer = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const plan = () => ({ plan: house.plan, gaps: house.gaps, most: house.most });

function put(body) {
  house.puts.push(body);
  if (body.version !== house.plan.version) return answer(409, { code: "changed", detail: "changed" });
  house.plan = { ...body, version: body.version + 1 };
  return answer(200, plan());
}

async function served(address, { method, body }) {
  if (house.weather === "lost") throw new TypeError("no network");
  if (house.weather) return answer(house.weather, { code: "no", detail: "Det gick inte just nu." });
  const path = address.split("/api/")[1];
  const part = path.split("/").slice(2).join("/");
  const sent = body && JSON.parse(body);
  if (method === "PUT" && part === "plan") return put(sent);
  if (method === "POST") return house.posts.push([path, sent]), answer(201, { round: "nyrundanu234", facilitator_key: "key", presenter_key: "key" });
  const known = { plan: plan(), board: house.board, weighing: house.weighing, settings: { settings: house.settings, workshop: house.now.workshop }, tables: { tables: null }, following: house.settings, "": house.now };
  return part in known ? answer(200, known[part]) : answer(404, { code: "unknown", detail: "Finns inte." });
}

const collector = new Collector("/kit/api/", { round, fetch: served, language: () => language, random: () => 0 });
const callbacks = {
  async request(type, content) {
    house.documents.push(content);
    if (type === "package" && !content.choices.name) return { problem: "Skriv ett namn." };
    if (type === "package") return { name: "paket.zip", type: "application/zip", base64: btoa("PK"), problem: "", notes: ["Två tabeller saknas."] };
    if (type !== "document") throw new Error("unknown");
    return { name: `plan.${content.format}`, type: "text/plain", base64: btoa("plan") };
  },
};
const say = speaker(words, language);
window.again = () => parts.forEach((part) => part.refresh(house.now));
const desk = { say, language, collector, round, view, state: { words, questionnaire: view }, callbacks, take: (next) => (Object.assign(house.now, next), window.again()), stop: () => undefined };
const root = document.querySelector("main").appendChild(document.createElement("div"));
root.className = "kit kit-console";

const parts = [];
for (const name of (wanted.get("parts") ?? "plan").split(",")) {
  if (name === "plan") parts.push((await import("/static/console-plan.js")).planPart(desk));
  if (name === "follow") parts.push((await import("/static/console-follow.js")).followPart({ ...desk, lead: (id) => (document.documentElement.dataset.moved = id) }));
  if (name === "view") {
    const { drawPlan } = await import("/static/plan-view.js");
    const { dress } = await import("/static/jupyter.js");
    await dress(["plan"]);
    const node = document.createElement("div");
    drawPlan(node, { plan: house.plan, gaps: house.gaps, view, say, language });
    parts.push({ node, refresh: () => undefined });
  }
}
root.append(...parts.map(({ node }) => node));
window.again();
document.documentElement.dataset.ready = "yes";
