import assert from "node:assert/strict";
import { button, text, until } from "../playground-page.mjs";

const steps = async page => Number(await text(page, "#steps"));

export const screens = [{ name: "trained", at: "#1/network?steps=300", prepare: page => until(async () => await steps(page) === 300, "300 steps") }];

export const tests = [
  {
    name: "training runs, pauses, and never blocks for 50 ms",
    at: "#1/network",
    async run(page) {
      await page.evaluate(() => {
        window.longest = 0;
        new PerformanceObserver(list => list.getEntries().forEach(task => window.longest = Math.max(window.longest, task.duration)))
          .observe({ type: "longtask" });
      });
      await button(page, "Train").click();
      await until(async () => await steps(page) > 50, "50 steps");
      await button(page, "Pause").click();
      const paused = await steps(page);
      await page.waitForTimeout(300);
      assert.equal(await steps(page), paused);
      console.log(`        longest task: ${await page.evaluate(() => window.longest)} ms`);
    },
  },
];
