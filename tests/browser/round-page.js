// Mounts the console or the presenter, as the address wishes; the tests answer for the collector.
const wanted = new URLSearchParams(location.search);
const name = wanted.get("window") ?? "console";
const read = async (address) => (await fetch(address)).json();
const questionnaire = await read(`/view/${wanted.get("view") ?? "bibliotek-24"}.json`);

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = `/static/${name}.css`;
await new Promise((ready) => {
  sheet.onload = ready;
  document.head.append(sheet);
});
const { mount } = await import(`/static/${name}.js`);
const state = { questionnaire, words: await read("/words.json"), language: wanted.get("language") ?? "sv" };
// A test may stand in for the kernel, too.
const callbacks = window.kernel ? { request: (type, content) => window.kernel(type, content) } : {};
window.mounted = mount(document.getElementById("window"), state, callbacks);
document.documentElement.dataset.ready = "yes";
