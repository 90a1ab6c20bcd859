import assert from "node:assert/strict";
import { button, longestBlock, MaxBlock, text, until } from "../playground-page.mjs";

const steps = async page => Number(await text(page, "#steps"));
const loss = async page => Number(await page.locator("#loss").getAttribute("data-loss"));
const rounds = page => page.getByRole("table", { name: "Invented names" }).locator("tbody tr").evaluateAll(rows => rows.map(row =>
  [row.querySelector("th").textContent, ...[...row.querySelectorAll(".name")].map(name => name.textContent.trim())].join(" ")));
const trained = async (page, count, round = count) => {
  await until(async () => await steps(page) === count, `${count} steps`, 60);
  await until(async () => (await rounds(page))[0]?.startsWith(`step ${round} `), `the names of step ${round}`);
};
const list = page => page.getByLabel("Names, one a line or with commas between them");

async function learn(page, names) {
  await list(page).fill(names);
  await button(page, "Learn this list").click();
}

const hostile = {
  "nothing": ["", /at least 2 names/],
  "one name": ["anna", /at least 2 names/],
  "one character": ["a", /at least 2 names/],
  "a script": ["<script>alert(1)</script>", /at least 2 names/],
  "no text": ["anna\nb\u0001ert", /U\+0001/],
  "a megabyte without a break": ["a".repeat(1_000_000), /at least 2 names/],
};

export const screens = [
  { name: "start", at: "#1/gpt", prepare: page => trained(page, 0) },
  { name: "trained", at: "#1/gpt?steps=500&show=polonium&head=2", prepare: page => trained(page, 500) },
  { name: "lesson", at: "#1/gpt/why-attention?steps=300&show=polonium", prepare: page => trained(page, 300) },
  { name: "error", at: "#1/gpt?names=anna,bert", prepare: page => learn(page, "anna") },
];

export const tests = [
  {
    name: "the numbers are those of the same code outside the browser",
    at: "#1/gpt?steps=60",
    async run(page) {
      // GptTrainingTests.The_browser_shows_this_loss_and_these_names
      await trained(page, 60);
      assert.ok(Math.abs(await loss(page) - 1.8390088821222346) < 1e-12, `${await loss(page)}`);
      assert.equal((await rounds(page))[0], "step 60 aranium prilum rinium cereroon harhan");
      await button(page, "Head 2").click();
      await page.locator("#gpt-cell-4-2").hover();
      await until(async () => await text(page, "#weight") === "0.2118", "the weight of head 2");
    },
  },
  {
    name: "training runs, pauses, goes on, and begins again with the same numbers",
    at: "#1/gpt",
    async run(page) {
      await button(page, "Train").click();
      await until(async () => await steps(page) > 30, "30 steps");
      await button(page, "Pause").click();
      const paused = await steps(page), then = await loss(page);
      await trained(page, paused);
      assert.equal(await steps(page), paused);
      await until(async () => (await text(page, "[role=status]")).startsWith(`${paused} steps, loss`), "it is said");
      await page.waitForURL(`**/#1/gpt?steps=${paused}`);
      await button(page, "Step").click();
      await trained(page, paused + 1);
      await until(async () => (await text(page, "[role=status]")).startsWith(`${paused + 1} steps, loss`), "it is said");
      await page.goto(`${page.url().split("#")[0]}#1/gpt?steps=${paused}`);
      await page.reload();
      await trained(page, paused);
      assert.equal(await loss(page), then, "a link has the same numbers");
      await button(page, "Reset").click();
      await trained(page, 0);
      await button(page, "Train").click();
      await until(async () => await steps(page) >= 100, "100 steps");
      await until(async () => (await rounds(page)).some(round => round.startsWith("step 100 ")), "names of step 100");
    },
  },
  {
    name: "the page answers while it trains",
    at: "#1/gpt",
    async run(page) {
      await trained(page, 0);
      const longest = await longestBlock(page, async () => {
        await button(page, "Train").click();
        await until(async () => await steps(page) >= 150, "150 steps");
      });
      console.log(`        blocked for ${longest.toFixed(0)} ms at most`);
      assert.ok(longest < MaxBlock, `blocked for ${longest} ms`);
    },
  },
  {
    name: "the attention can be read with the keyboard",
    at: "#1/gpt?show=tin",
    async run(page) {
      await page.locator("#gpt-cell-3-0").waitFor();
      assert.equal(await page.locator("[role=grid] td[tabindex='0']").count(), 1, "one stop of the Tab key");
      await page.locator("[role=grid] td[tabindex='0']").focus();
      const focused = () => page.evaluate(() => document.activeElement.id);
      const path = [["Home", "3-0"], ["ArrowUp", "2-0"], ["ArrowRight", "2-1"], ["ArrowRight", "2-2"], ["ArrowRight", "2-2"], ["ArrowUp", "1-1"]];
      for (const [key, cell] of path) {
        await page.keyboard.press(key);
        await until(async () => await focused() === `gpt-cell-${cell}`, `${key} goes to ${cell}`);
      }
      const weight = Number(await page.locator("#gpt-cell-1-1").getAttribute("aria-label"));
      assert.ok(Math.abs(Number(await text(page, "#weight")) - weight) <= 0.005);
    },
  },
  {
    name: "the weights of a row add up to 1, and the mouse shows them",
    at: "#1/gpt?show=tin&head=3",
    async run(page) {
      await page.locator("#gpt-cell-3-0").waitFor();
      let sum = 0;
      for (let column = 0; column < 4; column++) {
        await page.locator(`#gpt-cell-3-${column}`).hover();
        await page.locator(`#gpt-cell-3-${column}.at`).waitFor();
        sum += Number(await text(page, "#weight"));
      }
      assert.ok(Math.abs(sum - 1) < 3e-4, `${sum}`);
    },
  },
  {
    name: "the temperature changes the last names, and goes into the address",
    at: "#1/gpt?steps=20",
    async run(page) {
      await trained(page, 20);
      const before = await rounds(page);
      await page.getByLabel(/Temperature/).fill("2");
      await until(async () => (await rounds(page))[0] !== before[0], "other names");
      assert.equal((await rounds(page)).at(-1), before.at(-1));
      await page.waitForURL("**/#1/gpt?steps=20&temperature=2");
    },
  },
  {
    name: "a name with letters that are not in the list is not read",
    at: "#1/gpt",
    async run(page) {
      await page.getByLabel("A name for it to read").fill("neön");
      await until(async () => /does not have ö/.test(await text(page, "#gpt-unknown")), "a message");
      await page.getByLabel("A name for it to read").fill("neon");
      await until(async () => await page.locator("[role=grid] tbody th").count() === 5, "a table of 5 rows");
      assert.equal(await text(page, "#gpt-unknown"), "");
    },
  },
  {
    name: "a pasted list is learnt, and a link has it",
    at: "#1/gpt?steps=10",
    async run(page) {
      await trained(page, 10);
      await learn(page, "Zoë\nanna\n<b>bert</b>");
      await trained(page, 0);
      assert.match(await text(page, ".own"), /3 names, 12 letters/);
      await button(page, "Step").click();
      await trained(page, 1);
      const first = await loss(page);
      await page.waitForURL("**steps=1");
      await page.reload();
      await trained(page, 1);
      assert.equal(await loss(page), first);
      assert.equal(await list(page).inputValue(), "Zoë\nanna\n<b>bert</b>");
      await button(page, "The elements").click();
      await until(async () => /118 names/.test(await text(page, ".own")), "the elements");
    },
  },
  {
    name: "a megabyte of names is cut, and the page says so",
    at: "#1/gpt",
    async run(page) {
      await learn(page, Array.from({ length: 150_000 }, (_, i) => `n${i}`).join());
      await until(async () => /^The first 500 names are used/.test(await text(page, "#gpt-cut")), "a cut");
      await button(page, "Step").click();
      await trained(page, 1);
    },
  },
  ...Object.entries(hostile).map(([name, [names, message]]) => ({
    name: `${name} is not a list of names`,
    at: "#1/gpt?names=anna,bert",
    async run(page) {
      await trained(page, 0);
      await learn(page, names);
      await page.locator(".own .problem", { hasText: message }).waitFor();
      assert.match(await text(page, ".own"), /2 names/, "the list stays");
    },
  })),
];
