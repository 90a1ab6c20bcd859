import assert from "node:assert/strict";
import { button, longestBlock, text, until } from "../playground-page.mjs";

const steps = async page => Number((await text(page, "#steps")).replaceAll(",", ""));

export const screens = [{ name: "trained", at: "#1/network?steps=600", prepare: page => until(async () => await steps(page) === 600, "600 steps") }];

export const tests = [
  {
    name: "training runs and pauses",
    at: "#1/network?val=0&n=200",
    async run(page) {
      const block = await longestBlock(page, async () => {
      await button(page, "Train").click();
      await until(async () => await steps(page) > 50, "50 steps");
      const t0 = Date.now(), s0 = await steps(page);
      await page.waitForTimeout(5000);
      const s1 = await steps(page);
      console.log("steps/s", (s1 - s0) / (Date.now() - t0) * 1000);
      await button(page, "Pause").click();
      });
      console.log("block", block);
      const paused = await steps(page);
      await page.waitForTimeout(300);
      assert.equal(await steps(page), paused);
    },
  },
];
