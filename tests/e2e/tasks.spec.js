// What first-time visitors come for, each from the bare address: so many actions at most, and the answer in sight.

import { expect, testInOnePage as test, viewIsOpen } from "./playground.js";

const box = (page) => page.getByLabel("Image names, one per line");

/** Pastes a text into the box as a browser does. */
const paste = (text) => (page) =>
  box(page).evaluate((it, text) => {
    it.focus();
    it.setRangeText(text, 0, it.value.length, "end");
    it.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  }, text);
const type = (text) => (page) => box(page).fill(text);
const ask = (question) => (page) => page.getByRole("link", { name: question }).click();
const press = (name) => (page) => page.getByRole("button", { name }).first().click();
const choose = (example) => (page) => page.getByRole("combobox", { name: "Example" }).selectOption(example);
const chip = (name) => (page) => page.getByRole("button", { name, exact: true }).click();

const event = (message) => `Events:
  Type     Reason   Age                 From     Message
  Normal   Pulling  38s (x4 over 2m9s)  kubelet  Pulling image "registry.example.com/team/shop:1.4.0"
  Warning  Failed   37s (x4 over 2m8s)  kubelet  Failed to pull image "registry.example.com/team/shop:1.4.0": ${message}
  Normal   BackOff  12s (x6 over 2m8s)  kubelet  Back-off pulling image "registry.example.com/team/shop:1.4.0"
`;
const NOT_FOUND = event('rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/team/shop:1.4.0": failed to resolve image: registry.example.com/team/shop:1.4.0: not found');
const QPS = event("pull QPS exceeded");
const CONFIG = '{ "auths": { "https://index.docker.io/v1/": { "auth": "dXNlcjpTRUNSRVQtMQ==" } } }';
const LOGIN = "kubectl create secret docker-registry hub --docker-username=joe --docker-password=SECRET-1";
const MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n";
const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nserializeImagePulls: false\nmaxParallelImagePulls: 4\n";
const entry = (architecture, digit) => ({ mediaType: "application/vnd.oci.image.manifest.v1+json", digest: `sha256:${digit.repeat(64)}`, size: 7, platform: { os: "linux", architecture } });
const INDEX = JSON.stringify({ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [entry("amd64", "a"), entry("arm64", "b")] });

/** The task, what a person does for it, and where the answer is. */
const tasks = [
  ["the cause of describe output", [paste(NOT_FOUND)], ".cause", /not found|no tag|does not exist|has no/i],
  ["the cause of a message that is rare", [paste(QPS)], ".cause", /QPS/],
  ["what a short name means", [type("busybox")], ".answer", "docker.io/library/busybox:latest"],
  ["the image of a command", [paste("docker run --rm -p 80:80 nginx:1.27\n")], ".answer", "docker.io/library/nginx:1.27"],
  ["a name that is refused, repaired", [type("ghcr.io/Acme/Api:v1"), press(/ghcr\.io\/acme\/api:v1/)], ".answer", "ghcr.io/acme/api:v1"],
  ["which credentials of a config.json are used", [paste(CONFIG), press(/^nginx$/)], ".answer", "one credential: https://index.docker.io/v1/"],
  ["what a pull secret is good for", [paste(LOGIN), press(/^nginx$/)], ".answer", "from Secret hub"],
  ["why :v1 is pulled Always", [ask(/^Why is my image pulled every time/), choose("latest-then-v1")], ".life [role=status]", "the object keeps that policy after the image changes to ghcr.io/acme/api:v1"],
  ["whether to pull in parallel", [ask(/^Should I enable parallel pulls/)], ".answer", /instead of/],
  ["what a KubeletConfiguration does", [paste(KUBELET)], ".answer", "maxParallelImagePulls: 4"],
  ["which digest to pin", [paste(INDEX), press(/^Copy/)], ".pins .advised", "pin this one"],
  ["what an arm64 node takes", [paste(INDEX), chip("linux/arm64")], ".answer", "pulls linux/arm64"],
  ["what is wrong with a manifest", [paste(MANIFEST)], ".findings", "No tag means latest"],
  ["in which order credentials are tried", [ask(/^Which credentials are used/)], ".answer", "tries 2 credentials"],
  ["a text that could be several things is offered, not opened", [paste("the pod has had ErrImagePull since monday, what now"), press(/^Open in Diagnose/)], "main h1", /./],
];

for (const [task, actions, where, answer] of tasks) {
  test(`${task}: ${actions.length === 1 ? "one action" : `${actions.length} actions`}`, async ({ page, site }) => {
    await page.goto(site);
    await viewIsOpen(page);
    for (const act of actions) await act(page);
    const part = page.locator(where).first();
    await expect(part).toContainText(answer);
    if (where === ".life [role=status]") return; // Policy shows the question and the rules before.
    const top = await part.evaluate((it) => it.getBoundingClientRect().top + scrollY);
    expect(top, "on the first two screens").toBeLessThan(1600);
    expect(decodeURIComponent(page.url())).not.toContain("SECRET");
  });
}
