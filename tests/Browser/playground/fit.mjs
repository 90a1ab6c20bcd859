import assert from "node:assert/strict";
import { text } from "../playground-page.mjs";

export const screens = [{ name: "start", at: "#1/fit" }];

export const tests = [
  {
    name: "the fit finds the certified parameters",
    at: "#1/fit",
    async run(page) {
      assert.equal(await text(page, "#estimate-b1"), "238.9421");
      assert.equal(await text(page, "#estimate-b2"), "5.502e−4");
    },
  },
  {
    name: "a formula with another name is refused",
    at: "#1/fit?f=b1*x+c",
    async run(page) {
      assert.equal(await text(page, "#curve-error"), "the formula, column 6: 'c' is neither x, b1 nor b2.");
    },
  },
];
