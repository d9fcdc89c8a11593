// A story runs once, on a wide screen in light. What differs where there is little room runs on a phone in dark
// as well; how the pages look is the matter of looks.spec.js, which brings its own screens and themes.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // How fast the page is is measured, not tested: a busy machine takes its time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    // A story sees what the server sends; those about the service worker allow it.
    serviceWorkers: "block",
    // Nothing plays by itself; a story about what moves asks for it.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      // `cargo xtask` says which browser it found; Playwright downloads none.
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "wide", use: { viewport: { width: 1280, height: 800 }, colorScheme: "light" } },
    { name: "phone", grep: /@phone/, use: { viewport: { width: 360, height: 800 }, colorScheme: "dark" } },
  ],
});
