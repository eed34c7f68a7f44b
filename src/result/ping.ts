// What full connectivity would be worth: the number of hosts that a ping resource tries, times its multiplier.

import type { Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import { parametersOf } from "../resources/parameters.ts";
import type { Run } from "../run.ts";
import { scanInteger } from "../values/integer.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { attribute } from "../xml/element.ts";

/** The ping resources on a node. */
export function pingsOn(node: Node): readonly Primitive[] {
  return node.running.filter(isPing);
}

/** The expected value of a node attribute that one of these ping resources maintains; `null` for all others. */
export function expectedPingValue(run: Run, node: Node, pings: readonly Primitive[], name: string): number | null {
  for (const resource of pings) {
    const parameters = parametersOf(run, resource, node);
    if (!equalsIgnoreCase(parameters.get("name") ?? "pingd", name)) continue;
    const hosts = parameters.get("host_list");
    const multiplier = scanInteger(parameters.get("multiplier") ?? "1");
    return (hosts === undefined ? 0 : hosts.split(" ").length) * (multiplier.error === null ? multiplier.value : 1);
  }
  return null;
}

function isPing(resource: Primitive): boolean {
  const type = asciiLower(attribute(resource.xml, "type") ?? "");
  return type === "ping" || type === "pingd";
}
