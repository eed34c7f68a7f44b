/** Offsets in a source text as lines and columns, and the code frame that shows one. */

/** A place in a text; both count from 1, a column is one UTF-16 unit. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset; one past the end is a position, too. Line ends are LF, CR LF and CR. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  const lineEnd = /\r\n?|\n/g;
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
    if (lineEnd.lastIndex > offset) break;
    line++;
    start = lineEnd.lastIndex;
  }
  return { line, column: offset - start + 1 };
}

/** The lines of a text, for looking up many positions. */
export class LineIndex {
  /** Offsets at which lines begin. */
  private readonly starts: number[] = [0];

  constructor(text: string) {
    const lineEnd = /\r\n?|\n/g;
    while (lineEnd.test(text)) this.starts.push(lineEnd.lastIndex);
  }

  /** As {@link positionAt}. */
  positionAt(offset: number): Position {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }
}

/** Lines shown before and after the one in question. */
const CONTEXT = 2;
/** Longer lines are cut around the place, so that a document in a single line does not fill the screen. */
const WIDTH = 100;

/** One line of a code frame: a source line, or the line with the marker under it. */
export interface FrameLine {
  readonly kind: "source" | "target" | "marker";
  /** Line number and bar, padded to the same width in all lines. */
  readonly gutter: string;
  readonly text: string;
}

/** The lines around a position with a marker under it, as data so that a terminal can colour them. */
export function codeFrame(text: string, position: Position): FrameLine[] {
  const lines = text.split(/\r\n?|\n/, position.line + CONTEXT);
  const last = lines.length;
  const first = Math.max(1, position.line - CONTEXT);
  const digits = String(last).length;
  const from = position.column > WIDTH ? position.column - Math.floor(WIDTH / 2) : 0;

  const frame: FrameLine[] = [];
  for (let number = first; number <= last; number++) {
    const isTarget = number === position.line;
    frame.push({
      kind: isTarget ? "target" : "source",
      gutter: `${isTarget ? ">" : " "} ${String(number).padStart(digits)} | `,
      text: (lines[number - 1] ?? "").slice(from, from + WIDTH).replaceAll("\t", " "),
    });
    if (isTarget) {
      frame.push({
        kind: "marker",
        gutter: `  ${" ".repeat(digits)} | `,
        text: `${" ".repeat(position.column - 1 - from)}^`,
      });
    }
  }
  return frame;
}

/** {@link codeFrame} as plain text, one line each, without a final newline. */
export function formatCodeFrame(text: string, position: Position): string {
  return codeFrame(text, position)
    .map((line) => (line.gutter + line.text).trimEnd())
    .join("\n");
}
