// Resolves meta-attributes: the first source that has a name wins.
//
// Order   the element's own XML attributes; its blocks; the blocks of its ancestors, nearest first; resource defaults;
//         what the parent has got from elsewhere, such as its XML attributes and what the cluster made up for it
// Trap    ancestors' blocks and the defaults are evaluated for this resource's agent, so a rule can pass for a member
//         although it did not for its group
// Trap    `#default` in the defaults takes away even a resource's own value, since one table serves all sources
// Rule    Pacemaker Explained, "Resource Options"

import { report } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import type { Agent } from "../rules/input.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { agentOf } from "./agent.ts";
import { addBlocks } from "./blocks.ts";
import { metaDefaultDeprecated } from "./messages.ts";

/** Fills a resource's table of meta-attributes; its ancestors have theirs already. */
export function resolveMeta(run: Run, resource: Resource): void {
  const { meta, parent, xml } = resource;
  const agent = agentOf(xml);
  addXmlAttributes(run, xml.attributes, meta);
  addBlocks(run, xml, "meta_attributes", agent, meta);
  if (parent !== null) addAncestors(run, parent, agent, meta);
  const { rscDefaults } = run.sections;
  if (rscDefaults !== null) addBlocks(run, rscDefaults, "meta_attributes", agent, meta, run.ids);
  if (parent !== null) for (const [name, value] of parent.meta.unordered()) meta.setDefault(name, value);
}

function addXmlAttributes(run: Run, attributes: readonly string[], meta: KeyedTable<string>): void {
  for (let i = 0; i < attributes.length; i += 2) {
    const name = attributes[i]!;
    const value = attributes[i + 1]!;
    if (equalsIgnoreCase(value, "#default")) report(run, metaDefaultDeprecated, { name });
    else meta.setDefault(name, value);
  }
}

// A table of its own, so that `#default` in an ancestor's block leaves the resource's own values alone.
function addAncestors(run: Run, parent: Resource, agent: Agent | null, meta: KeyedTable<string>): void {
  const inherited = new KeyedTable<string>();
  for (let at: Resource | null = parent; at !== null; at = at.parent) {
    addBlocks(run, at.xml, "meta_attributes", agent, inherited);
  }
  for (const [name, value] of inherited.unordered()) meta.setDefault(name, value);
}
