// @ts-check
/**
 * A group's picture as a file: the drawing with its title, its legend and what it says, on white.
 *
 * Nothing travels: the picture is made in the browser of what stands in the page. Colours are the
 * light ones whatever the page looks like, so that the picture prints.
 *
 * @typedef {import("./group-view.js").GroupChart} GroupChart
 * @typedef {{title: string, chart: GroupChart, credit: string,
 *   group: {language: string, colours: Record<string, string>, standing: string[]}}} Caption
 */

const SVG = "http://www.w3.org/2000/svg";
const FONT = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif";
const EDGE = 24;
/** Points of a screen that one point of the picture becomes, so that it is sharp on paper. */
const SHARPNESS = 2;

/**
 * Name a file in words: "gruppens-resultat-bibliotek-24-omraden.csv".
 * @param {string[]} parts
 * @param {string} ending
 */
export function fileNameOf(parts, ending) {
  const plain = parts.map((part) => part.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""));
  return `${plain.filter(Boolean).join("-").slice(0, 100)}.${ending}`;
}

/**
 * Give every colour of the look its light value.
 * @param {string} text
 * @param {Record<string, string>} colours
 */
export function inLight(text, colours) {
  return text.replace(/var\(--kit-([a-z0-9-]+)\)/g, (whole, name) => colours[name] ?? whole);
}

/**
 * Break words into lines of at most `width`, by what `measure` says.
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 */
export function linesOf(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * Return the text of an SVG file: the drawing, with title and description for those who cannot see.
 * @param {SVGSVGElement} drawing
 * @param {Caption} caption
 */
export function asVector(drawing, caption) {
  const { colours } = caption.group;
  const width = Math.max(Number(drawing.getAttribute("width")), 320) + 2 * EDGE;
  const file = document.createElementNS(SVG, "svg");
  const pen = new Pen(file, width - 2 * EDGE, colours);
  const ground = shape("rect", { width: "100%", height: "100%", fill: "#ffffff" });
  file.append(named("title", caption.title), named("desc", caption.chart.sentence), ground);
  pen.write(caption.title, 20, { bold: true });
  pen.write(caption.chart.sentence, 14);
  pen.legend(caption.chart.legend ?? []);
  pen.place(drawing);
  if (caption.chart.note) pen.write(caption.chart.note, 12, { soft: true });
  pen.write(`${caption.group.standing[0]} ${caption.credit}`, 12, { soft: true });
  const height = Math.ceil(pen.y + EDGE);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, lang: caption.group.language, "font-family": FONT })) {
    file.setAttribute(name, String(value));
  }
  file.setAttribute("role", "img");
  return inLight(new XMLSerializer().serializeToString(file), colours);
}

/**
 * Draw an SVG text into a PNG.
 * @param {string} vector
 * @returns {Promise<Blob>}
 */
export async function asPicture(vector) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(vector)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  const ground = canvas.getContext("2d");
  if (!ground) throw new Error("no canvas");
  ground.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

/** @param {string} kind @param {Record<string, string | number>} attributes */
function shape(kind, attributes) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/** @param {string} kind @param {string} words */
function named(kind, words) {
  const made = shape(kind, {});
  made.textContent = words;
  return made;
}

/** Writes from the top down. */
class Pen {
  y = EDGE;
  #measure = document.createElement("canvas").getContext("2d");

  /** @param {SVGSVGElement} file @param {number} room @param {Record<string, string>} colours */
  constructor(file, room, colours) {
    this.file = file;
    this.room = room;
    this.colours = colours;
  }

  /** @param {number} size @param {string} weight */
  #widthIn(size, weight) {
    if (this.#measure) this.#measure.font = `${weight} ${size}px ${FONT}`;
    return (/** @type {string} */ text) => this.#measure?.measureText(text).width ?? text.length * size * 0.55;
  }

  /** @param {string} words @param {number} size @param {{bold?: boolean, soft?: boolean}} [how] */
  write(words, size, { bold = false, soft = false } = {}) {
    const weight = bold ? "600" : "400";
    for (const line of linesOf(words, this.room, this.#widthIn(size, weight))) {
      this.y += size * 1.3;
      this.#line(line, EDGE, this.y - size * 0.3, size, weight, soft);
    }
    this.y += size * 0.6;
  }

  /** @param {string} words @param {number} x @param {number} y @param {number} size @param {string} weight @param {boolean} soft */
  #line(words, x, y, size, weight, soft) {
    const line = named("text", words);
    const style = { x, y, "font-size": size, "font-weight": weight, fill: this.colours[soft ? "ink-soft" : "ink"] };
    for (const [name, value] of Object.entries(style)) line.setAttribute(name, String(value));
    this.file.append(line);
  }

  /** @param {{mark: string, text: string}[]} entries */
  legend(entries) {
    const size = 13;
    const measure = this.#widthIn(size, "400");
    let x = EDGE;
    this.y += size;
    for (const { mark, text } of entries) {
      const sign = this.#sign(mark, size);
      const wide = measure(text) + (sign ? size * 1.5 : 0);
      if (x > EDGE && x + wide > EDGE + this.room) {
        x = EDGE;
        this.y += size * 1.6;
      }
      if (sign) {
        sign.setAttribute("transform", `translate(${x} ${this.y - size * 0.85})`);
        this.file.append(sign);
      }
      this.#line(text, x + (sign ? size * 1.5 : 0), this.y, size, "400", true);
      x += wide + size * 1.4;
    }
    this.y += size;
  }

  /** The sign of a legend's entry, as the style sheet draws it. @param {string} mark @param {number} size */
  #sign(mark, size) {
    const { accent, ink, line } = this.colours;
    const middle = size / 2;
    if (mark === "word") return null;
    if (mark === "dot" || mark === "hollow") {
      return shape("circle", { cx: middle, cy: middle, r: middle - 1, fill: mark === "dot" ? accent : "#ffffff", stroke: accent, "stroke-width": 2 });
    }
    if (mark === "tick") return shape("rect", { x: middle - 1.5, width: 3, height: size, fill: ink });
    const fill = mark === "bar" ? accent : (this.colours[mark] ?? "#ffffff");
    return shape("rect", { width: size, height: size, fill, stroke: line, ...(mark === "hatch" && { "stroke-dasharray": "2 2" }) });
  }

  /** @param {SVGSVGElement} drawing */
  place(drawing) {
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    for (const name of ["role", "aria-label", "focusable", "class", "style"]) copy.removeAttribute(name);
    copy.setAttribute("x", String(EDGE - 12));
    copy.setAttribute("y", String(this.y));
    this.file.append(copy);
    this.y += Number(drawing.getAttribute("height")) + 8;
  }
}
