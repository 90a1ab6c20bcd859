import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { button, reload, text, until } from "../playground-page.mjs";

const things = ["wrong-slope", "nan", "zero-grad", "frozen-branch", "learning-rate"];
const numbers = JSON.parse(await readFile(new URL("break-it-numbers.json", import.meta.url)));      // BreakItTests runs the programs that are shown
const number = page => page.locator("#number").getAttribute("data-number");
const line = (page, part) => page.locator(".program button", { hasText: part }).first();

/** The same number; exp and log of the browser may differ from those of other platforms in the last bit. */
const same = (shown, expected) => shown === expected || Math.abs(Number(shown) - Number(expected)) <= 1e-12 * Math.max(1, Math.abs(Number(expected)));

const expected = {
  "wrong-slope": { line: "x * Sigmoid(x) * (1", tool: "Run the gradient check", says: /The slopes differ/ },
  nan: { line: "return -(label", tool: "Stop at the first NaN", says: /stops at row 4, at the operation log/ },
  "zero-grad": { line: "loss.Backward", tool: "Compare the gradients", says: /From step 2 on/ },
  "frozen-branch": { line: "if (first", tool: "Look into the recording", says: /refuses to record/ },
  "learning-rate": { line: "const double Rate", tool: "Compute the Hessian", says: /limit is 2\/8\.4051 = 0\.2380/ },
};

export const screens = [
  ...things.map(thing => ({ name: thing, at: `#1/break-it?thing=${thing}&tool=1` })),
  { name: "solved", at: "#1/break-it?tool=1&line=24&solved=wrong-slope." },
  { name: "mended", at: "#1/break-it?thing=frozen-branch&tool=1&line=7&mended=1&solved=frozen-branch." },
];

export const tests = [
  ...things.map(thing => ({
    name: `${thing}: the tool finds it, the right line mends it`,
    at: `#1/break-it?thing=${thing}`,
    async run(page) {
      const { line: guilty, tool, says } = expected[thing], [found, mended] = numbers[thing];
      assert.ok(same(await number(page), found), `${await number(page)} instead of ${found}`);
      await button(page, tool).click();
      assert.match(await text(page, "#found"), says);
      assert.match(await page.locator("#found").getAttribute("class"), /orange/);
      await line(page, "using MicrogradSharp").click();
      assert.match(await text(page, "#verdict"), /^\s*Not this line\./);
      assert.equal(await text(page, "#solved"), "0");
      await line(page, guilty).click();
      assert.match(await text(page, "#verdict"), /^\s*That is it\./);
      assert.equal(await text(page, "#solved"), "1");
      await button(page, "Mended").click();
      assert.ok(same(await number(page), mended), `${await number(page)} instead of ${mended}`);
      assert.match(await page.locator("#found").getAttribute("class"), /teal/);
      assert.match(page.url(), new RegExp(`mended=1.*solved=${thing}\\.`));
      await reload(page);
      assert.ok(same(await number(page), mended), `${await number(page)} instead of ${mended}`);
      await page.goBack();
      await until(async () => same(await number(page), found), "the broken program again");
    },
  })),
  {
    name: "the rate turns at its limit",
    at: "#1/break-it?thing=learning-rate&tool=1",
    async run(page) {
      const rate = page.getByLabel("Learning rate");
      await rate.focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowLeft");
      assert.match(await text(page, "#found"), /The rate, 0\.2340, is below it/);
      assert.match(await page.locator("#number").getAttribute("class"), /teal/);
      assert.equal(await line(page, "const double Rate").textContent(), "const double Rate = 0.234;");
      await page.waitForURL("**rate=0.234**");
    },
  },
  {
    name: "a line is chosen with the keyboard, and the verdict is said",
    at: "#1/break-it",
    async run(page) {
      await line(page, "x * Sigmoid(x);").focus();
      await page.keyboard.press("Enter");
      assert.match(await text(page, "[role=status]"), /^Not this line\./);
      await button(page, "Show the answer").click();
      assert.match(await text(page, "#verdict"), /^\s*That is it\./);
      assert.equal(await text(page, "#solved"), "0", "an answer that was shown is not found");
      await button(page, "Next").click();
      assert.equal(await text(page, "#thing-title"), "A NaN");
    },
  },
];
