/** The text of the one element of a selector. */
export const text = (page, selector) => page.locator(selector).evaluate(element => element.textContent);

/** The button of a name. */
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Loads the page again from its address, as a user who has the link. */
export async function reload(page) {
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
}

/** Calls a function until it returns true, for at most some seconds. */
export async function until(isTrue, what, seconds = 20) {
  const end = Date.now() + 1000 * seconds;
  while (!await isTrue()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} seconds: ${what}`);
    await new Promise(later => setTimeout(later, 50));
  }
}

/** A page that is blocked for so many milliseconds does not answer. Shorter times are only printed: this machine may be busy. */
export const MaxBlock = 5000;

/** Runs an action, and returns how long the page was blocked at most meanwhile, in milliseconds; 0 for less than 50. */
export async function longestBlock(page, action) {
  await page.evaluate(() => {
    window.longest = 0;
    window.watching = new PerformanceObserver(list => {
      for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
    });
    window.watching.observe({ type: "longtask" });
  });
  await action();
  return page.evaluate(() => {
    window.watching.disconnect();
    return window.longest;
  });
}
