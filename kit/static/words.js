// @ts-check
/** Words into the page: the interface's sentences, a questionnaire's texts, and elements of them. */

/**
 * @typedef {Record<string, Record<string, string>>} Words  language -> English sentence -> translation
 * @typedef {Record<string, string>} Text  language -> text
 * @typedef {(msgid: string, params?: Record<string, string | number>) => string} Say
 */

/**
 * Return a sentence in `language`, its `{name}` placeholders filled; English where it is missing.
 * @param {Words | undefined} words
 * @param {string} language
 * @param {string} msgid
 * @param {Record<string, string | number>} [params]
 */
export function say(words, language, msgid, params = {}) {
  const sentence = words?.[language]?.[msgid] || msgid;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/**
 * Bind `say` to one language; name the result `say` too, so that its messages are found.
 * @param {Words | undefined} words
 * @param {string} language
 * @returns {Say}
 */
export function speaker(words, language) {
  return (msgid, params) => say(words, language, msgid, params);
}

/**
 * Mark a sentence that is kept in a table or a value and said later.
 * @param {string} id
 */
export function msgid(id) {
  return id;
}

/**
 * Return a questionnaire's text in `language`, or in the first language that it has.
 * @param {Text | string | null | undefined} text
 * @param {string} language
 */
export function told(text, language) {
  if (!text) return "";
  if (typeof text === "string") return text;
  return text[language] || Object.values(text)[0] || "";
}

/**
 * Write a calendar day in words, "22 november 2026"; what is no day comes back as it is. English
 * days are written as in Europe.
 * @param {string} iso  YYYY-MM-DD
 * @param {string} language
 * @param {boolean} [year]  false leaves the year out
 */
export function dayInWords(iso, language, year = true) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
    ...(year && { year: "numeric" }),
  }).format(day);
}

/**
 * Name a language in itself, "Svenska".
 * @param {string} language
 */
export function languageName(language) {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/**
 * Make an element. Strings among the children become text, never markup; null ones are left out.
 *
 * A property `class` is the class; `onclick` and the like are listeners; `true` is an empty
 * attribute; `null`, `undefined` and `false` leave the attribute out, except that `aria-` ones
 * are written as they are.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {any} the element; its type follows from the tag
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    const isAria = name.startsWith("aria-");
    if (value === null || value === undefined || (value === false && !isAria)) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true && !isAria ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return made;
}
