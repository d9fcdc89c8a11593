// A token service as the specification of docker-registry has it
// (distribution docs/content/spec/auth/token.md): it signs what a registry accepts.

import { createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

const issuer = "tokens of the tests";
const service = "registry of the tests";

/**
 * Starts the service. `allowed` are the values of Authorization that get a token, `undefined` for
 * none. It answers `asked`, the scopes that were asked for, beside its address.
 */
export async function startTokenService({ headers, allowed }) {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = selfSigned(privateKey);
  const token = (access) => signed(privateKey, certificate, access);
  const asked = [];
  const server = createServer((request, response) => {
    if (request.method === "OPTIONS") {
      response.writeHead(204, headers).end();
      return;
    }
    const { searchParams } = new URL(request.url, "http://localhost");
    const scope = searchParams.get("scope") ?? "";
    asked.push(scope);
    const isAllowed = allowed.includes(request.headers.authorization);
    const [type, name, actions = ""] = scope.split(":");
    const granted = actions.split(",").filter((action) => action === "pull");
    const given = token(scope ? [{ type, name, actions: granted }] : []);
    // Docker Hub and Harbor send it under both names.
    const body = isAllowed
      ? { token: given, access_token: given, expires_in: 60 }
      : { details: "incorrect username or password" };
    response.writeHead(isAllowed ? 200 : 401, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const realm = `http://localhost:${server.address().port}/token`;
  return {
    asked,
    realm,
    /** A token with which the images are pushed. */
    forPushing: () =>
      token(["demo/app", "demo/tool"].map((name) => ({ type: "repository", name, actions: ["pull", "push"] }))),
    /** What stands under `auth` of a registry that trusts this service. */
    registryAuth: async (folder) => {
      const rootcertbundle = join(folder, "tokens.pem");
      const lines = certificate.toString("base64").match(/.{1,64}/g).join("\n");
      await writeFile(rootcertbundle, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
      return { token: { realm, service, issuer, rootcertbundle } };
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A JSON Web Token with the certificate of its key. */
function signed(key, certificate, access) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: service, sub: "", jti: randomUUID(), iat: now, nbf: now - 60, exp: now + 3600, access };
  const header = { typ: "JWT", alg: "ES256", x5c: [certificate.toString("base64")] };
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = sign("sha256", Buffer.from(content), { key, dsaEncoding: "ieee-p1363" });
  return `${content}.${signature.toString("base64url")}`;
}

/** The least certificate of a key that X.509 knows (RFC 5280, section 4.1, version 1), in DER. */
function selfSigned(key) {
  const sequence = (...parts) => der(0x30, ...parts);
  const ecdsaWithSha256 = sequence(der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
  const commonName = sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(issuer)));
  const name = sequence(der(0x31, commonName));
  const time = (year) => der(0x17, Buffer.from(`${year}0101000000Z`));
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
  const content = sequence(der(0x02, Buffer.from([1])), ecdsaWithSha256, name, sequence(time("20"), time("49")), name, publicKey);
  return sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign("sha256", content, key)));
}

function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
