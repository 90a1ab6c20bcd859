/** The text of the one element of a selector. */
export const text = (page, selector) => page.locator(selector).evaluate(element => element.textContent);

/** The button of a name. */
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Calls a function until it returns true, for at most some seconds. */
export async function until(isTrue, what, seconds = 20) {
  const end = Date.now() + 1000 * seconds;
  while (!await isTrue()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} seconds: ${what}`);
    await new Promise(later => setTimeout(later, 50));
  }
}
