// Steps through the pages that BrowserTests.cs has written, as a reader would.
// usage: node backprop.mjs CHROMIUM FOLDER
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [executablePath, folder] = process.argv.slice(2);
const browser = await launch(executablePath);

/** Opens a file, lets a scenario act on it, and sees that the page asked for nothing else and complained of nothing. */
async function open(file, options, scenario) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, colorScheme: "light", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const address = pathToFileURL(path.join(folder, file)).href;
  const requests = [], complaints = [];
  page.on("request", request => requests.push(request.url()));
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("dialog", dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  await scenario(page);
  assert.deepEqual(requests, [address], "no request but the page itself");
  assert.deepEqual(complaints, [], "nothing in the console");
  await context.close();
}

const text = (page, selector) => page.locator(selector).evaluate(element => element.textContent);
const gradients = page => page.locator(".mg-node .mg-grad").allTextContents();
const step = async page => Number((await text(page, "#phase")).match(/step (\d+) of/)[1]);
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The contrast of a text with what is behind it, after WCAG 2.2. */
function contrast(page, foreground, background) {
  return page.evaluate(([foreground, background]) => {
    const luminance = color => {
      const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const colorOf = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
    const [dark, light] = [luminance(colorOf(...foreground)), luminance(colorOf(...background))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }, [foreground, background]);
}

const formulas = [
  "x1 = 2,  w1 = -3,  x2 = 0,  w2 = 1,  b = 6.881",
  "v5 = x1 * w1 = 2 * (-3) = -6",
  "v6 = x2 * w2 = 0 * 1 = 0",
  "v7 = v5 + v6 = (-6) + 0 = -6",
  "v8 = v7 + b = (-6) + 6.881 = 0.8814",
  "o = tanh(v8) = tanh(0.8814) = 0.7071",
  "∂o/∂o = 1",
  "∂o/∂v8 += ∂o/∂o · ∂o/∂v8 = 1 · 0.5 = 0.5",
  "∂o/∂v7 += ∂o/∂v8 · ∂v8/∂v7 = 0.5 · 1 = 0.5",
  "∂o/∂b += ∂o/∂v8 · ∂v8/∂b = 0.5 · 1 = 0.5",
  "∂o/∂v5 += ∂o/∂v7 · ∂v7/∂v5 = 0.5 · 1 = 0.5",
  "∂o/∂v6 += ∂o/∂v7 · ∂v7/∂v6 = 0.5 · 1 = 0.5",
  "∂o/∂x2 += ∂o/∂v6 · ∂v6/∂x2 = 0.5 · 1 = 0.5",
  "∂o/∂w2 += ∂o/∂v6 · ∂v6/∂w2 = 0.5 · 0 = 0",
  "∂o/∂x1 += ∂o/∂v5 · ∂v5/∂x1 = 0.5 · (-3) = -1.5",
  "∂o/∂w1 += ∂o/∂v5 · ∂v5/∂w1 = 0.5 · 2 = 1",
  "∂o/∂x1 = -1.5,  ∂o/∂w1 = 1,  ∂o/∂x2 = 0.5,  ∂o/∂w2 = 0,  ∂o/∂b = 0.5",
];
const finalGradients = ["-1.5", "1", "0.5", "0", "0.5", "0.5", "0.5", "0.5", "0.5", "1"];

async function keyboardGoesThroughEveryStep(page) {
  for (const [i, formula] of formulas.entries()) {
    assert.equal(await text(page, "#formula"), formula);
    assert.equal(await step(page), i + 1);
    const lit = await page.locator(".mg-flow").count();
    assert.equal(lit, i >= 7 && i < 16 ? 1 : 0, "the edge of the step, and no other, is lit");
    await page.keyboard.press("ArrowRight");
  }
  assert.equal(await step(page), formulas.length, "the last step stays the last");
  assert.deepEqual(await gradients(page), finalGradients);
  for (let i = formulas.length - 1; i > 0; i--) await page.keyboard.press("ArrowLeft");
  assert.equal(await text(page, "#formula"), formulas[0], "and all the way back");
  await page.keyboard.press("End");
  assert.equal(await step(page), formulas.length);
  await page.keyboard.press("Home");
  assert.equal(await step(page), 1);
}

async function valuesAppearAndGradientsAddUp(page) {
  const hidden = selector => page.locator(`${selector}`).evaluateAll(all => all.filter(element => getComputedStyle(element).visibility === "hidden").length);
  assert.equal(await hidden(".mg-data"), 5, "the operations have no data yet");
  assert.equal(await hidden(".mg-grad"), 10);
  for (let i = 0; i < 6; i++) await button(page, "Next").click();
  assert.equal(await hidden(".mg-data"), 0);
  assert.deepEqual(await gradients(page), ["0", "0", "0", "0", "0", "0", "0", "0", "0", "1"], "backward starts at the output");
  await button(page, "Next").click();
  assert.equal((await gradients(page))[8], "0.5");
  assert.equal(await page.locator(".mg-current").getAttribute("id"), "n8");
  assert.equal(await page.locator(".mg-from").getAttribute("id"), "n9");
  assert.equal(await page.locator(".mg-flow").getAttribute("id"), "e9-0");
  await button(page, "Back").click();
  assert.equal((await gradients(page))[8], "0", "a step back takes it away again");
  await button(page, "Last").click();
  assert.deepEqual(await gradients(page), finalGradients);
  await button(page, "First").click();
  assert.equal(await step(page), 1);
}

async function playsAndPauses(page) {
  await page.clock.install();
  await page.reload();
  await page.keyboard.press(" ");
  await button(page, "Pause").waitFor();
  const start = await step(page);
  await page.clock.runFor(6_000);
  const played = await step(page);
  assert.ok(played >= start + 3, "it goes on by itself");
  await button(page, "Pause").click();
  await page.clock.runFor(6_000);
  assert.equal(await step(page), played, "and stops");
  await page.keyboard.press(" ");
  await button(page, "Pause").waitFor();
  await page.clock.runFor(60_000);
  assert.equal(await step(page), formulas.length);
  await button(page, "Play").waitFor();
}

async function buttonsCanBeReachedAndSeen(page) {
  const names = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    names.push(await page.evaluate(() => document.activeElement.id));
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none", "focus is visible");
  }
  assert.deepEqual(names, ["graph", "first", "back", "play", "next", "last"]);
  assert.equal(await page.locator("#step").getAttribute("aria-live"), "polite");
}

async function lightAndDarkAreReadable(page) {
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const papers = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    papers.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    for (const [selector, property, behind, fill] of [
      ["h1", "color", "body", "backgroundColor"],
      ["#phase", "color", "body", "backgroundColor"],
      ["#formula", "color", "main", "backgroundColor"],
      ["#formula .up", "color", "main", "backgroundColor"],
      ["#formula .slope", "color", "main", "backgroundColor"],
      ["#formula .sum", "color", "main", "backgroundColor"],
      ["#note", "color", "main", "backgroundColor"],
      ["#next", "color", "#next", "backgroundColor"],
      [".mg-data", "fill", ".mg-box", "fill"],
      [".mg-key", "fill", ".mg-box", "fill"],
      [".mg-unnamed", "fill", ".mg-box", "fill"],
      [".mg-current .mg-grad", "fill", ".mg-box", "fill"],
      [".mg-from .mg-grad", "fill", ".mg-box", "fill"],
      [".mg-symbol", "fill", ".mg-oval", "fill"],
    ]) {
      const ratio = await contrast(page, [selector, property], [behind, fill]);
      assert.ok(ratio >= 4.5, `${selector} in ${colorScheme}: ${ratio}`);
    }
  }
  assert.notEqual(papers[0], papers[1], "dark is another colour");
}

async function labelsAreText(page) {
  const label = "\"]; </script><img src=x onerror=alert(1)><script>alert(2)</script>";
  assert.equal(await text(page, "#n0 .mg-name"), `${label.slice(0, 19)}…`);
  assert.ok((await text(page, "#n0 title")).startsWith(`${label}: data 1`));
  assert.ok((await text(page, "h1")).includes("<b>out</b> & 'more'"));
  assert.ok((await text(page, "#formula")).includes(label));
  await page.keyboard.press("End");
  assert.ok((await text(page, "#formula")).includes(label));
  assert.equal(await page.locator("img, b").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
}

async function theCurrentStepStaysInView(page) {
  const steps = Number((await text(page, "#phase")).match(/of (\d+)/)[1]);
  for (let i = 1; i < steps; i++) {
    await page.keyboard.press("ArrowRight");
    const outside = await page.evaluate(() => {
      const frame = document.getElementById("graph").getBoundingClientRect();
      return [...document.querySelectorAll(".mg-current")].map(element => element.getBoundingClientRect())
        .filter(box => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).length;
    });
    assert.equal(outside, 0, `step ${i + 1}`);
  }
}

async function withoutScriptsTheEndIsShown(page) {
  assert.deepEqual(await page.locator(".mg-node .mg-grad").allTextContents(), finalGradients);
  assert.equal(await page.locator("#controls").isVisible(), false);
}

async function textFitsItsBoxes(page) {
  const wide = await page.evaluate(() => [...document.querySelectorAll(".mg-node")].flatMap(node => {
    const fits = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right;
    const box = node.querySelector(".mg-box").getBoundingClientRect(), oval = node.querySelector(".mg-oval")?.getBoundingClientRect();
    return [...node.querySelectorAll("text")].filter(text => !fits(text.getBoundingClientRect(), text.matches(".mg-symbol") ? oval : box)).map(text => text.textContent);
  }));
  assert.deepEqual(wide, []);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const selector of [".mg-name", ".mg-key", ".mg-data"]) {
      assert.ok(await contrast(page, [selector, "fill"], [".mg-box", "fill"]) >= 4.5, `${selector} in ${colorScheme}`);
    }
  }
}

try {
  await open("neuron.html", {}, keyboardGoesThroughEveryStep);
  await open("neuron.html", {}, valuesAppearAndGradientsAddUp);
  await open("neuron.html", {}, buttonsCanBeReachedAndSeen);
  await open("neuron.html", {}, lightAndDarkAreReadable);
  await open("neuron.html", { javaScriptEnabled: false }, withoutScriptsTheEndIsShown);
  await open("hostile.html", {}, labelsAreText);
  await open("network.html", { viewport: { width: 700, height: 620 } }, theCurrentStepStaysInView);
  await open("labels.svg", {}, textFitsItsBoxes);
  await open("colored.svg", {}, textFitsItsBoxes);
  const playing = await browser.newPage();
  await playing.goto(pathToFileURL(path.join(folder, "neuron.html")).href);
  await playsAndPauses(playing);
} finally {
  await browser.close();
}
