import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Asks the reference program about documents.

/** What the reference does with a document. */
export interface ReferenceAnswer {
  /** Whether its declared schema accepts it; `null` if it was not asked. */
  readonly isDeclaredValid: boolean | null;
  /** The upgraded document; `null` if it refuses it. */
  readonly upgraded: string | null;
  /** Exit status; negative if it crashed. */
  readonly status: number;
  /** What it prints on standard error while reading. */
  readonly stderr: string;
}

/** A folder for the reference's files, to be removed after use. */
export class ReferenceFolder {
  private readonly path: string = mkdtempSync(join(tmpdir(), "pengine-"));
  private count = 0;

  /** Upgrades a document, and if wanted verifies it. */
  async ask(document: string | Uint8Array, options: { verify: boolean }): Promise<ReferenceAnswer> {
    const number = ++this.count;
    const file = join(this.path, `${number}.xml`);
    const output = join(this.path, `${number}.out`);
    writeFileSync(file, document);
    const verified = options.verify ? await run("crm_verify", ["-x", file]) : null;
    const simulated = await run("crm_simulate", ["-x", file, "-O", output]);
    const upgraded = existsSync(output) ? readFileSync(output, "utf8") : null;
    rmSync(file);
    rmSync(output, { force: true });
    return {
      // A fault is followed by an empty line only while the declared schema is tried.
      isDeclaredValid: verified === null ? null : !/^$/m.test(verified.stderr.trimEnd()) || verified.stderr === "",
      upgraded,
      status: simulated.status,
      stderr: simulated.stderr,
    };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Of what is printed while reading, the lines that have to be the same: all but the validator's. */
export function upgradeLines(printed: string): string[] {
  const lines = printed.split("\n").map((line) => `${line}\n`);
  return lines.filter((line) =>
    /^(?:(?:DEBUG|INFO|WARNING): |ACLs: |INTERNAL ERROR|Cannot upgrade |Schema validation of )/.test(line),
  );
}

function run(command: string, args: string[]): Promise<{ status: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 64 * 1024 * 1024 }, (error, _stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ status, stderr });
    });
  });
}
