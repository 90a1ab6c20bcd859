import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { button, text } from "../playground-page.mjs";

const folder = new URL("../../../samples/Playground.Core/Lessons/Texts/", import.meta.url);
const lessons = await Promise.all((await readdir(folder)).sort().map(async file => {
  const source = await readFile(new URL(file, folder), "utf8");
  return { name: file.replace(/^\d+-|\.md$/g, ""), title: source.match(/^# (.*)/)[1], state: source.match(/^state: (.*)/m)[1] };
}));

export const tests = [
  {
    name: "Next goes through all lessons, each with its title and its tab",
    at: "",
    async run(page) {
      await button(page, "Lessons").click();
      for (const [i, { name, title, state }] of lessons.entries()) {
        await page.getByRole("heading", { name: title, exact: true }).waitFor();
        assert.equal(await text(page, ".lesson .count"), `Lesson ${i + 1} of ${lessons.length}`);
        const tab = state.match(/^1\/([^?]*)/)[1];
        await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
        assert.ok(page.url().includes(`#1/${tab}/${name}`), page.url());
        if (i < lessons.length - 1) await button(page, "Next").click();
      }
      assert.ok(await button(page, "Next").isDisabled());
    },
  },
];
