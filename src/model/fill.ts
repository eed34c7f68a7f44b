import { unpackBlocks, type BlockName } from "../rules/blocks.ts";
import type { RuleInput } from "../rules/input.ts";
import { proposeRecheck, type Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import type { XmlElement } from "../xml/element.ts";

/**
 * Fills a table from name/value blocks, and proposes to look again when a rule among them will give another result.
 *
 * @param first ID of the block that goes before all others
 */
export function fillFromBlocks(
  run: Run,
  parent: XmlElement,
  name: BlockName,
  into: KeyedTable<string>,
  input: RuleInput,
  first: string | null = null,
): void {
  const change = unpackBlocks(parent, name, into, input, first);
  if (change !== null) proposeRecheck(run, change);
}
