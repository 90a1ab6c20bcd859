import assert from "node:assert/strict";
import { button, text, until } from "../playground-page.mjs";

const steps = async page => Number(await text(page, "#steps"));

export const screens = [{ name: "trained", at: "#1/network?steps=300", prepare: page => until(async () => await steps(page) === 300, "300 steps") }];

export const tests = [
  {
    name: "training runs and pauses",
    at: "#1/network",
    async run(page) {
      await button(page, "Train").click();
      await until(async () => await steps(page) > 50, "50 steps");
      await button(page, "Pause").click();
      const paused = await steps(page);
      await page.waitForTimeout(300);
      assert.equal(await steps(page), paused);
    },
  },
];
