import { chromium } from "playwright-core";

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Starts a Chromium that asks nobody for anything. */
export const launch = executablePath => chromium.launch({ executablePath, args, timeout: 30_000 });
