// Every story runs on a narrow and a wide screen, in light and in dark.

import { defineConfig } from "@playwright/test";

const widths = [360, 1280];
const colorSchemes = ["light", "dark"];

// None is about how the page looks.
const onceOnly = ["ahead.spec.js", "anything.spec.js", "crash.spec.js", "embed-messages.spec.js", "hosting.spec.js", "offline.spec.js", "typing.spec.js"];

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  use: {
    // A story sees what the server sends; those about the service worker allow it.
    serviceWorkers: "block",
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
  projects: widths.flatMap((width) =>
    colorSchemes.map((colorScheme) => ({
      name: `${width} ${colorScheme}`,
      testIgnore: [
        // What is about the width brings its own.
        ...(width === widths[0] ? ["narrow.spec.js"] : []),
        ...(width === 1280 && colorScheme === "light" ? [] : onceOnly),
      ],
      use: { viewport: { width, height: 800 }, colorScheme },
    })),
  ),
});
