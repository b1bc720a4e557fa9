// Mounts the follow-up's window over `kernel`, which the test exposes, and what it serves below /kit/api/.
const wanted = new URLSearchParams(location.search);
const read = async (address) => (await fetch(address)).json();
const questionnaire = await read(`/view/${wanted.get("view") ?? "puls-10"}.json`);
const words = await read("/words.json");
const round = wanted.has("round") ? { id: wanted.get("round"), name: "Exempelby", api: "/kit/api/" } : null;
const root = document.querySelector("main").appendChild(document.createElement("div"));
const request = async (type, content) => {
  const answer = await window.kernel(type, content);
  if (answer === null) throw new Error("the kernel does not answer");
  return answer;
};

const { openFor } = await import("/static/round.js");
const { mount } = await import("/static/followup.js");
const state = { questionnaire, words, language: "sv", round, assessment: "01-sjalvskattning.ipynb" };
window.store = openFor(state);
window.shown = mount(root, state, { request });
document.documentElement.dataset.ready = "yes";
