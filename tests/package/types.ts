// What the types of the package promise. Only type-checked, never run.

import init, { version } from "imagepull";

const loaded: Promise<void> = init();
const fromAddress: Promise<void> = init(new URL("https://example.org/imagepull_js_bg.wasm"));
const fromBytes: Promise<void> = init(new Uint8Array());
const releases: string[] = version().kubernetes;

// @ts-expect-error a number is no source
init(1);
// @ts-expect-error the version is a string
const number: number = version().package;
