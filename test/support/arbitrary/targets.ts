// What references of a document can be to, and which of it one picks.

import type { Reference, TargetKind } from "./draft.ts";

function mixed(pick: number, name: string): number {
  let hash = pick ^ 0x9e3779b9;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One of some names: the same as long as it is there, whatever else comes or goes. */
export function pickStable(pick: number, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const value = mixed(pick, name);
    if (value < least) {
      least = value;
      best = name;
    }
  }
  return best;
}

/** What to take where there is none of a kind. */
const substitutes: Readonly<Partial<Record<TargetKind, TargetKind>>> = {
  part: "resource",
  promotable: "resource",
  primitive: "resource",
  tag: "resource",
  "fence device": "resource",
  "cluster node": "node",
};

export class Targets {
  private readonly names = new Map<TargetKind, string[]>();

  add(kind: TargetKind, name: string): void {
    const list = this.names.get(kind);
    if (list === undefined) this.names.set(kind, [name]);
    else if (!list.includes(name)) list.push(name);
  }

  /** The name that a reference means; `undefined` if there is nothing that it could mean. */
  resolve({ to, pick }: Reference): string | undefined {
    const list = this.names.get(to) ?? [];
    if (list.length > 0) return pickStable(pick, list);
    const other = substitutes[to];
    return other === undefined ? undefined : this.resolve({ to: other, pick });
  }
}
