import assert from "node:assert/strict";
import { button } from "../playground-page.mjs";

const found = page => page.locator("tbody td.text").allTextContents();

export const screens = [{ name: "start", at: "#1/break-it" }];

export const tests = [
  {
    name: "the check finds the wrong slope, and accepts the right one",
    at: "#1/break-it",
    async run(page) {
      assert.deepEqual(await found(page), ["differs", "differs", "differs"]);
      await button(page, "slope = 2x").click();
      assert.deepEqual(await found(page), ["agrees", "agrees", "agrees"]);
      await page.goBack();
      await page.locator("td.text.orange").first().waitFor();
      assert.deepEqual(await found(page), ["differs", "differs", "differs"]);
    },
  },
];
