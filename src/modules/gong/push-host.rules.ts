/**
 * Whether a push message may be sent to this address. It was chosen by a phone, and the server is what calls it: without
 * this an address within the server's own network could be reached through it. Taken is https on its usual port at a known
 * host: `fcm.example.com`, or `*.example.com` for anything below. A list given by whoever runs the server may name
 * `http://127.0.0.1:4000` as well, for a service on the same machine.
 */
export function isPushAddress(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (hosts.includes(url.origin) && isLoopback(url)) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return hosts.some((host) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
}

/** What a push service's answer means for the subscription. */
export function pushOutcome(status: number): 'sent' | 'gone' | 'refused' | 'later' {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410) return 'gone';
  // 0: not reached. Overloaded or failing: worth another try; a redirect is an answer that is not followed.
  if (status === 0 || status === 429 || status >= 500) return 'later';
  return 'refused';
}
