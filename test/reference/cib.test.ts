// Documents of every schema version, sound ones and slightly broken ones: pengine accepts what the reference accepts,
// refuses what it refuses, and upgrades to the same text with the same messages.
//
// A few documents by default, thousands with PENGINE_FULL=1. PENGINE_SEED gives other ones; a difference is reported with
// the seed that makes its document.

import { afterAll, describe, expect, test } from "vitest";
import { type CibDocument, CibError, parseCib, upgradeCib } from "../../src/cib/read.ts";
import { validate } from "../../src/cib/schema/validate.ts";
import { findVersion, schemaNames } from "../../src/cib/schema/versions.ts";
import type { UpgradeMessage } from "../../src/cib/upgrade/index.ts";
import { PengineError } from "../../src/errors.ts";
import { attribute } from "../../src/xml/element.ts";
import { serializeXml } from "../../src/xml/serialize.ts";
import { mutate } from "../support/mutate-cib.ts";
import { Random } from "../support/random.ts";
import { hasReference } from "../support/reference.ts";
import { ReferenceFolder, upgradeLines } from "../support/reference-cib.ts";
import { type DraftElement, draftText, schemaCib } from "../support/schema-cib.ts";

const isFull = process.env["PENGINE_FULL"] !== undefined;
const firstSeed = Number(process.env["PENGINE_SEED"] ?? 1);
const folder = new ReferenceFolder();
afterAll(() => folder.remove());

/** What happens to a document, in terms that both programs share. */
interface Verdict {
  readonly isDeclaredValid: boolean | null;
  /** `null` if it is refused. */
  readonly upgraded: string | null;
  readonly lines: string;
  /** Whether the validator's complaints are shown. */
  readonly complains: boolean;
}

const malformed: Verdict = { isDeclaredValid: false, upgraded: null, lines: "", complains: false };
const complaint = /^(?:Did not expect |Expecting |Extra element |Invalid (?:attribute|sequence) |Element .* (?:failed|has extra)|Type .* doesn't|ID(?:REF)? |failed to compare)/m;

async function referenceVerdict(text: string, verify: boolean): Promise<Verdict> {
  const answer = await folder.ask(text, { verify });
  if (answer.status === 65) return malformed;
  const { isDeclaredValid, upgraded, stderr } = answer;
  return { isDeclaredValid, upgraded, lines: upgradeLines(stderr).join(""), complains: complaint.test(stderr) };
}

function ourVerdict(text: string, verify: boolean): Verdict {
  let isDeclaredValid: boolean | null = null;
  try {
    const document = parseCib(text);
    if (verify) {
      const version = findVersion(attribute(document.root, "validate-with") ?? "");
      isDeclaredValid = version === -1 || validate(document.root, version).length === 0;
    }
    const cib = upgradeCib(document);
    return { isDeclaredValid, upgraded: serializeXml(cib.document), ...printed(cib.messages) };
  } catch (error) {
    if (error instanceof CibError) return { isDeclaredValid, upgraded: null, ...printed(error.messages) };
    if (error instanceof PengineError) return malformed;
    throw error;
  }
}

function printed(messages: readonly UpgradeMessage[]): Pick<Verdict, "lines" | "complains"> {
  const text = messages.map((message) => (message.level === "plain" ? `${message.text}\n` : "")).join("");
  return { lines: upgradeLines(text).join(""), complains: complaint.test(text) };
}

function messagesOf(document: CibDocument): readonly UpgradeMessage[] {
  try {
    return upgradeCib(document).messages;
  } catch (error) {
    if (error instanceof CibError) return error.messages;
    throw error;
  }
}

/** A document with its seed, compared; `null` if both programs agree. */
async function difference(seed: number, document: DraftElement, verify: boolean): Promise<string | null> {
  // Two elements called `cib` are refused only after the reference has written its output.
  const text = draftText(document);
  const hasOneCib = (text.match(/<cib\b/g) ?? []).length === 1;
  const isVerified = verify && document.name === "cib";
  const theirs = await referenceVerdict(text, isVerified);
  if (!hasOneCib && theirs.upgraded !== null) return null;
  const ours = ourVerdict(text, isVerified);
  return JSON.stringify(ours) === JSON.stringify(theirs)
    ? null
    : `seed ${seed}\n${text}\nours: ${JSON.stringify(ours)}\ntheirs: ${JSON.stringify(theirs)}`;
}

async function differences(count: number, make: (seed: number) => { document: DraftElement; verify: boolean }): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const seed = firstSeed + next++;
      const { document, verify } = make(seed);
      const result = await difference(seed, document, verify);
      if (result !== null) found.push(result);
    }
  };
  await Promise.all([work(), work()]);
  return found;
}

/** A document of each version in turn; the seed decides the rest. */
function soundDocument(seed: number, most: number, version = seed % schemaNames.length): DraftElement {
  const random = new Random(seed);
  const attributes = random.pick([0.1, 0.3, 0.6]);
  const comments = random.pick([0, 0.1]);
  return schemaCib(version, random, { attributes, comments, many: 1 + random.below(most) });
}

describe.skipIf(!hasReference())("documents against the reference (skipped: there is none on PATH)", () => {
  test("sound documents of every version are upgraded alike", { timeout: 3_600_000 }, async () => {
    const count = schemaNames.length * (isFull ? 40 : 1);
    const found = await differences(count, (seed) => ({ document: soundDocument(seed, 4), verify: false }));
    expect(found).toEqual([]);
  });

  test("broken documents of every version are refused alike", { timeout: 3_600_000 }, async () => {
    const count = isFull ? 6000 : 30;
    const found = await differences(count, (seed) => {
      const document = soundDocument(seed, 2);
      mutate(document, new Random(seed * 31 + 7));
      return { document, verify: true };
    });
    expect(found).toEqual([]);
  });
});

describe("the generators reach what they are for", () => {
  test("sound documents are nearly all valid, and need each upgrade", () => {
    const steps = new Set<string>();
    let valid = 0;
    for (let seed = 0; seed < 160; seed++) {
      const version = findVersion(["pacemaker-1.2", "pacemaker-1.3", "pacemaker-2.10", "pacemaker-3.10"][seed % 4]!);
      const document = parseCib(draftText(soundDocument(seed, 4, version)));
      // One without anything to refer to is not.
      if (validate(document.root, version).length === 0) valid++;
      for (const { text } of messagesOf(document)) {
        if (/^Schema upgrade from .* succeeded$/.test(text)) steps.add(text.split(" ")[3]!);
      }
    }
    expect(valid / 160).toBeGreaterThan(0.9);
    expect(steps).toEqual(new Set(["pacemaker-1.3", "pacemaker-2.10", "pacemaker-3.10"]));
  });

  test("a mutation breaks most documents, but not all", () => {
    let broken = 0;
    for (let seed = 0; seed < 300; seed++) {
      const document = soundDocument(seed, 2);
      mutate(document, new Random(seed));
      if (ourVerdict(draftText(document), false).upgraded === null) broken++;
    }
    expect(broken).toBeGreaterThan(150);
    expect(broken).toBeLessThan(295);
  });
});
