import assert from "node:assert/strict";
import { button, reload, text, until } from "../playground-page.mjs";

const slider = (page, name) => page.getByRole("slider", { name, exact: true });
const option = (page, name) => page.locator("#formula-names").getByRole("option", { name });
const gradients = page => page.locator("td[id^=gradient-]").allTextContents();
const drawn = (page, kind) => page.locator(`.graph text.${kind}`).allTextContents();
const said = page => text(page, "[role=status]");

// 50 values: 24 leaves, 12 products, 11 sums with two of them the tanh inside and outside
const products = Array.from({ length: 12 }, (_, i) => `w${i}*v${i}`);
const fifty = `#1/formula?f=tanh(tanh(${products.slice(0, 6).join("+")})+tanh(${products.slice(6).join("+")}))`;

export const screens = [
  { name: "start", at: "", prepare: page => page.locator(".curves svg").waitFor() },
  { name: "error", at: "#1/formula?f=tanh(x1*w1+*b)" },
  { name: "lesson", at: "#1/formula/one-multiplication?f=w*x&w=3&x=2", prepare: page => page.locator(".curves svg").waitFor() },
  { name: "walk", at: "#1/formula?view=walk&step=10" },
  { name: "quiz", at: "#1/formula?view=quiz&guesses=0.5,0.7" },
  { name: "fifty", at: fifty, prepare: page => page.locator(".curves svg").waitFor() },
  {
    name: "completion",
    at: "",
    async prepare(page) {
      await page.locator(".curves svg").waitFor();
      await page.getByLabel("A formula, in C#").fill("");
      await page.getByLabel("A formula, in C#").pressSequentially("x1*si");
      await option(page, /./).first().waitFor();
    },
  },
];

export const tests = [
  {
    name: "the neuron of the documents has its numbers, in the drawing too",
    at: "",
    async run(page) {
      assert.equal(await text(page, "#output"), "0.7071");
      assert.deepEqual(await gradients(page), ["−1.5000", "1.0000", "0.5000", "0.0000", "0.5000"]);
      assert.equal((await drawn(page, "data")).length, 10);
      assert.equal((await drawn(page, "grad")).at(-1), "1.0000");
      assert.equal((await drawn(page, "grad")).at(-2), "0.5000");
      assert.equal(await page.locator(".graph .edge").count(), 9);
    },
  },
  {
    name: "an error points at its character, and the next right formula is drawn",
    at: "",
    async run(page) {
      const field = page.getByLabel("A formula, in C#");
      await field.fill("w*(x");
      assert.equal(await text(page, ".caret"), "    ^");
      assert.match(await text(page, "#formula-error"), /Character 5: expected an operator or '\)', but the formula ends/);
      const [caret, character] = await page.evaluate(() => {
        const range = document.createRange(), caret = document.querySelector(".caret");
        range.setStart(caret.firstChild, 4);
        range.setEnd(caret.firstChild, 5);
        const field = document.getElementById("formula"), context = document.createElement("canvas").getContext("2d");
        context.font = `${getComputedStyle(field).fontSize} ${getComputedStyle(field).fontFamily}`;
        const left = field.getBoundingClientRect().left + parseFloat(getComputedStyle(field).paddingLeft) + 1;
        return [range.getBoundingClientRect().left, left + context.measureText("w*(x").width];
      });
      assert.ok(Math.abs(caret - character) < 2, `the caret at ${caret} is below the character at ${character}`);
      await field.fill("w*(x+1)");
      await page.locator(".stale").waitFor({ state: "detached" });
      assert.equal(await text(page, "#output"), "2.0000");
      assert.deepEqual(await gradients(page), ["2.0000", "1.0000"]);
    },
  },
  {
    name: "names are completed with the keyboard",
    at: "",
    async run(page) {
      const field = page.getByLabel("A formula, in C#");
      await field.fill("");
      await field.pressSequentially("weight*sig");
      await option(page, /sigmoid/).waitFor();
      await page.keyboard.press("ArrowDown");
      assert.equal(await field.getAttribute("aria-activedescendant"), "formula-name-0");
      await page.keyboard.press("Enter");
      assert.equal(await field.inputValue(), "weight*sigmoid(");
      await field.pressSequentially("we");
      await option(page, /weight/).click();
      assert.equal(await field.inputValue(), "weight*sigmoid(weight");
      await field.pressSequentially(")");
      await until(async () => await text(page, "#output") === "0.7311", "the value");
      await field.pressSequentially(" + co");
      await option(page, /./).first().waitFor();
      await page.keyboard.press("Escape");
      await page.locator("#formula-names").waitFor({ state: "hidden" });
    },
  },
  {
    name: "a link restores the formula and its numbers",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      assert.equal(await text(page, "#output"), "6.0000");
      await slider(page, "x").fill("5");
      assert.equal(await text(page, "#gradient-w"), "5.0000");
      await page.waitForURL("**/#1/formula?f=w*x&w=3&x=5");
      await reload(page);
      assert.equal(await text(page, "#output"), "15.0000");
    },
  },
  {
    name: "the mouse drags a leaf, and all numbers follow",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      const box = await slider(page, "x").boundingBox();
      const y = box.y + box.height / 2, at = part => box.x + 8 + part * (box.width - 16);
      await page.mouse.move(at(0.7), y);
      await page.mouse.down();
      await page.mouse.move(at(0.9), y, { steps: 5 });
      const x = Number(await slider(page, "x").inputValue());
      assert.ok(x > 3.5 && x < 4.5, `x is ${x}`);
      const shown = number => number.toFixed(4).replace("-", "−");
      assert.equal(await text(page, "#output"), shown(3 * x));
      assert.equal(await text(page, "#gradient-w"), shown(x));
      assert.deepEqual(await drawn(page, "grad"), [shown(x), "3.0000", "1.0000"]);
      await page.mouse.up();
      await until(async () => (await said(page)).includes("y is"), "what the drag did is said");
      const value = `the value is ${shown(3 * x)},`;
      await until(async () => (await page.locator(".curves svg").getAttribute("aria-label")).includes(value), "the curves");
    },
  },
  {
    name: "arrow keys change a leaf",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      await slider(page, "w").focus();
      await page.keyboard.press("ArrowRight");
      const w = Number(await slider(page, "w").inputValue());
      assert.ok(w > 3 && w < 3.5, `w is ${w}`);
      assert.equal(await text(page, "#gradient-x"), w.toFixed(4));
      assert.equal(await slider(page, "w").getAttribute("aria-valuetext"), w.toFixed(4));
      await page.keyboard.press("Home");
      assert.equal(await text(page, "#output"), "−10.0000");
    },
  },
  {
    name: "a number can be typed, beyond the range of the slider too",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      await page.getByLabel("x as a number").fill("−30.5");
      await page.keyboard.press("Enter");
      assert.equal(await text(page, "#output"), "−91.5000");
      assert.equal(await slider(page, "x").inputValue(), "-30.5");
      await page.getByLabel("x as a number").fill("many");
      await page.keyboard.press("Enter");
      assert.equal(await page.getByLabel("x as a number").inputValue(), "-30.5");
    },
  },
  {
    name: "steps go forward and backward, with the chain rule in numbers",
    at: "#1/formula?f=tanh(w*x)&w=0.5&x=2",
    async run(page) {
      await button(page, "Step through").click();
      assert.deepEqual(await drawn(page, "data"), ["0.5000", "2.0000", "", ""]);
      assert.equal(await text(page, "#output"), "");
      await button(page, "Next").focus();
      await page.keyboard.press("Enter");
      assert.match(await said(page), /^p = w × x = 0\.5000 × 2\.0000 = 1\.0000\. Its inputs are known/);
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
      await page.waitForURL("**view=walk&step=4");
      assert.equal(await text(page, ".panel .parts"), "∂y/∂p = ∂y/∂y · ∂y/∂p = 1.0000 · 0.4200 = 0.4200");
      assert.match(await text(page, ".note"), /Its slope by p is 1 − y²\./);
      assert.deepEqual(await drawn(page, "grad"), ["", "", "0.4200", "1.0000"]);
      assert.equal(await page.locator(".edge.flow").count(), 1);
      await page.keyboard.press("ArrowLeft");
      assert.equal(await text(page, ".panel .parts"), "∂y/∂y = 1");
      await button(page, "Last").click();
      await page.waitForURL("**step=7");
      assert.deepEqual(await drawn(page, "grad"), await page.locator("td.text.orange").allTextContents().then(all => [all[0], all[1], "0.4200", "1.0000"]));
      await reload(page);
      assert.match(await text(page, ".panel .parts"), /^∂y\/∂w = 0\.8399/);
    },
  },
  {
    name: "predicted gradients are revealed, and the score is kept",
    at: "#1/formula?f=tanh(w*x)&w=0.5&x=2",
    async run(page) {
      await button(page, "Predict").click();
      assert.deepEqual(await drawn(page, "grad"), ["", "", "?", "1.0000"]);
      assert.equal(await page.locator(".curves").count(), 0, "the curves would give it away");
      await page.getByLabel(/What is the gradient of p/).fill("0.42");
      await page.keyboard.press("Enter");
      await page.locator("#quiz-answer").waitFor();
      assert.match(await text(page, "#quiz-answer"), /Right\.\s+You said 0\.4200/);
      assert.equal(await text(page, "#score"), "1 right of 1, 2 to go");
      await until(() => page.evaluate(() => document.activeElement.id === "guess"), "the field has the focus");
      await page.keyboard.type("2");
      await page.keyboard.press("Enter");
      await until(async () => (await text(page, "#score")).startsWith("1 right of 2"), "the second answer");
      assert.match(await text(page, "#quiz-answer"), /Not quite\.[^]*∂y\/∂w = 0\.4200 · 2\.0000 = 0\.8399/);
      assert.match(await said(page), /Not quite\. .* 1 right of 2\./);
      await button(page, "Reveal").click();
      await until(async () => (await text(page, "#score")) === "1 right of 3. All are revealed.", "the end");
      assert.deepEqual(await drawn(page, "grad"), ["0.8399", "0.2100", "0.4200", "1.0000"]);
      await page.waitForURL("**guesses=0.42,2,_");
      await reload(page);
      assert.equal(await text(page, "#score"), "1 right of 3. All are revealed.");
    },
  },
  {
    name: "a guess that is no number reveals nothing",
    at: "#1/formula?f=w*x&w=3&x=0.5&view=quiz",
    async run(page) {
      await page.locator("#guess").fill("0,5");
      await page.keyboard.press("Enter");
      await page.locator("#guess-problem").filter({ hasText: "'0,5' is not a number, such as 0.5." }).waitFor();
      assert.match(await text(page, "#score"), /^0 right of 0/);
      await page.locator("#guess").fill("0.5");
      await page.keyboard.press("Enter");
      await until(async () => /^1 right of 1/.test(await text(page, "#score")), "the score");
      assert.equal(await text(page, "#guess-problem"), "");
    },
  },
  {
    name: "curves through the largest numbers have places",
    at: "#1/formula?f=x*1e308&x=1",
    async run(page) {
      await page.locator(".curves path.line").first().waitFor({ state: "attached" });
      assert.doesNotMatch(await page.locator(".curves svg").innerHTML(), /NaN|Infinity/);
    },
  },
  {
    name: "the program is copied as it is shown",
    at: "#1/formula?f=tanh(w*x)&w=0.5&x=2",
    async run(page) {
      assert.match(await text(page, "#program"), /^using MicrogradSharp;\n\nNode w = new\(0\.5, "w"\);[^]*Node y = \(w \* x\)\.Tanh\(\);/);
      await button(page, "Copy").click();
      await button(page, "Copied").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(page, "#program"));
    },
  },
  {
    name: "curves run along the leaf that is chosen, and the link remembers it",
    at: "#1/formula?f=w*x^2&w=0.5&x=2",
    async run(page) {
      await page.locator(".curves select").selectOption("x");
      await until(async () => /Along x|along x/.test(await page.locator(".curves svg").getAttribute("aria-label")), "the curves along x");
      assert.match(await page.locator(".curves svg").getAttribute("aria-label"), /the value is 2\.0000, the first derivative 2\.0000, the second 1\.0000/);
      await page.waitForURL("**along=x");
      await page.goBack();
      await until(async () => (await page.locator(".curves svg").getAttribute("aria-label")).startsWith("y along w"), "the curves along w again");
    },
  },
  {
    name: "a drag of a graph of 50 values has 50 frames a second",
    at: fifty,
    async run(page) {
      await page.locator(".curves svg").waitFor();
      const values = await page.locator(".graph text.data").count();
      assert.ok(values >= 49, `${values} values`);
      const times = await slider(page, "w3").evaluate(async leaf => {
        const times = [];
        for (let i = 0; i < 60; i++) {
          await new Promise(requestAnimationFrame);
          const start = performance.now();
          leaf.value = String(-1 + i / 30);
          leaf.dispatchEvent(new Event("input", { bubbles: true }));
          document.body.offsetHeight;       // the layout of the browser counts too
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b);
      });
      console.log(`        a frame of ${values} values takes ${times[30].toFixed(1)} ms, at best ${times[0].toFixed(1)}, at worst ${times[59].toFixed(1)}`);
      assert.ok(times[15] <= 20, "at most 20 ms, where the machine is not busy with other things");
      assert.match(await text(page, "#gradient-v3"), /^\S+$/);
    },
  },
  {
    name: "what is too large to draw is said, and the table has the numbers",
    at: `#1/formula?f=${Array.from({ length: 60 }, (_, i) => `a${i}`).join("+")}`,
    async run(page) {
      assert.equal(await text(page, "#output"), "60.0000");
      assert.match(await text(page, "#too-large"), /has 119 values and 118 edges, too many to draw/);
      assert.equal(await page.locator(".graph").count(), 0);
    },
  },
  ...[
    ["a megabyte", "x+".repeat(500_000), /at most 1000 characters, but there are 1000000/],
    ["deep brackets", "(".repeat(900), /at most 200 levels/],
    ["a script", "<script>alert(1)</script>", /expected a number, a name or '\('/],
    ["an image with a handler", "[<img src=x onerror=alert(1)>]*2", null],
    ["nonsense", "\u0000\u202e\u{1F600}%%%", /expected a number, a name or '\('/],
    ["an infinite number", "1e999*x", /expected a number, but was '1e999'/],
    ["not a number", "log(-x) + 0/0*y", null],
  ].map(([name, formula, expected]) => ({
    name: `pasted into the field: ${name}`,
    at: "",
    async run(page) {
      await page.getByLabel("A formula, in C#").fill(formula);
      if (expected) {
        await page.locator("#formula-problem").waitFor();
        assert.match(await text(page, "#formula-problem"), expected);
      } else {
        for (const view of ["Step through", "Predict", "See all"]) await button(page, view).click();
      }
      await page.waitForTimeout(400);
      if (!expected) assert.equal(await page.locator("#formula-problem").count(), 0, "no error");
      assert.ok((await page.evaluate(() => location.href)).length < 5000, "the address stays short");
    },
  })),
];
