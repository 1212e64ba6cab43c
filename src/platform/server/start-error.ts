/** A reason why the program can't start, in one sentence for the person at the keyboard; shown without a stack trace. */
export class StartError extends Error {
  readonly code: string;
  readonly advice: string;

  /** @param advice What to do next, one sentence. */
  constructor(code: string, message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}
