// Mounts the form on the tests' page. The tests read `heard`, and turn `kernel` off.
import { mount } from "/static/form.js";

const asked = new URLSearchParams(location.search);
const read = async (address) => (await fetch(address)).json();
const given = sessionStorage.getItem("view");
const questionnaire = given ? JSON.parse(given) : await read(`/view/${asked.get("view") ?? "kinds"}.json`);

window.heard = [];
window.kernel = { alive: true };
window.state = {
  questionnaire,
  words: await read("/words.json"),
  language: asked.get("language") ?? "sv",
  keep: asked.get("keep") !== "no",
};
window.form = mount(document.getElementById("form"), window.state, {
  change: (response) => window.heard.push(["change", response]),
  finish: (response) => window.heard.push(["finish", response]),
  alive: async () => window.kernel.alive,
});
document.documentElement.dataset.ready = "yes";
