// What only the browser can do. Everything else is C#.

export const nextFrame = () => new Promise(requestAnimationFrame);

export const readAddress = () => location.hash;

export function writeAddress(fragment, isNewStep) {
  if (isNewStep) history.pushState(null, "", fragment);
  else if (location.hash !== fragment) history.replaceState(null, "", fragment);
}

export const onAddressChange = changed => addEventListener("popstate", () => changed());

export async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false;
  }
}

export const readTheme = () => document.documentElement.dataset.theme ?? "system";

export function writeTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // without storage, the choice lasts until the page is closed
  }
  for (const redraw of drawings.values()) redraw();
}

export const focus = id => requestAnimationFrame(() => document.getElementById(id)?.focus());

export function reportReady() {
  document.documentElement.dataset.ready = "";
  performance.mark("ready");
}

const drawings = new Map();     // of each canvas that is on the page

export function drawLevels(id, view, side) {
  const levels = view.slice();
  drawings.set(id, () => blit(id, levels, side));
  drawings.get(id)();
}

function blit(id, levels, side) {
  const canvas = document.getElementById(id);
  if (!canvas) return drawings.delete(id);
  const ramp = ["--map-low", "--map-middle", "--map-high"].map(name => rgb(canvas, name));
  const image = new ImageData(side, side);
  for (let i = 0; i < levels.length; i++) {
    const at = levels[i] / 127.5, from = at < 1 ? 0 : 1, part = at - from;
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = ramp[from][c] + part * (ramp[from + 1][c] - ramp[from][c]);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function rgb(canvas, name) {
  canvas.style.color = `var(${name})`;
  const color = getComputedStyle(canvas).color.match(/[\d.]+/g).map(Number);
  canvas.style.color = "";
  return color;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const redraw of drawings.values()) redraw();
});

// In a grid, arrow keys go from cell to cell; the page does not scroll.
addEventListener("keydown", event => {
  if (/^Arrow|^Home$|^End$/.test(event.key) && event.target.closest?.("[data-arrows]")) event.preventDefault();
});
