// Opens the published playground in a browser: its size and its times, and the tests and screens of every file in playground/.
// usage: node playground.mjs CHROMIUM PUBLISHED/wwwroot [SCREENSHOTS [FILE[:NAME] ...]]
//   SCREENSHOTS  a folder for pictures of every screen, in light and dark, on a desk and on a phone
//   FILE[:NAME]  runs only playground/FILE.mjs, of it only what has NAME in its name; the size is measured with "shell"
import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import path from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const MaxBytes = 2_500_000;     // over the wire
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const [executablePath, folder, screenshots, ...only] = process.argv.slice(2);
const server = await serve(path.resolve(folder));
const browser = await launch(executablePath);
const failures = [];

/** Opens an address, runs a scenario, and sees that the page complained of nothing and asked nobody else. */
async function open(context, at, scenario) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("dialog", dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => { if (!request.url().startsWith(server.address) && !request.url().startsWith("blob:")) complaints.push(request.url()); });
  try {
    await page.goto(server.address + at);
    await page.locator("html[data-ready]").waitFor({ timeout: 30_000 });
    await scenario(page);
    assert.deepEqual(complaints, [], "nothing in the console, no request to others");
  } finally {
    await page.close();
  }
}

async function attempt(name, run) {
  const start = performance.now();
  let result = "ok  ", problem = "";
  try {
    await run();
  } catch (error) {
    failures.push(name);
    result = "FAIL";
    problem = `\n${String(error.message ?? error).replace(/^/gm, "        ")}`;
  }
  console.log(`  ${result}  ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)${problem}`);
}

async function newContext(options) {
  const context = await browser.newContext({ viewport: sizes.desk, colorScheme: "light", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  return context;
}

/** The best of three first visits: other programs may run on this machine too. */
async function measure() {
  let firstPaint = Infinity, working = Infinity, bytes = 0;
  for (let i = 0; i < 3; i++) {
    const context = await newContext();
    const before = server.bytes.sent;
    await open(context, "", async page => {
      const times = await page.evaluate(() => ({
        paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        ready: performance.getEntriesByName("ready")[0].startTime,
      }));
      firstPaint = Math.min(firstPaint, times.paint);
      working = Math.min(working, times.ready);
    });
    bytes = server.bytes.sent - before;
    await context.close();
  }
  console.log(`  ${bytes} bytes over the wire, first paint after ${firstPaint.toFixed(0)} ms, working after ${working.toFixed(0)} ms`);
  assert.ok(bytes <= MaxBytes, `at most ${MaxBytes} bytes`);
}

async function violations(page) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`));
}

/** A screen, in both colours and both sizes: no violation, nothing wider than the window, a picture. One may be a picture of the documents. */
async function look(page, file, { name, prepare, picture }) {
  await prepare?.(page);
  if (screenshots && picture) await page.screenshot({ path: path.join(screenshots, `${picture}.png`) });
  const problems = [];
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
      if (screenshots) await page.screenshot({ path: path.join(screenshots, `${file}-${name}-${size}-${colorScheme}.png`), fullPage: true });
      const { width, most } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, most: innerWidth }));
      if (width > most) problems.push(`${size}: ${width} pixels wide in a window of ${most}`);
      problems.push(...(await violations(page)).map(found => `${size}, ${colorScheme}: ${found}`));
    }
  }
  assert.deepEqual(problems, []);
}

/** Runs jobs, as many at once as the machine has cores. */
async function runAll(jobs) {
  const next = jobs.values();
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (const job of next) await job();
  }));
}

/** The tests and the screens of a file, each in a context of its own. */
async function jobsOf(file) {
  const { tests = [], screens = [] } = await import(`./playground/${file}.mjs`);
  const scenarios = [...tests, ...screens.map(screen => ({ ...screen, name: `screen ${screen.name}`, run: page => look(page, file, screen) }))];
  return scenarios.filter(({ name }) => isChosen(file, name)).map(({ name, at, run }) => () => attempt(`${file}: ${name}`, async () => {
    const context = await newContext();
    try {
      await open(context, at, run);
    } finally {
      await context.close();
    }
  }));
}

const isChosen = (file, name) => only.length === 0
  || only.some(choice => choice === file || (choice.startsWith(`${file}:`) && name.includes(choice.slice(file.length + 1))));

try {
  if (screenshots) await mkdir(screenshots, { recursive: true });
  if (isChosen("shell", "size")) await attempt("size", measure);
  const files = (await readdir(new URL("playground/", import.meta.url))).filter(file => file.endsWith(".mjs")).map(file => path.parse(file).name).sort();
  await runAll((await Promise.all(files.map(jobsOf))).flat());
} finally {
  await browser.close();
  server.close();
}
if (failures.length > 0) console.log(`${failures.length} failed:\n  ${failures.join("\n  ")}`);
process.exitCode = failures.length === 0 ? 0 : 1;
