// What only the browser can do. Everything else is C#.

const turns = [], { port1: turn, port2: ask } = new MessageChannel();
turn.onmessage = () => turns.shift()();

// A message waits behind the input and the frames that are due, but not for the next frame: no time is lost between slices.
export const nextTurn = () => new Promise(done => {
  if (document.hidden) return requestAnimationFrame(done);
  turns.push(done);
  ask.postMessage(null);
});

export const readAddress = () => location.hash;

export function writeAddress(fragment, isNewStep) {
  if (isNewStep) history.pushState(null, "", fragment);
  else if (location.hash !== fragment) history.replaceState(null, "", fragment);
}

export const onAddressChange = changed => addEventListener("popstate", () => changed());

export const readPage = () => location.href.split("#")[0];

export const readTheme = () => document.documentElement.dataset.theme ?? "system";

export function writeTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // without storage, the choice lasts until the page is closed
  }
  redraw();
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export const readCaret = id => document.getElementById(id)?.selectionStart ?? 0;

export function replaceText(id, from, to, text) {
  const field = document.getElementById(id);
  field.setRangeText(text, from, to, "end");
  field.focus();
  return field.value;
}

export const focus = id => requestAnimationFrame(() => document.getElementById(id)?.focus());

export function reportReady() {
  document.documentElement.dataset.ready = "";
  performance.mark("ready");
}

const drawings = new Map();     // what paints each canvas that is on the page

function draw(id, paint) {
  const canvas = document.getElementById(id);
  if (!canvas) return drawings.delete(id);
  drawings.set(id, paint);
  paint(canvas, colours(canvas));
}

function redraw() {
  for (const [id, paint] of [...drawings]) draw(id, paint);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

export function drawLevels(id, view, side) {
  const levels = view.slice();
  draw(id, (canvas, ramp) => canvas.getContext("2d").putImageData(imageOf(levels, side, ramp), 0, 0));
}

const colours = canvas => ["--map-low", "--map-middle", "--map-high"].map(name => rgb(canvas, name));

function imageOf(levels, side, ramp) {
  const image = new ImageData(side, side);
  for (let i = 0; i < levels.length; i++) {
    const at = levels[i] / 127.5, from = at < 1 ? 0 : 1, part = at - from;
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = ramp[from][c] + part * (ramp[from + 1][c] - ramp[from][c]);
    image.data[4 * i + 3] = 255;
  }
  return image;
}

function rgb(canvas, name) {
  canvas.style.color = `var(${name})`;
  const color = getComputedStyle(canvas).color.match(/[\d.]+/g).map(Number);
  canvas.style.color = "";
  return color;
}

export function drawTiles(id, view, side, placesView) {
  const levels = view.slice(), places = placesView.slice();
  draw(id, (canvas, ramp) => paintTiles(canvas, ramp, levels, side, places));
}

function paintTiles(canvas, ramp, levels, side, places) {
  const width = Math.round(canvas.clientWidth * devicePixelRatio), height = Math.round(canvas.clientHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d"), tile = new OffscreenCanvas(side, side);
  context.clearRect(0, 0, width, height);
  for (let i = 0; i < places.length / 3; i++) {
    const [left, top, size] = places.slice(3 * i, 3 * i + 3).map(part => part * width);
    tile.getContext("2d").putImageData(imageOf(levels.subarray(i * side * side, (i + 1) * side * side), side, ramp), 0, 0);
    context.save();
    context.beginPath();
    context.roundRect(left, top, size, size, size / 5);
    context.clip();
    context.drawImage(tile, left, top, size, size);
    context.restore();
  }
}

export function placeIn(id, x, y) {
  const { left, top, width, height } = document.getElementById(id).getBoundingClientRect();
  return [2 * (x - left) / width - 1, 1 - 2 * (y - top) / height];
}

export function saveFile(name, view) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([view.slice()])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// In a grid, arrow keys go from cell to cell; the page does not scroll.
addEventListener("keydown", event => {
  if (/^Arrow|^Home$|^End$/.test(event.key) && event.target.closest?.("[data-arrows]")) event.preventDefault();
});
