// A new user has a pod in ImagePullBackOff.

import { chooseRelease, expect, testInOnePage as test } from "./playground.js";

const answer = (page) => page.locator(".answer[role=status]");
const pasted = (page) => page.getByRole("textbox", { name: /Paste the output/ });

test("after the fix the next attempt is told, with its bounds", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?preset=next-attempt`);
  await expect(answer(page)).toContainText("You fix it after 6 m 40 s. The kubelet retries at 10 m 58 s, 4 m 18 s later");
  await expect(answer(page)).toContainText("A new pod would pull at once");
  await expect(page.getByRole("row").last()).toContainText("pulled");
  await expect(page.getByRole("region", { name: "The timeline" }).getByRole("img")).toHaveCount(4);
  await page.getByRole("button", { name: "Re-roll jitter" }).click();
  await expect(answer(page)).not.toContainText("10 m 58 s");
  await expect(page).toHaveURL(/fixed=400&seed=1$/);
});

test("the moment of the fix is dragged, and can be never", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/back-off?image=nginx:1.99`);
  const slider = page.getByRole("slider", { name: "Fixed after" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(answer(page)).toContainText("that pull succeeds");
  await page.keyboard.press("End");
  await expect(answer(page)).toContainText("You fix it after 20 m 0 s");
  await page.getByLabel("Fixed after, s").fill("60");
  await expect(answer(page)).toContainText("You fix it after 1 m 0 s");
  await page.getByRole("checkbox").uncheck();
  await expect(answer(page)).toContainText("after that, forever");
  await expect(page).toHaveURL(/fixed=never/);
  await page.reload();
  await expect(page.getByRole("checkbox")).not.toBeChecked();
});

test("status, phase and state are told apart", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?preset=pending-or-back-off`);
  const card = page.locator(".card", { hasText: "What you see after" });
  await expect(card).toContainText("kubectl get pod STATUSImagePullBackOff");
  await expect(card).toContainText("status.phasePending");
  await expect(card).toContainText("waiting: ImagePullBackOff");
  await expect(card).toContainText('Back-off pulling image "ghcr.io/acme/api:v2": ErrImagePull');
  await chooseRelease(page, "1.31");
  await expect(card).not.toContainText('"ghcr.io/acme/api:v2": ErrImagePull');
  await expect(card.getByRole("link", { name: "source" }).first()).toHaveAttribute("href", /printers\.go$/);
});

test("pasted events lead to the cause, the next attempt and the remedy", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await pasted(page).fill('  Warning  Failed  1s  kubelet  Failed to pull image "a": pull QPS exceeded');
  const cause = page.locator(".cause");
  await expect(cause).toContainText("The kubelet started too many pulls at once");
  await expect(cause.locator("mark")).toHaveText("pull QPS exceeded");
  await expect(cause).toContainText("Next retry");
  await expect(cause.getByRole("link", { name: "source" })).toHaveAttribute("href", /helpers\.go$/);
  await expect(page).not.toHaveURL(/QPS/);
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.getByRole("link", { name: "Diagnose", exact: true }).click();
  await expect(pasted(page)).toHaveValue(/pull QPS exceeded/);
  await pasted(page).fill("all is well");
  await expect(page.getByText("No known cause found in the text.")).toBeVisible();
});

test("an example of events brings its text, and a name that cannot be parsed has no back-off", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?preset=events-not-found`);
  await expect(page.locator(".cause")).toContainText("The registry doesn't have the image");
  await expect(page.locator(".cause")).toContainText("52 to 68 s after this text was printed");
  await page.getByRole("combobox", { name: "Example" }).selectOption("events-invalid-name");
  await expect(pasted(page)).toHaveValue(/InvalidImageName/);
  await expect(answer(page)).toContainText("there is no back-off");
});

test("every example answers", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toBeVisible();
  const options = await example.getByRole("option").evaluateAll((all) => all.map((option) => option.value));
  const slugs = options.filter(Boolean);
  expect(slugs).toContain("how-often");
  for (const slug of slugs) {
    await example.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`#/back-off\\?preset=${slug}$`));
    await expect(answer(page)).not.toBeEmpty();
  }
});

test("a link with what cannot be says so and shows the rest", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?image=nginx&fixed=soon&containers=2`);
  await expect(page.getByRole("alert")).toContainText("fixed");
  await expect(page.getByLabel("Containers with this image")).toHaveValue("2");
  await page.goto("about:blank");
  await page.goto(`${site}#/back-off?preset=moon`);
  await expect(page.getByRole("alert")).toContainText("moon");
});

test("a mebibyte of anything is taken", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  for (const text of ["\u{1F600}".repeat(1000), ": not found".repeat(90_000), "x509: ".repeat(170_000)]) {
    await pasted(page).fill(text);
    await expect(pasted(page)).toHaveValue(text);
  }
  await expect(page.locator(".cause")).toContainText("certificate");
});
