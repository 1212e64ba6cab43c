import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** An authenticator in software, for tests: makes a passkey and signs with it as a phone does (WebAuthn level 3). */
export interface TestAuthenticator {
  /** Answers navigator.credentials.create(). */
  create(options: Record<string, unknown>): Record<string, unknown> & { id: string };
  /** Answers navigator.credentials.get(). */
  get(options: Record<string, unknown>): Record<string, unknown> & { id: string };
}

const userPresent = 0x01;
const userVerified = 0x04;
const hasKey = 0x40;

/** `verifies`: whether it asks for a fingerprint or PIN; `origin`: the page it believes to stand on. */
export function makeAuthenticator(given: { origin: string; verifies?: boolean }): TestAuthenticator {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  const flags = userPresent | (given.verifies === false ? 0 : userVerified);
  const host = new URL(given.origin).hostname;
  let counter = 0;
  const clientData = (type: string, challenge: unknown) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: given.origin, crossOrigin: false }));
  const head = (extra: number) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags | extra]), count]);
  };
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  return {
    create: (options) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const key = isoCBOR.encode(coseKey(pair.publicKey));
      const authData = Buffer.concat([head(hasKey), Buffer.alloc(16), length, credential, key]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, never> | Uint8Array>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, never>()],
          ['authData', new Uint8Array(authData)],
        ]),
      );
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get: (options) => {
      const authData = head(0);
      const client = clientData('webauthn.get', options.challenge);
      const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, pair.privateKey).toString('base64url'),
        },
      };
    },
  };
}

/** The public key as COSE writes it: EC2, ES256, P-256, x, y. */
function coseKey(key: KeyObject): Map<number, number | Uint8Array> {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
}
