/**
 * The block of addresses that counts as one place: /24 of IPv4, /56 of IPv6 (what one customer gets), so that changing
 * the last part of an address does not start a new count. An address that is neither stands for itself.
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(mapped);
  if (four) return `4:${four[1]}`;
  if (!mapped.includes(':')) return mapped;
  const [head = '', tail] = mapped.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...middle, ...right].map((group) => group.padStart(4, '0').toLowerCase());
  return `6:${groups.join('').slice(0, 14)}`;
}
