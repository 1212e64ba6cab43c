const [kib, mib] = [1024, 1024 * 1024];

/**
 * Sizes that a parcel can have before it is sealed: a reader of sizes learns the class and not how long a report is or
 * how many files it has. Steps of a half and a third above one mebibyte, because phones pay for the padding.
 */
export const sizeClasses: readonly number[] = [
  16 * kib,
  64 * kib,
  256 * kib,
  mib,
  2 * mib,
  4 * mib,
  6 * mib,
  8 * mib,
  12 * mib,
  16 * mib,
  24 * mib,
  32 * mib,
  48 * mib,
  64 * mib,
];

export const MAX_PARCEL_BYTES = 64 * mib;

/** The smallest class that holds so many bytes. Throws RangeError past the largest. */
export function sizeClassOf(bytes: number): number {
  const found = sizeClasses.find((size) => bytes <= size);
  if (found === undefined) throw new RangeError('too large for a report');
  return found;
}

/** Whether so many bytes after the header of an age file are a sealed size class (16 bytes of nonce, 16 for each 64 KiB). */
export function isParcelSize(sealedBytes: number): boolean {
  return sizeClasses.some((size) => sealedBytes === 16 + size + 16 * Math.ceil(size / (64 * kib)));
}
