// Tells whether a fence device is still defined as it was when a node was last unfenced with it.

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import { attributeOf } from "../nodes/attributes.ts";
import type { Run } from "../run.ts";
import { attribute } from "../xml/element.ts";
import { unrecordedDigests } from "./digests.ts";
import { privateUnfencingChanged, unfencingParametersChanged } from "./messages.ts";

/** A fence device's definition as compared with the one that a node was last unfenced with. */
export interface UnfencingDigests {
  /** `unknown`: the node does not tell. */
  readonly result: "unknown" | "match" | "mismatch";
  /** Digest of all parameters. */
  readonly all: string;
  /** Digest of those that are not private. */
  readonly secure: string;
}

/** Compares a fence device's parameters with a node's `#digests-all` and `#digests-secure`. */
export function unfencingDigests(run: Run, device: Primitive, node: Node): UnfencingDigests {
  const { all, secure } = unrecordedDigests(run, device, node, "stonith-on");
  return { result: compare(run, device, node, all, secure), all, secure };
}

function compare(run: Run, device: Primitive, node: Node, all: string, secure: string): UnfencingDigests["result"] {
  const recorded = attributeOf(node, "#digests-all");
  if (recorded === undefined) return "unknown";
  const summary = `${device.id}:${attribute(device.xml, "type") ?? ""}:`;
  if (recorded.includes(summary + all)) return "match";
  const place = { resource: device.id, node: node.name };
  const recordedSecure = attributeOf(node, "#digests-secure");
  if (recordedSecure !== undefined && recordedSecure.includes(summary + secure)) {
    report(run, privateUnfencingChanged, place);
    return "match";
  }
  if (run.settings.sanitized) report(run, unfencingParametersChanged, { ...place, summary: summary + secure });
  return "mismatch";
}
