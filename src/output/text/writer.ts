/** Takes finished text; `error` goes to standard error. */
export interface Sink {
  out(text: string): void;
  error(text: string): void;
}

/**
 * Turns output events into indented text.
 *
 * A list is a title and items one level deeper. Not fancy (scores asked for quietly), titles and bullets are left out.
 * Like the reference, it holds everything but items back until the next item or the end, which shows where standard output
 * and standard error are one stream.
 */
export class TextWriter {
  readonly quiet: boolean;
  private readonly sink: Sink;
  private readonly fancy: boolean;
  private level = 0;
  private held = "";

  constructor(sink: Sink, options: { readonly quiet: boolean; readonly fancy: boolean }) {
    this.sink = sink;
    this.quiet = options.quiet;
    this.fancy = options.fancy;
  }

  /** Opens a list; without title nothing is printed. */
  beginList(title: string | null): void {
    if (title !== null && this.fancy) this.held += `${this.indent()}${title}:\n`;
    this.level++;
  }

  endList(): void {
    this.level--;
  }

  item(text: string): void {
    this.held += this.fancy ? `${this.indent()}${text}\n` : `${text}\n`;
    this.flush();
  }

  /** A line that is never indented and not printed when quiet. */
  info(text: string): void {
    if (!this.quiet) this.held += `${text}\n`;
  }

  /** A line on standard error. */
  error(text: string): void {
    this.sink.error(`${text}\n`);
  }

  spacer(): void {
    this.held += "\n";
  }

  /** Writes what was held back. */
  flush(): void {
    if (this.held !== "") this.sink.out(this.held);
    this.held = "";
  }

  private indent(): string {
    return this.level === 0 ? "" : `${"  ".repeat(this.level)}* `;
  }
}

/**
 * A list that is opened when its first item comes; with a spacer before its title if something was printed before it.
 */
export class LazyList {
  private readonly writer: TextWriter;
  private readonly title: string;
  private readonly spaced: boolean;
  private opened = false;

  constructor(writer: TextWriter, title: string, spaced = false) {
    this.writer = writer;
    this.title = title;
    this.spaced = spaced;
  }

  /** Opens the list unless it is open. */
  open(): void {
    if (this.opened) return;
    this.opened = true;
    if (this.spaced) this.writer.spacer();
    this.writer.beginList(this.title);
  }

  item(text: string): void {
    this.open();
    this.writer.item(text);
  }

  /** @returns whether the list was opened */
  close(): boolean {
    if (this.opened) this.writer.endList();
    return this.opened;
  }
}
