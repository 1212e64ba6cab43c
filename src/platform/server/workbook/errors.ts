/** Why a workbook is not read, or not read to its end. */
export type WorkbookErrorCode =
  | 'emptyFile'
  | 'tooLarge'
  | 'encrypted'
  | 'notAWorkbook'
  | 'zipBomb'
  | 'damaged'
  /** DOCTYPE or an entity of its own: no spreadsheet program writes them, attacks do. */
  | 'forbiddenXml'
  /** A row or column number that no sheet has, or that comes twice. */
  | 'badReference'
  | 'tooManyColumns'
  | 'tooManyStrings'
  | 'cellTooLong';

export interface WorkbookErrorDetails {
  sheet?: string;
  /** 1-based as in Excel. */
  row?: number;
  /** Name of the part inside the archive. */
  part?: string;
  /** What the file turned out to be, for `notAWorkbook`: 'docx', 'ods', 'zip', … */
  found?: string;
  /** The limit that was passed and what was there, for `tooLarge` and `zipBomb`. */
  limit?: number;
  actual?: number;
}

/** Thrown while reading a workbook; `message` is for the log, people get words chosen by `code`. */
export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;
  readonly details: WorkbookErrorDetails;

  constructor(code: WorkbookErrorCode, message: string, details: WorkbookErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WorkbookError';
    this.code = code;
    this.details = details;
  }

  get sheet(): string | undefined {
    return this.details.sheet;
  }

  get row(): number | undefined {
    return this.details.row;
  }

  /** The same error with more said about the place. What is known already stays. */
  at(place: WorkbookErrorDetails): WorkbookError {
    return new WorkbookError(this.code, this.message, { ...place, ...this.details }, this.cause);
  }
}
