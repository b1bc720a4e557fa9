// Mounts the windows that the address names. The tests read `asked`, and give `profile` to answer with.
import { draftKey, openDraft } from "/static/draft.js";

const wanted = new URLSearchParams(location.search);
const read = async (address) => (await fetch(address)).json();
const questionnaire = await read(`/view/${wanted.get("view") ?? "kinds"}.json`);

window.asked = [];
window.state = {
  questionnaire,
  words: await read("/words.json"),
  language: "sv",
  assessment: wanted.get("assessment"),
};
window.store = openDraft(draftKey(questionnaire), questionnaire, { language: "sv" });

async function ask(request) {
  window.asked.push(request);
  if (!window.profile) throw new Error("nobody answers");
  return { ...window.profile, response_id: request.response.response_id, seq: request.response.seq };
}

for (const name of (wanted.get("windows") ?? "file").split(",")) {
  const { mount } = await import(`/static/${name}.js`);
  const root = document.createElement("div");
  const cell = document.createElement("div");
  cell.className = "kit-cell";
  cell.append(root);
  document.querySelector("main").append(cell);
  mount(root, window.state, { ask, alive: async () => Boolean(window.profile) });
}
document.documentElement.dataset.ready = "yes";
