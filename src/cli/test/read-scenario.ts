// Reads a scenario file: YAML, or JSON, which is read as YAML. Every part keeps its place for messages.
//
// Trap   a number is text unless it is written as it would be printed: 1.10 is a version, not 1.1

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { parseScenario, PengineError, positionAt, readCib, type Cib, type Limits, type Position, type Scenario, type ScenarioPath, type ScenarioProblem } from "../../index.ts";
import { dirname, join } from "node:path";
import { isSystemError, readBytes, systemText } from "../files.ts";

/** A problem and where it is; no position for one with the file as a whole. */
export interface LocatedProblem extends ScenarioProblem {
  readonly position: Position | null;
}

/** A scenario file as read. */
export interface ScenarioFile {
  readonly file: string;
  readonly text: string;
  /** `null` if there are problems. */
  readonly scenario: Scenario | null;
  /** The CIB that the scenario starts from, if it names one. */
  readonly cib: Cib | null;
  readonly problems: readonly LocatedProblem[];
  /** Where a part of the scenario is; for one that is not there, what it would be in. */
  locate(path: ScenarioPath): Position | null;
}

/** A file with aliases to aliases can stand for more than anybody meant. */
const MOST_PARTS = 200_000;

const TOO_MUCH = "The file nests too deeply, or stands for too much";

/** Reads a file and whatever it refers to. What is wrong with it is in the result. */
export async function readScenarioFile(file: string, limits: Partial<Limits> = {}): Promise<ScenarioFile> {
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(file, limits));
  } catch (error) {
    const message = isSystemError(error) ? systemText(error) : error instanceof PengineError ? error.message : "This is not UTF-8 text";
    return { file, text, scenario: null, cib: null, problems: [{ path: [], message, position: null }], locate: () => null };
  }
  const { data, document, problems: syntax } = parseText(text);
  const locate = (path: ScenarioPath): Position | null => (document === null ? null : positionOf(document, path, text));
  const located = (problems: readonly ScenarioProblem[]): LocatedProblem[] =>
    problems.map((problem) => ({ ...problem, position: locate(problem.path) }));
  const failed = (problems: readonly LocatedProblem[]): ScenarioFile => ({ file, text, scenario: null, cib: null, problems, locate });
  if (syntax.length > 0) return failed(syntax);
  const { scenario, problems } = parseScenario(data);
  if (scenario === null) return failed(located(problems));
  try {
    return { file, text, scenario, cib: await cibOf(scenario, file, limits), problems: [], locate };
  } catch (error) {
    if (!(error instanceof PengineError) && !isSystemError(error)) throw error;
    const name = isXml(scenario.cib!) ? "" : ` '${scenario.cib!}'`;
    const message = `The CIB${name} cannot be read: ${isSystemError(error) ? systemText(error) : placed(error as PengineError)}`;
    return failed(located([{ path: ["cib"], message }]));
  }
}

function placed({ message, line, column }: PengineError): string {
  return line === undefined ? message : `${line}:${column ?? 1}: ${message}`;
}

async function cibOf({ cib }: Scenario, file: string, limits: Partial<Limits>): Promise<Cib | null> {
  if (cib === undefined) return null;
  if (isXml(cib)) return readCib(cib, { limits });
  return readCib(await readBytes(join(dirname(file), cib), limits), { file: cib, limits });
}

function isXml(cib: string): boolean {
  return cib.trimStart().startsWith("<");
}

interface ParsedText {
  readonly data: unknown;
  readonly document: Document | null;
  readonly problems: readonly LocatedProblem[];
}

function parseText(text: string): ParsedText {
  const lineCounter = new LineCounter();
  const failed = (message: string, position: Position | null): ParsedText => ({
    data: null,
    document: null,
    problems: [{ path: [], message, position }],
  });
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, version: "1.2", schema: "core" });
    const problems = document.errors.map(({ code, message, pos }) => {
      const { line, col } = lineCounter.linePos(pos[0]);
      return { path: [], message: code === "RESOURCE_EXHAUSTION" ? TOO_MUCH : message, position: { line, column: col } };
    });
    if (problems.length > 0) return { data: null, document: null, problems };
    if (document.contents === null) return failed("The file is empty", null);
    return { data: new Conversion(document).plain(document.contents), document, problems: [] };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TooMuch) return failed(TOO_MUCH, null);
    if (error instanceof UnknownAlias) return failed(error.message, positionAt(text, error.offset));
    throw error;
  }
}

class TooMuch extends Error {}

class UnknownAlias extends Error {
  readonly offset: number;

  constructor(name: string, offset: number) {
    super(`There is no anchor '${name}' before this`);
    this.offset = offset;
  }
}

/** Makes plain data of nodes. */
class Conversion {
  private readonly document: Document;
  private parts = 0;

  constructor(document: Document) {
    this.document = document;
  }

  plain(node: unknown): unknown {
    if (++this.parts > MOST_PARTS) throw new TooMuch();
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined) throw new UnknownAlias(node.source, node.range?.[0] ?? 0);
      return this.plain(target);
    }
    if (isSeq(node)) return node.items.map((item) => this.plain(item));
    // own properties whatever the names are
    if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [keyText(key), this.plain(value)]));
    if (!isScalar(node)) return null;
    const { value, source } = node;
    if (typeof value === "number" && source !== undefined && String(value) !== source) return source;
    return value;
  }
}

function keyText(key: unknown): string {
  if (!isScalar(key)) return "";
  return key.source ?? String(key.value);
}

/** Where a part is: a named one at its name. */
function positionOf(document: Document, path: ScenarioPath, text: string): Position | null {
  let at: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isSeq(at) && typeof part === "number") {
      const item = at.items[part] as Node | undefined;
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      at = item;
    } else if (isMap(at)) {
      const pair = at.items.find(({ key }) => keyText(key) === part);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      at = pair.value;
    } else {
      break;
    }
  }
  return positionAt(text, offset);
}
