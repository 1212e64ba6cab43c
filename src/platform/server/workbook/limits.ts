/** How much of a stranger's file is taken in before it is refused. Sizes in bytes, lengths in UTF-16 units. */
export interface WorkbookLimits {
  /** Size of the file on disk. */
  readonly maxFileBytes: number;
  /** Sum of all parts when unpacked, said by the directory and counted again while reading. */
  readonly maxUnpackedBytes: number;
  readonly maxEntries: number;
  /** Unpacked to packed size of one part; only judged above `ratioFreeBytes`, because small parts pack very well. */
  readonly maxRatio: number;
  readonly ratioFreeBytes: number;
  /** The table of shared strings is held in memory: this many entries and this many characters at most. */
  readonly maxSharedStrings: number;
  readonly maxSharedStringLength: number;
  /** Excel itself allows 32,767 characters in a cell. */
  readonly maxCellLength: number;
  /** Characters written inside one row, so that a row of 16,384 longest cells cannot fill the memory. */
  readonly maxRowLength: number;
}

const MB = 1024 * 1024;

export const defaultWorkbookLimits: WorkbookLimits = {
  maxFileBytes: 100 * MB,
  maxUnpackedBytes: 2048 * MB,
  maxEntries: 5000,
  maxRatio: 250,
  ratioFreeBytes: 64 * MB,
  maxSharedStrings: 2_000_000,
  maxSharedStringLength: 64 * MB,
  maxCellLength: 100_000,
  maxRowLength: 2_000_000,
};
