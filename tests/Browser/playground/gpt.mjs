import assert from "node:assert/strict";

export const screens = [{ name: "start", at: "#1/gpt" }];

export const tests = [
  {
    name: "the weights sum to 1",
    at: "#1/gpt?temperature=0.5",
    async run(page) {
      const weights = (await page.locator("tbody td.number:not(.text)").allTextContents()).map(Number);
      assert.equal(weights.length, 4);
      assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight) - 1) < 2e-4);
    },
  },
];
