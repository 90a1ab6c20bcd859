import assert from "node:assert/strict";
import { button, longestBlock, reload, text, until } from "../playground-page.mjs";

const estimates = page => page.locator("[id^=estimate-]").allTextContents();
const fitted = page => page.locator("#message").waitFor();
const own = "#1/fit?problem=own&d=x,y;0,1;1,3.1;2,4.9;3,7.05&f=a+b*x".replace("+", "%2B");

/** Pastes as a user does, from the clipboard, and returns the error of the data. */
async function paste(page, data) {
  const area = page.locator("#data");
  await page.evaluate(pasted => navigator.clipboard.writeText(pasted), data);
  await area.focus();
  await area.selectText();
  await page.keyboard.press(data ? "ControlOrMeta+V" : "Delete");
  await area.blur();
  await page.locator("#data-error:not(:empty)").waitFor();
  return text(page, "#data-error");
}

export const screens = [
  { name: "start", at: "#1/fit", prepare: fitted },
  { name: "thurber", at: "#1/fit?problem=thurber", prepare: fitted },
  { name: "hahn1", at: "#1/fit?problem=hahn1", prepare: fitted },
  { name: "own", at: `${own}&p=a:0:0:0.5`, prepare: fitted },
  { name: "error", at: "#1/fit?f=b1*(1-exp(-b2*x)", prepare: page => page.locator("#curve-error:not(:empty)").waitFor() },
];

export const tests = [
  {
    name: "the fit finds the certified parameters, and counts the digits",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      assert.equal(await text(page, "#estimate-b1"), "238.9421");
      assert.equal(await text(page, "#estimate-b2"), "5.502e−4");
      assert.equal(await text(page, "#message"), "Converged after 6 steps: the gradient is 0 to within its tolerance.");
      assert.deepEqual(await page.locator("td.found").allTextContents(),
        ["2.3894212918e2", "5.5015643181e−4", "2.7070075241e0", "7.2668688436e−6", "1.2455138894e−1"], "as FitWorkTests finds them");
    },
  },
  ...["boxbod", "rat43", "eckerle4", "mgh09", "thurber", "hahn1"].map(problem => ({
    name: `${problem} agrees with NIST from both starts`,
    at: `#1/fit?problem=${problem}`,
    async run(page) {
      await fitted(page);
      assert.ok(Number(await text(page, "#fewest-digits")) >= 9, "the first start");
      await button(page, "Start 2").click();
      await page.waitForURL("**p=b1:**");
      await reload(page);
      await fitted(page);
      assert.equal(await button(page, "Start 2").getAttribute("aria-pressed"), "true");
      assert.ok(Number(await text(page, "#fewest-digits")) >= 9, "the second start");
    },
  })),
  {
    name: "the page answers while it fits",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      const longest = await longestBlock(page, async () => {
        await page.locator("#problem").selectOption("hahn1");
        await page.locator("#estimate-b7").waitFor();
      });
      assert.ok(longest < 400, `blocked for ${longest} ms`);
    },
  },
  {
    name: "data of the user are fitted, and a link restores all of it",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      await page.locator("#data").fill("time\theight\n0\t1\n1\t3.1\n2\t4.9\n3\t7.05");
      await page.locator("#curve").fill("a + b*time");
      await page.locator("#curve").press("Enter");
      await until(async () => (await estimates(page)).join() === "1.0200,1.9950", "the straight line");
      await page.getByLabel("start of a").fill("0");
      await page.getByLabel("start of a").press("Enter");
      await page.getByLabel("highest a").fill("0.5");
      await page.getByLabel("highest a").press("Enter");
      await until(async () => (await estimates(page))[0] === "0.5000", "the bound");
      await page.getByLabel("start of b").fill("3");
      await page.getByLabel("hold b").check();
      await until(async () => (await estimates(page))[1] === "3.0000", "what is held");
      await reload(page);
      await fitted(page);
      assert.deepEqual(await estimates(page), ["−0.4875", "3.0000"]);
      assert.equal(await page.locator("#data").inputValue(), "time,height\n0,1\n1,3.1\n2,4.9\n3,7.05");
      assert.equal(await page.getByLabel("highest a").inputValue(), "0.5");
      await page.goBack();
      await until(async () => (await estimates(page))[1] !== "3.0000", "the step before");
    },
  },
  {
    name: "a file is read",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      await page.locator("#file").setInputFiles({ name: "line.csv", mimeType: "text/csv", buffer: Buffer.from("x,y\n0,0\n1,2\n2,4.5\n3,6") });
      await page.locator("#curve").fill("b1 + b2*x");
      await page.locator("#curve").press("Enter");
      await until(async () => (await estimates(page)).join() === "0.0500,2.0500", "the fit to the file");
    },
  },
  {
    name: "a file that is dragged finds a target, and text that is dragged finds the field",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      const drag = (type, kind, selector) => page.evaluate(([type, kind, selector]) => {
        const dataTransfer = new DataTransfer();
        if (kind === "file") dataTransfer.items.add(new File(["x,y"], "data.csv"));
        else dataTransfer.setData("text/plain", "1,2");
        document.querySelector(selector).dispatchEvent(new DragEvent(type, { bubbles: true, dataTransfer }));
      }, [type, kind, selector]);
      await drag("dragenter", "text", "#data");
      assert.equal(await page.locator(".target").count(), 0);
      await drag("dragenter", "file", "#data");
      await page.locator(".target").waitFor();
      await drag("dragleave", "file", ".target");
      await page.locator(".target").waitFor({ state: "detached" });
    },
  },
  {
    name: "hostile pastes show an error, and nothing else",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      const pastes = [
        ["1,2\n".repeat(250_000), /at most 15,000 characters/],
        ["<script>alert(1)</script>", /at least 2 columns/],
        ["<img src=x onerror=alert(1)>,y\n1,2", /finite|at least|expected/],
        ["\u0000\u202e\ud83d\ude00 nonsense", /expected/],
        ["x,y\n1,2", /at least 2 rows for 2 free parameters, but there is 1/],
        ["x,y\n1,NaN\n2,3\n3,4", /row 1, column 'y': expected a finite number, but was NaN/],
        ["x,y\n1,1e999\n2,3\n3,4", /expected a finite number/],
        ["", /paste or drop a table/],
      ];
      for (const [pasted, error] of pastes) {
        assert.match(await paste(page, pasted), error);
        assert.equal(await page.locator("#message, .results table").count(), 0, "nothing else");
        await page.locator("#problem").selectOption("boxbod");
        await page.locator("#problem").selectOption("misra1a");
        await fitted(page);
        assert.equal(await text(page, "#data-error"), "");
        assert.match(await page.locator("#data").inputValue(), /^x,y\n77\.6,10\.07/, "what was refused is gone");
      }
    },
  },
  {
    name: "a megabyte in a file is refused",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      await page.locator("#file").setInputFiles({ name: "big.csv", mimeType: "text/csv", buffer: Buffer.alloc(1_000_000, "1,2\n") });
      await page.locator("#data-error:not(:empty)").waitFor();
      assert.match(await text(page, "#data-error"), /at most 15,000 characters/);
    },
  },
  {
    name: "a file that cannot be read is said",
    at: "#1/fit",
    async run(page) {
      await page.evaluate(() => { Blob.prototype.slice = () => { throw new DOMException("gone", "NotReadableError"); }; });
      await page.locator("#file").setInputFiles({ name: "line.csv", mimeType: "text/csv", buffer: Buffer.from("x,y\n0,0\n1,2") });
      await page.locator("#data-error").filter({ hasText: "the file could not be read." }).waitFor();
    },
  },
  {
    name: "equal xs are fitted, and said not to determine the curve",
    at: "#1/fit?problem=own&d=x,y;1,1;1,2;1,3&f=a%2Bb*x",
    async run(page) {
      await fitted(page);
      assert.match(await text(page, "#message"), /cannot determine/);
    },
  },
  {
    name: "an error in the formula stands at the formula",
    at: "#1/fit?f=b1*(1-*x)",
    async run(page) {
      await page.locator("#curve-error:not(:empty)").waitFor();
      assert.equal(await text(page, "#curve-error"), "the formula, column 7: expected a number, a name or '(', but was '*'.");
      assert.equal(await page.locator("#curve").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#message").count(), 0);
    },
  },
  {
    name: "a start that is no number stands at the starts",
    at: "#1/fit",
    async run(page) {
      await fitted(page);
      await page.getByLabel("start of b1").fill("<b>five");
      await page.getByLabel("start of b1").press("Enter");
      await page.locator("#parameters-error:not(:empty)").waitFor();
      assert.equal(await text(page, "#parameters-error"), "the start of b1: expected a number, but was '<b>five'.");
    },
  },
  {
    name: "a start out of its bounds stands at the starts, in the words of the library alone",
    at: "#1/fit?p=b1:5:0:1",
    async run(page) {
      await page.locator("#parameters-error:not(:empty)").waitFor();
      assert.match(await text(page, "#parameters-error"), /must start inside their bounds, 0 to 1 for b1, but it starts at 5\.$/);
    },
  },
  {
    name: "the result is said",
    at: own,
    async run(page) {
      await until(async () => /^Converged after .*a = 1\.0200, b = 1\.9950$/.test(await text(page, "[role=status]")), "the live region");
    },
  },
];
