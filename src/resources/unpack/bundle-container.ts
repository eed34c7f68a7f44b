// The elements of what a bundle implies for one replica: its container, and its address.

import type { BundleMount } from "../../model/resource.ts";
import { createElement, type XmlElement } from "../../xml/element.ts";
import { pairs, REMOTE_PORT } from "../guest-connection.ts";
import type { BundleConfiguration } from "./bundle-configuration.ts";
import type { ReplicaPlan } from "./replica.ts";
import { toXmlName } from "../../xml/names.ts";

/** The container's resource. */
export function containerElement(
  bundleId: string,
  configuration: BundleConfiguration,
  plan: ReplicaPlan,
  hostOptions: string,
): XmlElement {
  const { agent, primitive } = configuration;
  const host = `${bundleId}-${plan.offset}`;
  const perReplica = configuration.mounts.filter((mount) => mount.perReplica);
  const parameters = pairs("instance_attributes", toXmlName(`${bundleId}-attributes-${plan.offset}`), [
    ["image", configuration.image],
    ["allow_pull", "true"],
    ["force_kill", "false"],
    ["reuse", "false"],
    ["run_opts", runOptions(configuration, plan, host, hostOptions)],
    ["mount_points", perReplica.map((mount) => sourceOf(mount, host)).join(",")],
    ["run_cmd", configuration.runCommand ?? (primitive === null ? undefined : "/usr/sbin/pacemaker-remoted")],
    ["monitor_cmd", "/bin/true"],
  ]);
  return implicitPrimitive(toXmlName(`${bundleId}-${agent}-${plan.offset}`), agent, parameters);
}

/** The resource of the replica's address. */
export function addressElement(bundleId: string, configuration: BundleConfiguration, plan: ReplicaPlan): XmlElement {
  const parameters = pairs("instance_attributes", toXmlName(`${bundleId}-attributes-${plan.offset}`), [
    ["ip", plan.address ?? undefined],
    ["nic", configuration.hostInterface],
    ["cidr_netmask", configuration.hostNetmask ?? "32"],
  ]);
  return implicitPrimitive(toXmlName(`${bundleId}-ip-${plan.address ?? "(null)"}`), "IPaddr2", parameters);
}

function implicitPrimitive(id: string, type: string, parameters: XmlElement): XmlElement {
  const monitor = createElement("op", ["id", `${id}-monitor-60s`, "interval", "60s", "name", "monitor"]);
  return createElement("primitive", ["id", id, "class", "ocf", "provider", "heartbeat", "type", type], [
    parameters,
    createElement("operations", [], [monitor]),
  ]);
}

function runOptions(
  configuration: BundleConfiguration,
  plan: ReplicaPlan,
  host: string,
  hostOptions: string,
): string {
  let text = configuration.agent === "docker" ? " --restart=no" : "";
  if (configuration.ipRangeStart !== undefined) text += ` -h ${host}`;
  text += " -e PCMK_stderr=1";
  if (configuration.network !== undefined) text += ` --net=${configuration.network}`;
  text += ` -e PCMK_remote_port=${configuration.controlPort ?? REMOTE_PORT}`;
  for (const mount of configuration.mounts) {
    text += ` -v ${sourceOf(mount, host)}:${mount.target}`;
    if (mount.options !== null) text += `:${mount.options}`;
  }
  for (const { source, target } of configuration.ports) {
    if (plan.address !== null) text += ` -p ${plan.address}:${source}:${target}`;
    else if (configuration.network !== "host") text += ` -p ${source}:${target}`;
  }
  if (configuration.options !== undefined) text += ` ${configuration.options}`;
  // a space even if nothing follows
  return `${text} ${hostOptions}`;
}

function sourceOf(mount: BundleMount, host: string): string {
  return mount.perReplica ? `${mount.source}/${host}` : mount.source;
}
