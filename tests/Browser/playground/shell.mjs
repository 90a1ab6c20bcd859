import assert from "node:assert/strict";
import { button, reload, text, until } from "../playground-page.mjs";

const selected = page => text(page, "[role=tab][aria-selected=true]");

export const tests = [
  {
    name: "arrow keys go through the tabs, and the focus stays with them",
    at: "",
    async run(page) {
      await page.locator("#tab-formula").focus();
      const titles = [];
      for (let i = 0; i < 5; i++) {
        titles.push(await selected(page));
        await page.keyboard.press("ArrowRight");
        await until(async () => await page.evaluate(() => document.activeElement.ariaSelected) === "true" && await selected(page) !== titles.at(-1), "the next tab");
      }
      assert.deepEqual(titles, ["Formula", "Network", "Fit", "GPT", "Break it"]);
      assert.equal(await selected(page), "Formula", "after the last comes the first");
      await page.keyboard.press("End");
      await page.locator("#tab-break-it[aria-selected=true]").waitFor();
    },
  },
  {
    name: "the back button returns to the tab before, with its state",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      await page.getByRole("tab", { name: "Fit" }).click();
      assert.match(page.url(), /#1\/fit$/);
      await page.goBack();
      await page.locator("#output").waitFor();
      assert.equal(await text(page, "#output"), "6.0000");
      await page.goForward();
      await page.locator("#curve").waitFor();
      await page.getByRole("tab", { name: "Formula" }).click();
      assert.equal(await text(page, "#output"), "6.0000", "a tab that was shown before keeps its state");
    },
  },
  {
    name: "a tab that is shown already is no new step of the back button",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      const before = await page.evaluate(() => history.length);
      for (let i = 0; i < 3; i++) await page.getByRole("tab", { name: "Formula" }).click();
      assert.equal(await page.evaluate(() => history.length), before);
      assert.equal(await text(page, "#output"), "6.0000");
    },
  },
  {
    name: "a tab that a link opened keeps its state while another one is shown",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      await page.getByRole("tab", { name: "Fit" }).click();
      await page.getByRole("tab", { name: "Formula" }).click();
      assert.equal(await text(page, "#output"), "6.0000");
    },
  },
  {
    name: "an address that is not of this page, pasted into an open one, is said to be unreadable",
    at: "#1/network",
    async run(page) {
      await page.evaluate(() => { location.hash = "#9/what"; });
      await page.locator(".problem[role=alert]").filter({ hasText: "not from this page" }).waitFor();
      assert.equal(await selected(page), "Formula");
      await page.getByRole("tab", { name: "Fit" }).click();
      await page.locator(".problem[role=alert]").filter({ hasText: "not from this page" }).waitFor({ state: "detached" });
    },
  },
  {
    name: "the focus is visible at every stop of the Tab key",
    at: "#1/formula/one-multiplication?f=w*x&w=3&x=2",
    async run(page) {
      const stops = await page.locator("button:enabled:not([tabindex='-1']), input").count();
      assert.ok(stops >= 7);
      for (let i = 0; i < stops; i++) {
        await page.keyboard.press("Tab");
        const [name, outline] = await page.evaluate(() => [document.activeElement.outerHTML, getComputedStyle(document.activeElement).outlineStyle]);
        assert.notEqual(outline, "none", name);
      }
    },
  },
  {
    name: "Share copies the address",
    at: "#1/gpt?temperature=2",
    async run(page) {
      await button(page, "Share").click();
      await button(page, "Link copied").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
      const said = await text(page, "[role=status]");
      assert.match(said, /copied/);
      await button(page, "Share").waitFor();
      await button(page, "Share").click();
      await until(async () => await text(page, "[role=status]") !== said, "a change, without which nothing is said again");
    },
  },
  {
    name: "Share copies a change that the address of the browser does not have yet",
    at: "#1/formula?f=w*x&w=3&x=2",
    async run(page) {
      await page.evaluate(() => {
        const slider = document.querySelector("input[type=range][aria-label=x]"), share = [...document.querySelectorAll("button")];
        slider.value = "5";
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        share.find(button => button.textContent === "Share").click();
      });
      await button(page, "Link copied").waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#1\/formula\?f=w\*x&w=3&x=5$/);
    },
  },
  {
    name: "the colours can be chosen, and stay after a reload",
    at: "",
    async run(page) {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      await page.getByRole("button", { name: "Colours" }).click();
      await page.getByRole("button", { name: "Colours" }).click();
      const dark = await paper();
      assert.notEqual(dark, light);
      await reload(page);
      assert.equal(await paper(), dark);
    },
  },
  {
    name: "lessons go forward and back, each in its state",
    at: "",
    async run(page) {
      await button(page, "Lessons").click();
      assert.equal(await text(page, "#lesson-title"), "One multiplication");
      assert.equal(await text(page, "#output"), "6.0000");
      await button(page, "Next").click();
      await page.getByRole("heading", { name: "Two steps in a row" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "Two steps in a row" }).waitFor();
      await button(page, "Previous").click();
      await page.getByRole("heading", { name: "One multiplication" }).waitFor();
      await button(page, "Close").click();
      await page.locator(".lesson").waitFor({ state: "detached" });
      assert.equal(await text(page, "#output"), "6.0000", "the state stays");
    },
  },
  {
    name: "a link that cannot be read says so, until the user goes elsewhere",
    at: "#2/formula",
    async run(page) {
      await page.getByRole("alert").filter({ hasText: "This link" }).waitFor();
      await page.getByRole("tab", { name: "Fit" }).click();
      await page.locator("#curve").waitFor();
      assert.equal(await page.getByText("This link").count(), 0);
    },
  },
  ...["#2/formula", "#%00%ff", "#1/formula?f=%", "#1/nothing?x=1", `#1/formula?f=${"(".repeat(900)}`, "#1/network?steps=1e9&seed=-1", "#<script>alert(1)</script>",
    `#1/formula?${"a=1&".repeat(10_000)}`].map(at => ({
    name: `a hostile address opens the page: ${at.slice(0, 30)}`,
    at,
    run: page => page.locator("main h2").waitFor(),
  })),
];
