// A new user has a pod in ImagePullBackOff.

import { longCards, longHeadlines } from "./layout.js";
import { chooseRelease, expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";

const answer = (page) => page.locator(".answer[role=status]");
const nextPull = (page) => page.locator(".next-pull").getByRole("heading");
const details = (page) => page.locator(".besides");
const pasted = (page) => page.getByRole("textbox", { name: /Paste the output/ });

test("after the fix the next attempt is told, with its bounds", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?preset=next-attempt`);
  await expect(answer(page)).toHaveText("The kubelet retries 4\u00a0m\u00a018\u00a0s after your fix; a new pod would pull at once.");
  await expect(details(page)).toContainText("You fix it after 6 m 40 s, and the retry starts at 10 m 58 s.");
  await expect(page.getByRole("row").last()).toContainText("pulled");
  await expect(page.getByRole("region", { name: "The timeline" }).getByRole("img")).toHaveCount(4);
  await page.getByRole("button", { name: "Re-roll jitter" }).click();
  await expect(details(page)).not.toContainText("10 m 58 s");
  await expect(page).toHaveURL(/fixed=400&seed=1$/);
});

test("the moment of the fix is dragged, and can be never", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/back-off?image=nginx:1.99`);
  const slider = page.getByRole("slider", { name: "Fixed after" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(answer(page)).toContainText("that pull succeeds");
  await page.keyboard.press("End");
  await expect(details(page)).toContainText("You fix it after 20 m 0 s");
  await page.getByLabel("Fixed after, s").fill("60");
  await expect(details(page)).toContainText("You fix it after 1 m 0 s");
  await page.getByRole("checkbox").uncheck();
  await expect(details(page)).toContainText("after that, forever");
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
  await card.getByText("Why").click();
  await expect(card.getByRole("link", { name: "source" }).first()).toHaveAttribute("href", /printers\.go$/);
});

test("pasted events lead to the cause, the next attempt and the remedy", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await pasted(page).fill('  Warning  Failed  1s  kubelet  Failed to pull image "a": pull QPS exceeded');
  const cause = page.locator(".cause");
  await expect(cause.getByRole("heading")).toHaveText("More pulls at once than the kubelet allows: a has to wait.");
  await expect(cause.locator("mark")).toHaveText("pull QPS exceeded");
  await expect(nextPull(page)).toHaveText("Next retry in 9 s to 25 s");
  await cause.getByText("Why").click();
  await expect(cause.getByRole("link", { name: "source" })).toHaveAttribute("href", /helpers\.go$/);
  await expect(page).not.toHaveURL(/QPS/);
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.getByRole("link", { name: "Diagnose", exact: true }).click();
  await expect(pasted(page)).toHaveValue(/pull QPS exceeded/);
  await pasted(page).fill("all is well");
  await expect(page.getByText("No known cause found in the text.")).toBeVisible();
});

/** `kubectl describe pod` of a pod whose image fails with an error. */
const described = (error) => `Name:             web-7d4b9c8f6d-x7k2p
Namespace:        shop
Node:             node-1/10.0.0.4
Containers:
  app:
    Image:          registry.example.com/team/shop:1.4.0
    State:          Waiting
      Reason:       ImagePullBackOff
Events:
  Type     Reason     Age                 From               Message
  ----     ------     ----                ----               -------
  Normal   Scheduled  2m9s                default-scheduler  Successfully assigned shop/web-7d4b9c8f6d-x7k2p to node-1
  Normal   Pulling    38s (x4 over 2m9s)  kubelet            Pulling image "registry.example.com/team/shop:1.4.0"
  Warning  Failed     37s (x4 over 2m8s)  kubelet            Failed to pull image "registry.example.com/team/shop:1.4.0": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/team/shop:1.4.0": failed to resolve image: ${error}
  Warning  Failed     37s (x4 over 2m8s)  kubelet            Error: ErrImagePull
  Normal   BackOff    12s (x6 over 2m8s)  kubelet            Back-off pulling image "registry.example.com/team/shop:1.4.0"
`;
const NOT_FOUND = described("registry.example.com/team/shop:1.4.0: not found");

for (const [error, headline, command] of [
  [": not found", "registry.example.com doesn't have team/shop:1.4.0.", "crane ls registry.example.com/team/shop"],
  [
    ": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    "registry.example.com denied access to team/shop:1.4.0.",
    "kubectl get pod web-7d4b9c8f6d-x7k2p -n shop -o jsonpath='{.spec.imagePullSecrets}'",
  ],
  [
    ': failed to do request: Head "https://mirror.example.com:8443/v2/team/shop/manifests/1.4.0": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "The node doesn't trust the certificate of mirror.example.com:8443.",
    "openssl s_client -connect mirror.example.com:8443 -showcerts </dev/null",
  ],
]) {
  test(`a described pod shows cause, command and the next retry on the first screen: ${headline}`, { tag: "@phone" }, async ({ page, site }) => {
    await page.goto(`${site}#/back-off`);
    await pasted(page).fill(described(`registry.example.com/team/shop:1.4.0${error}`));
    const cause = page.locator(".cause");
    await expect(cause.getByRole("heading")).toHaveText(headline);
    await expect(cause.locator(".place")).toContainText("shop/web-7d4b9c8f6d-x7k2p · app");
    await expect(cause.locator(".command code").first()).toHaveText(command);
    await expect(nextPull(page)).toHaveText("Next retry in 43 s to 59 s");
    for (const part of [cause.getByRole("heading"), cause.locator(".command").first(), nextPull(page)]) {
      const { y, height } = await part.boundingBox();
      expect(y, "its top").toBeGreaterThanOrEqual(0);
      expect(y + height, "its end").toBeLessThanOrEqual(800);
    }
  });
}

test("the pulls so far and the window of the next are drawn, with what else can be done", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await pasted(page).fill(NOT_FOUND);
  const timeline = page.locator(".own-timeline").getByRole("img");
  await expect(timeline).toHaveAccessibleName(/^pull 1 failed 2\sm\s8\ss ago; .*pull 4 failed 37\ss ago; Next retry in 43\ss to 59\ss$/);
  const ways = page.locator(".pasted .ways-out");
  await expect(ways).toContainText("WaitNext retry in 43 s to 59 s");
  await expect(ways).toContainText("Restart the kubeletAt once.");
  await ways.getByText("Why").click();
  await expect(ways).toContainText("Restart the kubelet: Clears back-off for every pod on the node");
  await expect(page.getByRole("heading", { name: "The timeline" }), "a timeline of no pod").toBeHidden();
  await expect(page.locator(".marked-field mark")).toHaveText("failed to resolve image: registry.example.com/team/shop:1.4.0: not found");
});

test("several pods are a list to choose from", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const row = (pod, image, error) => `shop  24s (x3 over 74s)  Warning  Failed  pod/${pod}  Failed to pull image "${image}": ${error}`;
  const rows = [row("web-0", "ghcr.io/acme/api:v2", "unexpected status: 401 Unauthorized"), row("worker-0", "acme/worker:v1", "no match for platform in manifest")];
  await pasted(page).fill(rows.join("\n"));
  const choices = page.locator(".pull-list").getByRole("button");
  await expect(choices).toHaveCount(2);
  await expect(page.locator(".cause")).toContainText("ghcr.io denied access to acme/api:v2.");
  await choices.last().click();
  await expect(choices.last()).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".cause")).toContainText("acme/worker:v1 has no variant for the node's platform.shop/worker-0");
  await expect(page.locator(".marked-field mark")).toHaveText("no match for platform in manifest");
  await page.getByRole("link", { name: "Which platform a node selects" }).click();
  await expect(page).toHaveURL(/#\/platforms\?.*image=acme\/worker:v1/);
  await page.goBack();
  await expect(pasted(page)).toHaveValue(/worker-0/);
  await expect(page).not.toHaveURL(/worker/);
});

test("a Secret and a manifest in the same text are compared with the events", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const objects = `apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: default}
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: ${Buffer.from('{"auths":{"ghcr.io":{"auth":"YTpodW50ZXIy"}}}').toString("base64")}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  imagePullSecrets: [{name: regcred}]
  containers: [{name: app, image: "registry.example.com/team/shop:1.4.0"}]
`;
  await pasted(page).fill(described("unexpected status: 401 Unauthorized") + objects);
  await expect(page.locator(".said .remarks")).toContainText("The Secret regcred is in the namespace default, the pod in shop.");
  await expect(page.locator(".said .remarks")).toContainText("No key of the Secret regcred matches the image");
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  const ticket = await page.evaluate(() => navigator.clipboard.readText());
  expect(ticket).toContain("### EVT002");
  expect(ticket).toContain("is in the namespace default");
  expect(ticket).not.toMatch(/hunter2|YTpodW50ZXIy/);
  await page.getByRole("button", { name: "Open the manifest in this text" }).click();
  await expect(page).toHaveURL(/#\/manifest/);
});

test("a text about something else says what it is about, and where that is documented", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await page.getByRole("link", { name: "Not an image problem" }).click();
  const remark = page.locator(".said .remarks");
  await expect(remark).toContainText("This is about a failing probe, not about an image.");
  await expect(remark.getByRole("link", { name: "source" })).toHaveAttribute("href", /configure-liveness-readiness-startup-probes/);
  await expect(page.locator(".cause")).toHaveCount(0);
});

test("an example of events brings its text, and a name that cannot be parsed has no back-off", async ({ page, site }) => {
  await page.goto(`${site}#/back-off?preset=events-not-found`);
  await expect(page.locator(".cause").getByRole("heading")).toHaveText("ghcr.io doesn't have acme/api:v2.");
  await expect(page.locator(".next-pull")).toContainText("52 s to 1 m 8 s after this text was printed");
  await page.getByRole("link", { name: "Invalid image name" }).click();
  await expect(pasted(page)).toHaveValue(/InvalidImageName/);
  await expect(page.locator(".next-pull")).toContainText("there is no back-off");
  await expect(page.locator(".pasted .ways-out")).toHaveCount(0);
});

test("an example takes the place of a text, which comes back; a text that is changed is no example", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  await pasted(page).fill(NOT_FOUND);
  await page.getByRole("link", { name: "Rate limit" }).click();
  await expect(page.locator(".cause").getByRole("heading")).toHaveText("The rate limit of docker.io is reached.");
  await page.goBack();
  await expect(pasted(page)).toHaveValue(NOT_FOUND);
  await page.goForward();
  await expect(pasted(page)).toHaveValue(/toomanyrequests/);
  await pasted(page).fill(NOT_FOUND);
  await expect(page).not.toHaveURL(/preset/);
  await expect(pasted(page)).toHaveValue(NOT_FOUND);
});

test("every example answers at one look", async ({ page, site }) => {
  await page.goto(`${site}#/back-off`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toBeVisible();
  const options = await example.getByRole("option").evaluateAll((all) => all.map((option) => option.value));
  const slugs = options.filter(Boolean);
  expect(slugs).toContain("how-often");
  for (const slug of slugs) {
    await page.goto(`${site}#/back-off?preset=${slug}`);
    await expect(slug.startsWith("events-") ? page.locator(".said") : answer(page)).not.toBeEmpty();
    expect(await longHeadlines(page), slug).toEqual([]);
    expect(await longCards(page), slug).toEqual([]);
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

test.describe("what reads a text", () => {
  test.use({ expectedErrors: [/ERR_FAILED|Failed to fetch/] });

  testInOwnPage("can be asked for again where it does not load", async ({ page, site }) => {
    const part = "**/explain_pasted-*.wasm";
    await page.route(part, (route) => route.abort());
    await page.goto(`${site}#/back-off`);
    await pasted(page).fill(NOT_FOUND);
    await expect(page.getByRole("alert")).toContainText("didn’t load");
    await expect(pasted(page)).toHaveValue(/ImagePullBackOff/);
    await page.unroute(part);
    await page.getByRole("alert").getByRole("button").click();
    await expect(page.locator(".cause").getByRole("heading")).toContainText("doesn't have team/shop:1.4.0");
  });
});
