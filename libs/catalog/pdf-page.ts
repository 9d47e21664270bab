/** A piece of text on one line. Points (1/72 inch) from the top left corner of the page, turned so that most text is upright. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A ruled line, horizontal or vertical, from its left or upper end. */
export interface PdfRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PdfPage {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In the order of the file, which need not be the order of reading. */
  readonly runs: readonly PdfRun[];
  /** Empty unless asked for. */
  readonly rules: readonly PdfRule[];
}
