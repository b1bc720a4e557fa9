// Mounts the group's window, or a live result, over `kernel` and `collector`, which the test exposes.
const wanted = new URLSearchParams(location.search);
const read = async (address) => (await fetch(address)).json();
const questionnaire = await read(`/view/${wanted.get("view") ?? "bibliotek-24"}.json`);
const words = await read("/words.json");
const language = wanted.get("language") ?? "sv";
const root = document.querySelector("main").appendChild(document.createElement("div"));
root.classList.add("kit");

const request = async (type, content) => {
  const answer = await window.kernel(type, content);
  if (answer === null) throw new Error("the kernel does not answer");
  return answer;
};

if (wanted.has("live")) {
  const { live, asker } = await import("/static/group-live.js");
  const { Refusal } = await import("/static/collector.js");
  const collector = {
    random: () => 0,
    path: (part = "") => part,
    async get(path) {
      const answer = await window.collector(path);
      if (typeof answer.status === "number") throw new Refusal(answer.status);
      return answer;
    },
  };
  const role = wanted.get("live");
  // Time passes when the test says so.
  window.ticks = [];
  const wait = (act) => {
    window.ticks.push(act);
    document.documentElement.dataset.resting = "yes";
  };
  const clock = { setTimeout: wait, clearTimeout: () => undefined };
  window.shown = live(root, { collector, role, ask: asker({ request }), questionnaire, words, language, clock });
} else {
  const { mount } = await import("/static/group.js");
  const round = wanted.has("round") ? { id: wanted.get("round"), name: "Exempelby", api: "/kit/api/" } : null;
  window.shown = mount(root, { questionnaire, words, language, round }, { request });
}
document.documentElement.dataset.ready = "yes";
