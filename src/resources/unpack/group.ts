// Unpacks the members of a group. A member that is unusable is left out.

import { report, type Message } from "../../diagnostics.ts";
import { ResourceFlag, setFlag, type Group } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { isExplicitlyFalse } from "../../values/boolean.ts";
import { attribute, childElements, withAttribute } from "../../xml/element.ts";
import { groupCollocatedDeprecated, groupOrderedDeprecated, groupWithoutMembers } from "../messages.ts";
import { unpackResource } from "./resource.ts";

export function unpackGroup(group: Group, run: Run): boolean {
  setDeprecatedOption(run, group, "ordered", ResourceFlag.Ordered, groupOrderedDeprecated);
  setDeprecatedOption(run, group, "collocated", ResourceFlag.Colocated, groupCollocatedDeprecated);
  const number = attribute(group.xml, "clone");
  for (const element of childElements(group.xml, "primitive")) {
    const member = unpackResource(run, number === undefined ? element : withAttribute(element, "clone", number), group);
    if (member !== null) group.children.push(member);
  }
  if (group.children.length > 0) return true;
  report(run, groupWithoutMembers, { id: group.id });
  return false;
}

/** On unless it is switched off; what is no boolean does not. */
function setDeprecatedOption(
  run: Run,
  group: Group,
  name: string,
  flag: ResourceFlag,
  deprecated: Message<null>,
): void {
  if (isExplicitlyFalse(group.meta.get(name))) report(run, deprecated, null);
  else setFlag(group, flag);
}
