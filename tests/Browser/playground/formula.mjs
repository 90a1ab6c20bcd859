import assert from "node:assert/strict";
import { text } from "../playground-page.mjs";

export const screens = [
  { name: "start", at: "" },
  { name: "error", at: "#1/formula?f=tanh(x1*w1+*b)" },
  { name: "lesson", at: "#1/formula/one-multiplication?f=w*x&w=3&x=2" },
];

export const tests = [
  {
    name: "the neuron of the documents has its gradients",
    at: "",
    async run(page) {
      assert.equal(await text(page, "#output"), "0.7071");
      assert.deepEqual(await page.locator("td[id^=gradient-]").allTextContents(), ["−1.5000", "1.0000", "0.5000", "0.0000", "0.5000"]);
    },
  },
  {
    name: "an error points at its character",
    at: "",
    async run(page) {
      await page.getByLabel("A formula, in C#").fill("w*(x");
      const [caret, message] = (await text(page, "#formula-error")).split("\n");
      assert.equal(caret, "    ^");
      assert.match(message, /expected an operator or '\)', but the formula ends/);
    },
  },
  {
    name: "a link restores the formula and its numbers",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      assert.equal(await text(page, "#output"), "6.0000");
      await page.getByLabel("x", { exact: true }).fill("5");
      assert.equal(await text(page, "#gradient-w"), "5.0000");
      await page.waitForURL("**/#1/formula?f=w*x&w=3&x=5");
      await page.reload();
      await page.locator("html[data-ready]").waitFor();
      assert.equal(await text(page, "#output"), "15.0000");
    },
  },
];
