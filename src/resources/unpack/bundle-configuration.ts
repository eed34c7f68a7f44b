// Reads what a bundle says about its containers, network and storage. Unusable directives are reported and left out.

import { report } from "../../diagnostics.ts";
import type { Bundle, BundleMount, BundlePort, ContainerAgent } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { booleanOr } from "../../values/boolean.ts";
import { attribute, childElements, firstChild, idOf, type XmlElement } from "../../xml/element.ts";
import { bundleMountInvalid, bundlePortInvalid } from "../messages.ts";
import { readCount } from "./count-option.ts";

/** A bundle's configuration; texts as written, `undefined` where they are absent. */
export interface BundleConfiguration {
  readonly agent: ContainerAgent;
  readonly image: string | undefined;
  readonly replicas: number;
  readonly replicasPerHost: number;
  readonly promotedMax: number;
  readonly runCommand: string | undefined;
  readonly options: string | undefined;
  /** The container network, such as `host`. */
  readonly network: string | undefined;
  readonly ipRangeStart: string | undefined;
  readonly hostNetmask: string | undefined;
  readonly hostInterface: string | undefined;
  readonly controlPort: string | undefined;
  readonly addHost: boolean;
  /** In order; standard ones are appended later. */
  readonly ports: BundlePort[];
  readonly mounts: BundleMount[];
  readonly primitive: XmlElement | null;
}

/** Reads the configuration; `null` if there is no container technology that is supported. */
export function readBundle(run: Run, bundle: Bundle): BundleConfiguration | null {
  const { xml } = bundle;
  const docker = firstChild(xml, "docker");
  const container = docker ?? firstChild(xml, "podman");
  if (container === undefined) return null;
  const promotedMax = countOf(run, container, "promoted-max", 0) ?? 0;
  const replicas =
    attribute(container, "replicas") === undefined && promotedMax > 0
      ? promotedMax
      : (countOf(run, container, "replicas", 1) ?? 1);
  const replicasPerHost = countOf(run, container, "replicas-per-host", 1) ?? 1;
  const network = firstChild(xml, "network");
  const storage = firstChild(xml, "storage");
  const networkText = (name: string): string | undefined =>
    network === undefined ? undefined : attribute(network, name);
  return {
    agent: docker === undefined ? "podman" : "docker",
    image: attribute(container, "image"),
    replicas,
    replicasPerHost,
    promotedMax,
    runCommand: attribute(container, "run-command"),
    options: attribute(container, "options"),
    network: attribute(container, "network"),
    ipRangeStart: networkText("ip-range-start"),
    hostNetmask: networkText("host-netmask"),
    hostInterface: networkText("host-interface"),
    controlPort: networkText("control-port"),
    addHost: booleanOr(networkText("add-host"), true),
    ports: network === undefined ? [] : readPorts(run, network),
    mounts: storage === undefined ? [] : readMounts(run, storage),
    primitive: firstChild(xml, "primitive") ?? null,
  };
}

function countOf(run: Run, container: XmlElement, name: string, minimum: number): number | undefined {
  const text = attribute(container, name);
  return text === undefined ? undefined : readCount(run, text, minimum);
}

function readPorts(run: Run, network: XmlElement): BundlePort[] {
  const ports: BundlePort[] = [];
  for (const mapping of childElements(network, "port-mapping")) {
    const port = attribute(mapping, "port");
    const source = port ?? attribute(mapping, "range");
    if (source === undefined || source === "") {
      report(run, bundlePortInvalid, { id: idOf(mapping) ?? "(null)" });
      continue;
    }
    const target = port === undefined ? undefined : attribute(mapping, "internal-port");
    ports.push({ source, target: target ?? source });
  }
  return ports;
}

function readMounts(run: Run, storage: XmlElement): BundleMount[] {
  const mounts: BundleMount[] = [];
  for (const mapping of childElements(storage, "storage-mapping")) {
    const shared = attribute(mapping, "source-dir");
    const source = shared ?? attribute(mapping, "source-dir-root");
    const target = attribute(mapping, "target-dir");
    if (source === undefined || target === undefined) {
      report(run, bundleMountInvalid, { id: idOf(mapping) ?? "(null)" });
      continue;
    }
    mounts.push({ source, target, options: attribute(mapping, "options") ?? null, perReplica: shared === undefined });
  }
  return mounts;
}
