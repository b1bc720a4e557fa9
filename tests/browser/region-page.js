// Mounts the region's window over `kernel`, which the test exposes.
import { mount } from "/static/region.js";

const words = await (await fetch("/words.json")).json();
const root = document.querySelector("main").appendChild(document.createElement("div"));
const request = async (type, content) => {
  const answer = await window.kernel(type, content);
  if (answer === null) throw new Error("the kernel does not answer");
  return answer;
};
window.shown = mount(root, { questionnaire: { languages: ["sv", "en"] }, words, language: "sv" }, { request });
document.documentElement.dataset.ready = "yes";
