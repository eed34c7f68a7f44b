// What full connectivity would be worth: the number of hosts that a ping resource tries, times its multiplier.

import type { Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import { parametersOf } from "../resources/parameters.ts";
import type { Run } from "../run.ts";
import { scanInteger } from "../values/integer.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { attribute } from "../xml/element.ts";

/** The expected value of a node attribute that a ping resource on the node maintains; `null` for all others. */
export function expectedPingValue(run: Run, node: Node, name: string): number | null {
  for (const resource of node.running) {
    if (!isPing(resource)) continue;
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
