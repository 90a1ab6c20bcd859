import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { button, longestBlock, MaxBlock, text, until } from "../playground-page.mjs";

// What the C library of another platform rounds otherwise comes back in the losses; where it does not, they are equal to the last bit.
const Tolerance = 1e-12;

const runs = JSON.parse(await readFile(new URL("network-losses.json", import.meta.url), "utf8"));

const steps = async page => Number((await text(page, "#steps")).replaceAll(",", ""));
const loss = (page, name) => page.locator(`#${name}-loss`).evaluate(element => Number(element.value));
const reached = (page, count) => until(async () => await steps(page) === count, `${count} steps`, 60);
const trainUntil = async (page, count) => {
  await button(page, "Train").click();
  await until(async () => await steps(page) > count, `${count} steps`, 60);
  await button(page, "Pause").click();
  await button(page, "Train").waitFor();
};
const paste = async (page, points) => {
  await page.getByLabel("Paste CSV").fill(points);
  await button(page, "Use these points").click();
};
const fileOf = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
  return readFile(await download.path());
};

export const screens = [
  { name: "trained", at: "#1/network?steps=600", prepare: page => reached(page, 600) },
  {
    name: "spirals", at: "#1/network?data=spirals&layers=8.tanh,8.tanh&noise=0.05&steps=900", picture: "playground",
    prepare: page => reached(page, 900),
  },
  {
    name: "surface", at: "#1/network?data=spirals&layers=10.ReLU,8.ReLU,6.ReLU&noise=0.05&penalty=l2&schedule=cosine&steps=400",
    async prepare(page) {
      await reached(page, 400);
      await button(page, "Draw the surface").click();
      await until(async () => /loss surface is drawn/.test(await text(page, "[role=status]")), "the loss surface", 60);
      await button(page, "C#").click();
      await page.locator(".neuron").nth(12).hover();
    },
  },
];

export const tests = [
  {
    name: "training lowers the loss, pauses, takes one step, and the pause is announced",
    at: "#1/network",
    async run(page) {
      const first = await loss(page, "training");
      await trainUntil(page, 50);
      const paused = await steps(page), lower = await loss(page, "training");
      assert.ok(lower < first / 1.5, `${lower} after ${first}`);
      assert.match(await text(page, "[role=status]"), /^Paused at step \d+, training loss 0\.\d+, validation loss 0\.\d+$/);
      await page.waitForTimeout(300);
      assert.equal(await steps(page), paused);
      await button(page, "Step").click();
      await reached(page, paused + 1);
      assert.notEqual(await loss(page, "training"), lower);
    },
  },
  {
    name: "after Reset the same steps give the same numbers, and another seed gives others",
    at: "#1/network?batch=16",
    async run(page) {
      const losses = async () => {
        for (let i = 1; i <= 5; i++) {
          await button(page, "Step").click();
          await reached(page, i);
        }
        return [await loss(page, "training"), await loss(page, "validation")];
      };
      const first = await losses();
      await button(page, "Reset").click();
      await reached(page, 0);
      assert.deepEqual(await losses(), first);
      await page.getByLabel("Seed").fill("2");
      await page.getByLabel("Seed").press("Tab");
      await reached(page, 0);
      assert.notDeepEqual(await losses(), first);
    },
  },
  ...runs.map(({ fields, training, validation }) => ({
    name: `a link trains to the losses of the same code outside the browser: ${fields}`,
    at: `#1/network?${fields}`,
    async run(page) {
      await reached(page, Number(/steps=(\d+)/.exec(fields)[1]));
      const found = [await loss(page, "training"), await loss(page, "validation")];
      const difference = Math.max(Math.abs(found[0] - training), Math.abs(found[1] - validation));
      console.log(`        differs by ${difference}`);
      assert.ok(difference <= Tolerance, `${found} is not ${[training, validation]}`);
    },
  })),
  {
    name: "choices are in the address, and a reload restores them and the losses",
    at: "#1/network",
    async run(page) {
      await button(page, "circles").click();
      await page.getByLabel("Optimiser").selectOption("SGD, Nesterov");
      await page.getByLabel("One neuron less").first().click();
      await page.getByLabel("Activation").nth(1).selectOption("ReLU");
      await trainUntil(page, 20);
      const before = [await steps(page), await loss(page, "training"), await loss(page, "validation")];
      await page.waitForURL(`**/#1/network?data=circles&layers=7.tanh,8.ReLU&opt=nesterov&steps=${before[0]}`);
      await page.reload();
      await page.locator("html[data-ready]").waitFor();
      await reached(page, before[0]);
      assert.deepEqual([await steps(page), await loss(page, "training"), await loss(page, "validation")], before);
      await page.goBack();
      await until(async () => /layers=7.tanh,8.tanh/.test(page.url()), "the choice before");
    },
  },
  {
    name: "a neuron that has the mouse or the focus shows its own map",
    at: "#1/network",
    async run(page) {
      const pixels = () => page.locator("#plane").evaluate(canvas => canvas.toDataURL());
      await until(async () => (await pixels()).length > 500, "a map");
      const output = await pixels();
      await page.getByRole("button", { name: "Layer 1, neuron 3, tanh" }).hover();
      assert.equal(await text(page, "#plane-title"), "Layer 1, neuron 3");
      assert.notEqual(await pixels(), output);
      await page.mouse.move(0, 0);
      assert.equal(await text(page, "#plane-title"), "Output");
      assert.equal(await pixels(), output);
      await page.getByRole("button", { name: "Layer 2, neuron 1, tanh" }).focus();
      assert.equal(await text(page, "#plane-title"), "Layer 2, neuron 1");
    },
  },
  {
    name: "CSV that is pasted replaces the points, and too large or wrong text shows an error and nothing else",
    at: "#1/network",
    async run(page) {
      await paste(page, "x,y,class\n" + Array.from({ length: 40 }, (_, i) => `${i / 20},${i % 7 / 5},${i % 2}`).join("\n"));
      await until(async () => await text(page, "#own-note") === "40 points were taken.", "40 points");
      await trainUntil(page, 10);
      for (const [wrong, message] of [
        ["<script>alert(1)</script>", /expected 3 columns, .* there are 1/],
        ["1,2,<img src=x onerror=alert(1)>\n", /line 1, column 3: expected a number/],
        ["x,y,class\n1,2,0\n", /expected at least 2 points/],
        ["nonsense, and more", /expected 3 columns, .* there are 2/],
        ["1,2,3\n4,5,6\n7,8,9", /two classes/],
      ]) {
        await paste(page, wrong);
        await page.locator("#csv-error").filter({ hasText: message }).waitFor();
        assert.match(page.url(), /data=own/);
      }
      // a megabyte, as a user pastes it: the field takes the start
      await page.evaluate(() => navigator.clipboard.writeText("0.5,1,0\n1,0.5,1\n".repeat(62_500)));
      await page.getByLabel("Paste CSV").fill("");
      await page.getByLabel("Paste CSV").press("Control+V");
      await button(page, "Use these points").click();
      await until(async () => /2000 points were taken/.test(await text(page, "#own-note")), "2000 points");
      // a file longer than what is read ends within a line
      const file = points => page.getByLabel("Or drop a CSV file")
        .setInputFiles({ name: "points.csv", mimeType: "text/csv", buffer: Buffer.from(points) });
      await file(Array.from({ length: 1500 }, (_, i) => `${"0".repeat(90)}1,2,${i % 2}\n`).join(""));
      await until(async () => await text(page, "#own-note") === "The first 1041 points were taken.", "the points before the limit");
      await file("1,2,0\n2,1,1\n1,1,0");
      await until(async () => await text(page, "#own-note") === "3 points were taken.", "the points of the file");
    },
  },
  {
    name: "points are drawn with the mouse and typed, and are in the address",
    at: "#1/network?data=own",
    async run(page) {
      const count = async () => Number((await text(page, "#own-note")).split(" ")[0]);
      assert.ok(await button(page, "Train").isDisabled(), "there are no points yet");
      const pens = page.getByRole("group", { name: "Draw points" }).getByRole("button");
      await pens.nth(0).click();
      const box = await page.locator("#plane").boundingBox();
      await page.mouse.move(box.x + 50, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 150, box.y + 60, { steps: 10 });
      await page.mouse.up();
      await until(async () => await count() > 3, "points");
      const drawn = await count();
      await pens.nth(1).click();
      await page.getByLabel("x", { exact: true }).fill("1");
      await button(page, "Add").click();
      await until(async () => await count() === drawn + 1, "the point that was typed");
      await page.waitForURL(/points=/);
      await page.reload();
      await page.locator("html[data-ready]").waitFor();
      assert.equal(await count(), drawn + 1);
      await trainUntil(page, 10);
      assert.ok(await loss(page, "training") < 5);
    },
  },
  {
    name: "a number out of its range is not taken, and the field has the one before",
    at: "#1/network?data=own&batch=10",
    async run(page) {
      const shown = label => page.getByLabel(label, { exact: true });
      assert.equal(await page.getByLabel("Batch").evaluate(list => list.selectedOptions[0]?.textContent), "10", "of the link");
      for (const wrong of ["-5", "1000000", "1.5"]) {
        await shown("Seed").fill(wrong);
        await shown("Seed").press("Tab");
        await until(async () => await shown("Seed").inputValue() === "1", `the seed before ${wrong}`);
      }
      await page.getByRole("group", { name: "Draw points" }).getByRole("button").nth(0).click();
      await shown("x").fill("100");
      await button(page, "Add").click();
      await until(async () => await text(page, "#own-note") === "There is no such place: x goes from −2 to 2, y from −2 to 2.", "the range");
      assert.doesNotMatch(page.url(), /points=/);
    },
  },
  {
    name: "a model that was saved comes back, and a file that is none shows an error and nothing else",
    at: "#1/network?layers=5.ReLU,3.sin&val=0",
    async run(page) {
      await trainUntil(page, 20);
      const trained = await loss(page, "training"), open = page.getByLabel("Open a model");
      for (const [name, file] of [["Save JSON", "model.json"], ["Save safetensors", "model.safetensors"]]) {
        const buffer = await fileOf(page, name);
        await button(page, "Step").click();
        await until(async () => await loss(page, "training") !== trained, "another loss");
        await open.setInputFiles({ name: file, mimeType: "application/octet-stream", buffer });
        await reached(page, 0);
        await until(async () => await loss(page, "training") === trained, "the same loss, bit by bit");
        await page.reload();
        await page.locator("html[data-ready]").waitFor();
        assert.equal(await loss(page, "training"), trained, "its weights are in the address");
      }
      const good = await fileOf(page, "Save JSON"), error = page.locator("#import-error");
      for (const wrong of ["{}", "", "{", "<script>alert(1)</script>", "[1e999]", "x".repeat(1_000_000), `{"a":${"[".repeat(50_000)}`]) {
        await open.setInputFiles({ name: "model.json", mimeType: "application/json", buffer: good });
        await error.waitFor({ state: "detached" });
        await open.setInputFiles({ name: "model.json", mimeType: "application/json", buffer: Buffer.from(wrong) });
        await error.waitFor();
        assert.equal(await loss(page, "training"), trained);
      }
    },
  },
  {
    name: "the C# has the steps of the page",
    at: "#1/network",
    async run(page) {
      await trainUntil(page, 5);
      await button(page, "C#").click();
      assert.ok((await text(page, "#network-code")).includes(`step < ${await steps(page)};`));
    },
  },
  {
    name: "dead ReLUs are marked",
    at: `#1/network?layers=2.ReLU&w=${Buffer.from(new Float64Array([0, 0, -1, 0, 0, 1, 1, 1, 0]).buffer).toString("base64url")}`,
    async run(page) {
      await page.locator(".neuron.dead").waitFor();
      assert.deepEqual(await page.locator(".neuron").evaluateAll(all => all.map(one => one.ariaLabel)),
        ["Layer 1, neuron 1, ReLU, dead: it answers 0 to every point", "Layer 1, neuron 2, ReLU"]);
    },
  },
  {
    name: "the page answers while it trains",
    at: "#1/network?n=200&val=0",
    async run(page) {
      let perSecond = 0;
      const block = await longestBlock(page, async () => {
        await button(page, "Train").click();
        await until(async () => await steps(page) > 600, "600 steps", 60);
        const [start, from] = [performance.now(), await steps(page)];
        await page.waitForTimeout(1500);
        perSecond = 1000 * (await steps(page) - from) / (performance.now() - start);
        await button(page, "Pause").click();
      });
      console.log(`        ${perSecond.toFixed(0)} steps a second, blocked for ${block.toFixed(0)} ms at most`);
      assert.ok(block < MaxBlock, `blocked for ${block} ms`);
    },
  },
];
