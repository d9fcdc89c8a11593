// Asks a server, within bounds of time and size. Nothing is kept: no cookies, no cache.

/** Requests of one question, which can be stopped together. */
export class Asking {
  #controller = new AbortController();

  /**
   * The status, the headers as pairs and the bytes; or, in place of the status, what went wrong:
   * "network", "idle", "slow", "large" or "stopped". `headers` are pairs as well.
   */
  async ask(url, headers, mostBytes, mostIdleMs, mostMs) {
    const controller = new AbortController();
    const stopped = this.#controller.signal;
    const stop = () => controller.abort();
    stopped.addEventListener("abort", stop);
    let problem = "network";
    const giveUp = (why, ms) => setTimeout(() => ((problem = why), stop()), ms);
    const slow = giveUp("slow", mostMs);
    let idle;
    const wait = () => {
      clearTimeout(idle);
      idle = giveUp("idle", mostIdleMs);
    };
    try {
      wait();
      const response = await fetch(url, { headers, signal: controller.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
      const pieces = [];
      let size = 0;
      const reader = response.body?.getReader();
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader.read()) {
        wait();
        size += piece.value.length;
        if (size > mostBytes) return ["large", [], new Uint8Array()];
        pieces.push(piece.value);
      }
      return [response.status, [...response.headers], new Uint8Array(await new Blob(pieces).arrayBuffer())];
    } catch {
      return [stopped.aborted ? "stopped" : problem, [], new Uint8Array()];
    } finally {
      clearTimeout(idle);
      clearTimeout(slow);
      stopped.removeEventListener("abort", stop);
      controller.abort();
    }
  }

  /** Ends all of them. */
  stop() {
    this.#controller.abort();
  }
}
