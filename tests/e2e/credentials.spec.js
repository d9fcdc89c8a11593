// A new user asks which credentials the kubelet tries for an image, and why not the others.

import init, { matchCredentials } from "../../target/package/imagepull/imagepull.js";
import { chooseRelease, expect, test as testInOwnPage, testInOnePage as test } from "./playground.js";
import { unfold } from "./unfold.js";

const SECRET = "s3cret-in-no-place";
// Secrets are never fields of a form here: they only arrive in pasted texts.
const base64 = (text) => Buffer.from(text).toString("base64");
const auth = base64(`robot:${SECRET}`);
const configJson = (keys) => JSON.stringify({ auths: Object.fromEntries(keys.map((key) => [key, { auth, password: SECRET, identitytoken: SECRET }])) });

const image = (page) => page.getByLabel("Image, as written in the Pod spec");
const answer = (page) => page.locator(".answer");
const pasted = (page) => page.getByLabel("Paste or drop what you have");
const tried = (page) => page.locator(".tried ol > li");
const never = (page) => page.locator(".tried .never > li");

async function openForm(page) {
  await page.getByText(/^Edit \(keys/).click();
}

test("a GitLab group with three secrets: first, second, never, and why", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=gitlab-group-three-secrets`);
  await expect(answer(page)).toContainText("The kubelet tries 2 credentials: first registry.gitlab.example.com/group/project from Secret gitlab-project");
  await expect(tried(page)).toHaveText([/^tried first.*\/group\/project.*Secret gitlab-project/s, /^second.*\/group.*Secret gitlab-group/s]);
  await expect(never(page)).toHaveText([/^never.*other-group.*doesn't begin with the path/s]);
  await expect(never(page).locator("mark")).toHaveText("/other-group");
  await expect(never(page).getByRole("link", { name: "source" })).toHaveAttribute("href", /keyring\.go$/);
  await never(page).getByText("Part by part").click();
  await expect(never(page).getByRole("row", { name: /^path/ })).toContainText("✗ differs");
  await expect(never(page).getByRole("row", { name: /^host gitlab/ })).toContainText("✓ the same");
});

testInOwnPage("a config.json is taken apart, and what is secret in it is nowhere", async ({ page, site }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  await pasted(page).fill(configJson(["ghcr.io", "https://user:pw-" + SECRET + "@quay.io"]));
  await expect(page.getByText("Imported: the node’s config.json (keys: 2)")).toBeVisible();
  await expect(pasted(page)).toHaveValue("");
  await expect(answer(page)).toContainText("ghcr.io from the node’s config.json");
  await expect(tried(page)).toContainText("as robot");
  await expect(page).toHaveURL(/#\/credentials\?image=ghcr\.io\/acme\/api:v1&credentials=1\.[\w-]+$/);
  await openForm(page);

  const places = await page.evaluate(() => ({
    dom: document.documentElement.outerHTML + [...document.querySelectorAll("input, textarea")].map((field) => field.value).join("\n"),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    url: location.href,
  }));
  for (const [place, text] of Object.entries({ ...places, console: said.join("\n") })) {
    for (const secret of [SECRET, auth, base64(configJson(["ghcr.io"]))]) expect(text, place).not.toContain(secret);
  }
  // What is in the link is names and keys.
  await page.reload();
  await expect(answer(page)).toContainText("ghcr.io from the node’s config.json");
  await expect(page.locator(".tried")).not.toContainText("robot");
});

test.describe("what Share gives", () => {
  test("is what the package answers", async ({ page, site }) => {
    await init();
    const key = (key) => ({ auths: { [key]: { username: "joe", password: SECRET } } });
    const secret = (name, registry) => ({ name, type: "kubernetes.io/dockerconfigjson", data: { ".dockerconfigjson": JSON.stringify(key(registry)) } });
    const registry = "registry.gitlab.example.com";
    const expected = matchCredentials({
      image: `${registry}/group/project/app:v1`,
      kubernetes: "1.36",
      namespace: "default",
      pullSecrets: [
        secret("gitlab-group", `${registry}/group`),
        secret("gitlab-other-group", `${registry}/other-group`),
        secret("gitlab-project", `${registry}/group/project`),
      ],
    });
    // No address has the name of a user.
    for (const candidate of expected.candidates) candidate.username = null;
    await page.goto(`${site}#/credentials?preset=gitlab-group-three-secrets&kubernetes=1.36`);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Copy The answer as JSON/ }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: /^Copied The answer as JSON/ })).toBeVisible();
    const answer = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(answer)).toEqual(expected);
  });

  test("holds no secret either", async ({ page, site }) => {
    await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
    await pasted(page).fill(configJson(["ghcr.io"]));
    await expect(tried(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const menu = page.getByRole("dialog");
    await expect(menu.getByRole("button", { name: /Copy The answer as JSON/ })).toBeVisible();
    const buttons = await menu.getByRole("button", { name: /^Copy/ }).allInnerTexts();
    const what = buttons.map((name) => name.replace(/\s+/g, " ").replace(/^Copy /, "").trim());
    expect(what.length).toBeGreaterThan(4);
    for (const name of what) {
      await menu.getByRole("button", { name: `Copy ${name}`, exact: true }).click();
      await expect(menu.getByRole("button", { name: `Copied ${name}`, exact: true })).toBeVisible();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).not.toBe("");
      for (const secret of [SECRET, auth, "robot"]) expect(text).not.toContain(secret);
    }
  });
});

test("Secrets, a ServiceAccount and a Pod become entries", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=hub-key`);
  await pasted(page).fill(`kind: Pod
metadata: { name: web, namespace: team-a }
spec:
  imagePullSecrets: [{ name: registry-login }, { name: gone }]
  containers: [{ name: c, image: "registry.example.com/acme/api:v1" }, { name: d, image: "ghcr.io/acme/side:v1" }]
---
kind: Secret
metadata: { name: registry-login, namespace: team-a }
type: kubernetes.io/dockerconfigjson
data: { .dockerconfigjson: ${base64(configJson(["registry.example.com"]))} }
`);
  await expect(image(page)).toHaveValue("registry.example.com/acme/api:v1");
  await expect(tried(page)).toHaveText([/registry\.example\.com.*Secret registry-login/s]);
  // What was an example is gone.
  await expect(page.locator(".tried")).not.toContainText("docker-hub");
  await expect(page.getByText("Unable to retrieve some image pull secrets (gone)")).toBeVisible();
  await page.getByRole("button", { name: "ghcr.io/acme/side:v1" }).click();
  await expect(image(page)).toHaveValue("ghcr.io/acme/side:v1");
  await expect(never(page)).toContainText("registry-login");
});

test("without an image nothing is said of one, and one that a key is for is offered", async ({ page, site }) => {
  await page.goto(`${site}#/credentials`);
  await pasted(page).fill("kubectl create secret docker-registry ghcr --docker-server=ghcr.io --docker-username=joe --docker-password=" + SECRET);
  await expect(answer(page)).toHaveText("Which image? Enter its name to see which credentials the kubelet tries.");
  await page.getByRole("button", { name: "ghcr.io/acme/app" }).click();
  await expect(tried(page)).toContainText("Secret ghcr");
});

test("a workload alone says which Secret is missing, and what is for another view leads there", async ({ page, site }) => {
  await page.goto(`${site}#/credentials`);
  const pod = (name, secrets, image) => `kind: Pod\nmetadata: { name: ${name} }\nspec:\n  imagePullSecrets: ${secrets}\n  containers: [{ name: a, image: ${image} }]\n`;
  await pasted(page).fill(`${pod("shop", "[{ name: ghcr }]", "ghcr.io/acme/shop:1")}---\n${pod("dump", "[]", "postgres:17")}`);
  await expect(answer(page)).toHaveText("The Pod uses the Secret ghcr: paste it too. Without it, ghcr.io/acme/shop is pulled anonymously.");
  await pasted(page).fill("apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxParallelImagePulls: 4\n");
  await expect(page.locator(".paste .elsewhere")).toContainText("This is a KubeletConfiguration.");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("button", { name: "Open in Pulls" }).click();
  await expect(page).toHaveURL(/#\/pulls/);
});

test("what cannot be read stays, with its values masked and its place named", async ({ page, site }) => {
  await page.goto(`${site}#/credentials`);
  await pasted(page).fill(`kind: Secret\nmetadata: { name: a }\nstringData:\n  password: ${SECRET}\n---\nkind: [`);
  await expect(page.getByRole("alert")).toContainText("Part of the text couldn’t be read");
  await expect(pasted(page)).toHaveValue(/password: •+/);
  await expect(pasted(page)).not.toHaveValue(new RegExp(SECRET));
  await expect(page.locator(".paste .remarks")).toContainText("Line 6");
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await page.goBack();
  await expect(pasted(page)).toHaveValue(/kind: \[/);
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(pasted(page)).toHaveValue("");
});

test("a typed text is masked while it is typed, and read when asked", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  await pasted(page).pressSequentially('{"auths":{"ghcr.io":{"username":"joe","password":"abc');
  await expect(pasted(page)).toHaveValue(/"password":"•+$/);
  await pasted(page).pressSequentially('"}}}');
  await page.getByRole("button", { name: "Import" }).click();
  await expect(tried(page)).toContainText("as joe");
});

test("the focus goes on to the answer, and from what was taken away to what is beside it", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  await pasted(page).pressSequentially('{"auths":{"ghcr.io":{},"quay.io":{}}}');
  await page.getByRole("button", { name: "Import" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "In this order" })).toBeFocused();

  await openForm(page);
  const remove = (name) => page.getByRole("button", { name: `Remove ${name}`, exact: true });
  await remove("ghcr.io").focus();
  await page.keyboard.press("Enter");
  await expect(remove("ghcr.io")).toHaveCount(0);
  await expect(remove("quay.io")).toBeFocused();
  await page.keyboard.press("Enter");
  const node = page.getByRole("group", { name: "Keys of The node’s config.json" });
  await expect(node.getByRole("button", { name: "Add a key" })).toBeFocused();

  for (let count = 0; count < 2; count += 1) await page.getByRole("button", { name: "Add a Secret" }).click();
  await remove("secret-2").focus();
  await page.keyboard.press("Enter");
  await expect(remove("secret-1")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Add a Secret" })).toBeFocused();
});

test("what the kubelet does in the end is said once beside the sentence", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=gitlab-group-three-secrets`);
  await expect(page.locator(".tried")).toContainText("there is no anonymous attempt");
  await expect(page.locator("main")).not.toContainText("they are tried in order");
});

test("what is one’s own comes back after an example", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  await pasted(page).fill(configJson(["ghcr.io"]));
  await expect(tried(page)).toContainText("as robot");
  const example = page.getByRole("combobox", { name: "Example" });
  await example.selectOption("hub-key");
  await expect(page.locator(".tried")).not.toContainText("ghcr.io");
  await example.selectOption("");
  await expect(image(page)).toHaveValue("ghcr.io/acme/api:v1");
  await expect(tried(page)).toContainText("as robot");
});

testInOwnPage("the secrets of commands are masked while they are typed", async ({ page, site }) => {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  for (const [before, after] of [
    ["docker login -u joe -p ", " ghcr.io"],
    ["kubectl create secret docker-registry a --docker-password=", ""],
    ["curl -u joe:", " x"],
    ["Basic ", ""],
    ["Authorization: ", ""],
    ["passwd: ", ""],
  ]) {
    await pasted(page).fill("");
    await pasted(page).pressSequentially(before + SECRET + after);
    await expect(pasted(page)).toHaveValue(`${before}••••••${after}`);
    await pasted(page).fill("");
    await pasted(page).fill(`${before}${SECRET}${after}`);
    // What is pasted is imported where it is known.
    await expect(pasted(page)).toHaveValue(/ login | create secret /.test(before) ? "" : `${before}••••••${after}`);
    const places = await page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), location.href]);
    for (const text of [...places, ...said]) expect(text).not.toContain(SECRET);
  }
  await pasted(page).fill("");
  await pasted(page).pressSequentially(`Authorization: Bearer ${SECRET}`);
  await expect(pasted(page)).toHaveValue(/^Authorization: ••+ ••+$/);
});

test("a configuration of providers is checked as the kubelet does", async ({ page, site }) => {
  const right = `apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
- name: ecr
  apiVersion: credentialprovider.kubelet.k8s.io/v1
  defaultCacheDuration: 12h
  matchImages:
  - "*.dkr.ecr.*.amazonaws.com"
`;
  await page.goto(`${site}#/credentials?image=123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/api:v1`);
  await pasted(page).fill(right.replace("  defaultCacheDuration: 12h\n", ""));
  await expect(page.locator(".paste .remarks")).toContainText("defaultCacheDuration");
  await expect(page.locator(".paste .remarks")).toContainText("Line ");
  await expect(pasted(page)).toHaveValue(/kind: CredentialProviderConfig/);
  await pasted(page).fill(right);
  await expect(page.getByText("Imported: credential provider ecr")).toBeVisible();
  await expect(pasted(page)).toHaveValue("");
  await openForm(page);
  await expect(page.getByLabel("matchImages")).toHaveValue("*.dkr.ecr.*.amazonaws.com");
});

test("files are dropped and chosen", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?image=ghcr.io/acme/api:v1`);
  const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByLabel("Open a file").setInputFiles([file("config.json", configJson(["ghcr.io"]))]);
  await expect(tried(page)).toHaveCount(1);
  await page.getByLabel("Open a file").setInputFiles([file("big.json", " ".repeat(2 ** 20 + 1))]);
  await expect(page.getByRole("alert")).toContainText("big.json is larger than 1 MiB");
  await expect(tried(page)).toHaveCount(1);
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], ".dockercfg"));
    return transfer;
  }, JSON.stringify({ "ghcr.io/acme": { auth } }));
  for (const event of ["dragenter", "dragover", "drop"]) await page.locator(".paste").dispatchEvent(event, { dataTransfer: transfer });
  await expect(tried(page)).toHaveText([/ghcr\.io\/acme/]);
});

test("keys are edited by hand, and the answer follows", { tag: "@phone" }, async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=near-miss-port`);
  await openForm(page);
  const key = page.getByRole("group", { name: "Keys of The node’s config.json" }).getByLabel("Key: registry and path").first();
  await expect(never(page)).toHaveCount(3);
  await key.press("End");
  await key.pressSequentially(":5000");
  await expect(key).toHaveValue("registry.example.com:5000");
  await expect(tried(page)).toHaveCount(2);
  await expect(page).toHaveURL(/image=registry\.example\.com:5000\/group\/app:v1&credentials=1\./);
  await page.getByRole("button", { name: "Add a Secret" }).click();
  const secret = page.getByRole("group", { name: "Secret secret-1", exact: true });
  await secret.getByLabel("Key: registry and path").fill("registry.example.com:5000");
  await expect(tried(page)).toHaveCount(3);
  await expect(tried(page).first()).toContainText("Secret secret-1");
  await secret.getByLabel("Type").selectOption("Opaque");
  await expect(tried(page)).toHaveCount(2);
  await secret.getByLabel("User (never in a link)").fill("joe");
  await expect(secret.getByLabel("User (never in a link)")).toHaveValue("joe");
});

test("the ServiceAccount's Secrets count once the Pod lists none", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=service-account-secrets`);
  await expect(answer(page)).toContainText("anonymously");
  await openForm(page);
  await page.getByLabel("Names, comma-separated").fill("");
  await page.getByLabel("Names, comma-separated").press("Enter");
  await expect(answer(page)).toContainText("with one credential: registry.example.com from Secret registry-login");
});

test("what is said of a missing Secret depends on the release", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=missing-secret&kubernetes=1.36`);
  const events = page.locator(".card", { hasText: "What the events say" });
  await expect(page.getByText("Unable to retrieve some image pull secrets (registry-login); attempting to pull the image may not succeed.")).toBeVisible();
  await expect(events).toContainText("at every sync");
  await chooseRelease(page, "1.37");
  await expect(events).toContainText("only after a failed pull");
  await chooseRelease(page, "1.27");
  await expect(events).toContainText("emits no event for it");
});

test("the key of Docker Hub is tried out", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=hub-key`);
  const card = page.locator(".hub");
  await card.getByLabel("Try a key").fill("https://index.docker.io/v2/");
  await expect(card.getByRole("status")).toContainText("✓ tried");
  await card.getByLabel("Try a key").fill("hub.docker.com");
  await expect(card.getByRole("status")).toContainText("✗ never");
});

test("who may use an image of the node depends on release and policy", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=image-on-the-node`);
  const card = page.locator(".card", { hasText: "Who may use an image that is on the node?" });
  const row = (policy) => card.getByRole("row", { name: new RegExp(`^${policy}`) });
  await expect(row("NeverVerifyPreloadedImages").getByRole("cell")).toHaveText([/uses it/, /must pull/]);
  await expect(row("NeverVerify ").getByRole("cell")).toHaveText([/uses it/, /uses it/]);
  await expect(card).toContainText("Valid options are");
  await image(page).fill("nginx:1.27");
  await chooseRelease(page, "1.35");
  await expect(card).toContainText("does not exempt nginx:1.27");
  await chooseRelease(page, "1.32");
  await expect(card.getByRole("table")).toHaveCount(0);
  await card.getByRole("link", { name: "What each pull policy does here" }).click();
  await expect(page).toHaveURL(/#\/policy\?preset=another-pods-secret/);
});

test("every example answers", async ({ page, site }) => {
  await page.goto(`${site}#/credentials`);
  const example = page.getByRole("combobox", { name: "Example" });
  await expect(example).toBeVisible();
  const options = await example.getByRole("option").evaluateAll((all) => all.map((option) => option.value));
  const slugs = options.filter(Boolean);
  expect(slugs).toContain("gitlab-group-three-secrets");
  for (const slug of slugs) {
    await example.selectOption(slug);
    await expect(page).toHaveURL(new RegExp(`#/credentials\\?preset=${slug}$`));
    await expect(answer(page)).not.toBeEmpty();
    await unfold(page);
  }
});

test("an image typed over an example keeps its credentials", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?preset=config-json-two-keys`);
  await image(page).fill("my-registry.example/images/other:v1");
  await expect(page).toHaveURL(/preset=config-json-two-keys&image=my-registry\.example\/images\/other:v1$/);
  await expect(tried(page)).toHaveCount(1);
  await page.reload();
  await expect(tried(page)).toHaveCount(1);
});

test("a link whose credentials cannot be read says so", async ({ page, site }) => {
  await page.goto(`${site}#/credentials?image=nginx&credentials=2.abc`);
  await expect(page.getByRole("alert")).toContainText("format 2");
  await page.goto("about:blank");
  await page.goto(`${site}#/credentials?image=nginx&credentials=1.abc`);
  await expect(page.getByRole("alert")).toContainText("may have been cut off");
  await expect(answer(page)).toContainText("docker.io/library/nginx");
});

test("anything at all can be pasted", async ({ page, site }) => {
  await page.goto(`${site}#/credentials`);
  const keys = Object.fromEntries(Array.from({ length: 12_000 }, (_, index) => [`registry-${index}.example.com`, { auth }]));
  for (const text of ["\u{1F600}".repeat(100_000), "{".repeat(1_000_000), "- ".repeat(400_000), JSON.stringify({ auths: keys }), "a: &a [*a, *a]", "\0"]) {
    await pasted(page).fill(text);
    await expect(answer(page)).not.toBeEmpty();
  }
});
