// A regression corpus laid out like Pacemaker's cts/scheduler, where one is at hand: the folder that PENGINE_CORPUS names,
// or the one beside the checkout.

import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export interface CorpusCase {
  readonly name: string;
  readonly args: readonly string[];
  /** The CIB. */
  readonly input: string;
}

export const corpusFolder = resolve(process.env["PENGINE_CORPUS"] ?? join(import.meta.dirname, "../../../shared/corpus"));

/** All cases, in the order of the list; none if there is no corpus. */
export const corpusCases: readonly CorpusCase[] = readCases();

function readCases(): CorpusCase[] {
  const list = join(corpusFolder, "cases.json");
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, "utf8")) as { name: string; args?: string[] }[];
  return entries.map(({ name, args = [] }) => ({ name, args, input: join(corpusFolder, "xml", `${name}.xml`) }));
}

/** A copy of a case's CIB in a folder for temporary files: a reference in a root of its own may see no other. */
export function copyInput({ name, input }: CorpusCase, folder: string): string {
  const copy = join(folder, `${name}.xml`);
  copyFileSync(input, copy);
  return copy;
}

/** Every nth case, or all of them if PENGINE_FULL is set. */
export function sampleCases(every: number): readonly CorpusCase[] {
  return process.env["PENGINE_FULL"] === undefined ? corpusCases.filter((_, i) => i % every === 0) : corpusCases;
}
