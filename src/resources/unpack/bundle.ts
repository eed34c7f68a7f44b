// Unpacks a bundle: its bundled primitive as a clone, and per replica a container, an address and a connection.
//
// Order   the implicit clone is unpacked first but becomes the last child; per replica container, address, connection
// Rule    Pacemaker Explained, "Bundles"

import { report } from "../../diagnostics.ts";
import {
  clearFlag,
  hasFlag,
  ResourceFlag,
  setFlag,
  type Bundle,
  type Clone,
  type Primitive,
} from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { createElement, idOf, type XmlElement } from "../../xml/element.ts";
import { pairs, REMOTE_PORT } from "../guest-connection.ts";
import { checkCollective, checkHostOptions, takeInstances } from "../size-limits.ts";
import { bundleWithoutNetwork, controlPortNeedsOnePerHost } from "../messages.ts";
import { nextAddress } from "./bundle-address.ts";
import { readBundle, type BundleConfiguration } from "./bundle-configuration.ts";
import { createReplica, type ReplicaPlan } from "./replica.ts";
import { unpackResource } from "./resource.ts";
import { toXmlName } from "../../xml/names.ts";

export function unpackBundle(bundle: Bundle, run: Run): boolean {
  const configuration = readBundle(run, bundle);
  if (configuration === null) return false;
  bundle.containerAgent = configuration.agent;
  bundle.image = configuration.image ?? null;
  bundle.promotedMax = configuration.promotedMax;
  bundle.maxReplicas = configuration.replicas;
  bundle.replicasPerHost = configuration.replicasPerHost;
  if (configuration.replicasPerHost === 1) clearFlag(bundle, ResourceFlag.Unique);

  if (configuration.primitive !== null) {
    if (!checkNetwork(run, bundle, configuration, configuration.primitive)) return false;
    bundle.child = unpackImplicitClone(run, bundle, configuration, configuration.primitive);
    if (bundle.child === null) return false;
    addStandardMounts(configuration);
  }
  const plans = planReplicas(run, bundle, configuration);
  if (bundle.child !== null) shareAttributeTarget(bundle, bundle.child);
  const hostOptions = formatHostOptions(bundle, configuration, plans);
  checkHostOptions(bundle.id, hostOptions, plans.length);
  for (const plan of plans) bundle.replicas.push(createReplica(run, bundle, configuration, plan, hostOptions));
  if (bundle.child !== null) bundle.children.push(bundle.child);
  return true;
}

/**
 * What runs inside must be reachable: at addresses of its own, or at a port of the host, which only one replica can
 * have.
 */
function checkNetwork(
  run: Run,
  bundle: Bundle,
  configuration: BundleConfiguration,
  primitive: XmlElement,
): boolean {
  if (configuration.ipRangeStart !== undefined) return true;
  if (configuration.controlPort === undefined) {
    report(run, bundleWithoutNetwork, { bundle: bundle.id, primitive: idOf(primitive) ?? "(null)" });
    return false;
  }
  if (bundle.replicasPerHost > 1) {
    report(run, controlPortNeedsOnePerHost, { bundle: bundle.id });
    // the bundle itself still counts as unique
    bundle.replicasPerHost = 1;
  }
  return true;
}

function unpackImplicitClone(
  run: Run,
  bundle: Bundle,
  configuration: BundleConfiguration,
  primitive: XmlElement,
): Clone | null {
  const { promotedMax, replicas } = configuration;
  const promotable = promotedMax > 0;
  const meta = pairs("meta_attributes", toXmlName(`${bundle.id}-clone-meta`), [
    ["ordered", "true"],
    ["clone-max", String(replicas)],
    ["clone-node-max", String(bundle.replicasPerHost)],
    ["globally-unique", String(bundle.replicasPerHost > 1)],
    ["promotable", promotable ? "true" : undefined],
    ["promoted-max", promotable ? String(promotedMax) : undefined],
  ]);
  const id = toXmlName(`${bundle.id}-${promotable ? "master" : "clone"}`);
  const clone = unpackResource(run, createElement("clone", ["id", id], [meta, primitive]), bundle);
  return clone !== null && clone.variant === "clone" ? clone : null;
}

/** What Pacemaker Remote needs inside: the key, a place for its log, and its port. */
function addStandardMounts(configuration: BundleConfiguration): void {
  const { mounts, ports } = configuration;
  const key = "/etc/pacemaker/authkey";
  const logs = "/var/log";
  const hasLogs = mounts.some((mount) => mount.target === logs);
  mounts.push({ source: key, target: key, options: null, perReplica: false });
  if (!hasLogs) mounts.push({ source: `${logs}/pacemaker/bundles`, target: logs, options: null, perReplica: true });
  const port = configuration.controlPort ?? REMOTE_PORT;
  ports.push({ source: port, target: port });
}

function planReplicas(run: Run, bundle: Bundle, configuration: BundleConfiguration): ReplicaPlan[] {
  const plans: ReplicaPlan[] = [];
  const { ipRangeStart } = configuration;
  const count = bundle.child === null ? configuration.replicas : bundle.child.children.length;
  checkCollective(run, bundle.id, count);
  takeInstances(run, bundle.id, count);
  let address: string | null = null;
  for (let offset = 0; offset < count; offset++) {
    const child = bundle.child === null ? null : (bundle.child.children[offset] as Primitive);
    if (child !== null) {
      setFlag(child, ResourceFlag.ExclusiveProbes);
      if (hasFlag(child, ResourceFlag.Notify)) setFlag(bundle.child!, ResourceFlag.Notify);
    }
    if (ipRangeStart !== undefined) address = address === null ? ipRangeStart : nextAddress(address);
    plans.push({ offset, address, child });
  }
  return plans;
}

/** `container-attribute-target` of the primitive goes for the whole bundle. */
function shareAttributeTarget(bundle: Bundle, clone: Clone): void {
  const name = "container-attribute-target";
  const target = clone.children.at(-1)?.meta.get(name);
  if (target === undefined) return;
  bundle.meta.set(name, target);
  clone.meta.set(name, target);
}

/** Makes the replicas known to each other's containers; the same text for all of them. */
function formatHostOptions(
  bundle: Bundle,
  configuration: BundleConfiguration,
  plans: readonly ReplicaPlan[],
): string {
  if (configuration.ipRangeStart === undefined) return "";
  let options = "";
  for (const { offset, address } of plans) {
    const host = `${bundle.id}-${offset}`;
    const ip = address ?? "(null)";
    options += configuration.addHost ? ` --add-host=${host}:${ip}` : ` --hosts-entry=${ip}=${host}`;
  }
  return options;
}
