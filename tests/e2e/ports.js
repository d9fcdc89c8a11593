// Ports of this machine for programs that cannot choose one themselves.

import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A port of the loopback interface that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Waits until something answers there: programs do not say when they are ready. */
export async function answering(address) {
  while (!(await fetch(address).catch(() => undefined))) await pause(20);
}
