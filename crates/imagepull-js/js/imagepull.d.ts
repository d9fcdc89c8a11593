/** Loads the WebAssembly module; every other function needs that first. May be called again. */
export default function init(source?: string | URL | Request | BufferSource): Promise<void>;

/** The version of the package and the Kubernetes releases it knows, oldest first. */
export function version(): { package: string; kubernetes: string[] };
