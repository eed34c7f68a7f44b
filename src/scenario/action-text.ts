// Reads `start VIP on node1`. The schema has made sure of the form.

/** An action as a scenario words it. */
export interface ActionPhrase {
  readonly text: string;
  readonly verb: string;
  /** The resource, or for verbs about nodes the node. */
  readonly subject: string;
  readonly from: string | null;
  /** Where it happens or where it ends, after "on" or "to". */
  readonly on: string | null;
}

const nodeVerbs: ReadonlySet<string> = new Set(["fence", "unfence", "shutdown"]);

/** True for verbs whose subject is a node. */
export function isAboutNode({ verb }: Pick<ActionPhrase, "verb">): boolean {
  return nodeVerbs.has(verb);
}

/** Splits an action into its words. */
export function parseAction(text: string): ActionPhrase {
  const words = text.split(" ");
  const after = (...prepositions: string[]): string | null => {
    const at = words.findIndex((word, index) => index >= 2 && index % 2 === 0 && prepositions.includes(word));
    return at < 0 ? null : (words[at + 1] ?? null);
  };
  return { text, verb: words[0]!, subject: words[1]!, from: after("from"), on: after("on", "to") };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** Seconds in `90s`, `10min`, `2h` or `1d`. */
export function parseDuration(text: string): number {
  const [, number, unit] = /^([0-9]+) ?([a-z]+)$/.exec(text) ?? [];
  return Number(number) * (unitSeconds[unit ?? ""] ?? 0);
}
