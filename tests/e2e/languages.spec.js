// A new user reads Korean.

import { chooseLanguage, expect, test as testInOwnPage, testInOnePage as test, viewIsOpen } from "./playground.js";
import { unfold } from "./unfold.js";

const views = {
  "#/name?image=ghcr.io/Acme/Api:v1": "이미지 이름",
  "#/policy?preset=latest-then-v1": "풀 정책",
  "#/pulls?preset=small-behind-huge": "풀",
  "#/back-off?preset=events-not-found": "파드 진단",
  "#/credentials?preset=hub-key": "이미지의 자격 증명",
  "#/credentials?preset=ecr-token-12h": "이미지의 자격 증명",
  "#/name?image=busybox%0Anginx:%20%0Asha256:1": "이미지 이름",
  "#/pulls?preset=refused-configuration": "풀",
  "#/pulls?preset=pull-qps-exceeded": "풀",
  "#/name?preset=image-id-differs": "이미지 이름",
  "#/use-cases?case=public-images": "안내",
  "#/use-cases?case=private-images": "안내",
  "#/use-cases?case=tighter-control": "안내",
  "#/use-cases?case=many-tenants": "안내",
  "#/manifest?preset=helm-output-many": "매니페스트의 이미지",
  "#/manifest?preset=space-in-template": "매니페스트의 이미지",
  "#/platforms?preset=child-digest-pinned": "이미지의 플랫폼",
  "#/platforms?preset=nested-index": "이미지의 플랫폼",
};

/** What stands there in the words of a machine: the kubelet's, field names, commands, what was typed. */
const machine = "code, .code, kbd, textarea, input, select, script, style, svg, .copy, [lang=en]";

/** Runs of at least three English words outside of all that. */
function englishSentences(page) {
  return page.evaluate((machine) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement.closest(machine) || parentElement.closest("[hidden]")) continue;
      if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(textContent)) found.push(textContent);
    }
    const labels = document.querySelectorAll("[aria-label], [title], [alt], input[placeholder]");
    for (const element of labels) {
      if (element.closest("[hidden], [lang=en]")) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const label = element.getAttribute(name) ?? "";
        if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(label)) found.push(`${name}: ${label}`);
      }
    }
    return found;
  }, machine);
}

for (const [fragment, heading] of Object.entries(views)) {
  test(`${fragment} is all Korean`, async ({ page, site }) => {
    await page.goto(`${site}${fragment}&lang=ko`);
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
    await expect(page.getByRole("heading", { name: heading }).first()).toBeAttached();
    await viewIsOpen(page);
    await unfold(page);
    expect(await englishSentences(page)).toEqual([]);
  });
}

testInOwnPage("the language is chosen, is kept, and counts more than the one of the link", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox&lang=ko`);
  const language = page.locator("header select", { has: page.locator("option[lang=ko]") });
  await expect(language).toHaveValue("ko");
  await expect(page.getByRole("status")).toContainText("docker.io/library/busybox:latest");
  await chooseLanguage(page, "en");
  await expect(page.getByRole("status")).toContainText("every time the container starts");
  await expect(page).toHaveURL(/#\/name\?image=busybox$/);
  await chooseLanguage(page, "ko");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page).toHaveTitle("이미지 이름 - Imagepull");
});

testInOwnPage("a view that is open changes its language and loses nothing", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const pasted = page.locator("textarea").last();
  await pasted.fill('Failed to pull image "a": pull QPS exceeded');
  await expect(page.locator(".cause")).toContainText("More pulls at once than the kubelet allows");
  await chooseLanguage(page, "ko");
  await expect(page.locator(".cause")).toContainText(/[가-힣]/);
  await expect(pasted).toHaveValue(/pull QPS exceeded/);
  expect(await englishSentences(page)).toEqual([]);
});

testInOwnPage("runs that are played go on in another language, at the speed that was chosen", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=small-behind-huge`);
  await page.getByRole("combobox", { name: "Speed" }).selectOption("0.25");
  await page.getByRole("button", { name: "Play" }).click();
  await chooseLanguage(page, "ko");
  await expect(page.getByRole("status").first()).toContainText(/[가-힣]/);
  await expect(page.getByRole("button", { name: "일시 정지" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "속도" })).toHaveValue("0.25");
});

testInOwnPage("what is wrong with a scenario is said in the language of the moment", async ({ page, site }) => {
  await page.goto(`${site}#/pulls?preset=two-pods`);
  await page.getByText("Edit the scenario").click();
  await page.getByRole("button", { name: "JSON" }).click();
  await page.locator("#scenario-json").fill("{");
  await expect(page.locator("#scenario-json-problem")).toContainText("Line 1");
  await chooseLanguage(page, "ko");
  await expect(page.locator("#scenario-json-problem")).toContainText("1행");
  await expect(page.locator("#scenario-json")).toHaveValue("{");
});

testInOwnPage("a language that was turned down stays so on the way back", async ({ page, site }) => {
  await page.goto(`${site}#/name?image=busybox&lang=ko`);
  await page.getByRole("link", { name: "풀 정책" }).click();
  await chooseLanguage(page, "en");
  await page.goBack();
  await expect(page.getByLabel("Image names, one per line")).toHaveValue("busybox");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test.describe("a browser in Korean", () => {
  test.use({ locale: "ko-KR" });

  testInOwnPage("opens the page in Korean", async ({ page, site }) => {
    await page.goto(site);
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
    await page.goto(`${site}#/name?image=busybox&lang=en`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});
