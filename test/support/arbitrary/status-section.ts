// The status section of a drawn cluster: for each node its state, its attributes, and its history.

import type { XmlElement } from "../../../src/index.ts";
import type { Operation, Place } from "./history.ts";
import type { ClusterModel } from "./model.ts";
import type { Names } from "./names.ts";
import type { Agent, BundleModel, PrimitiveModel, ResourceModel } from "./resources.ts";
import type { NodeState } from "./status.ts";
import { NOW } from "./values.ts";
import { xml } from "./xml.ts";

const UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const OTHER_UUID = "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee";

interface NodeRecord {
  readonly resources: Map<string, XmlElement>;
  readonly attributes: Map<string, string>;
}

class Records {
  private readonly nodes = new Map<string, NodeRecord>();
  private calls = 0;
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  of(node: string): NodeRecord {
    let record = this.nodes.get(node);
    if (record === undefined) this.nodes.set(node, (record = { resources: new Map(), attributes: new Map() }));
    return record;
  }

  /** Records what a place tells about a resource, on the node that it names or on `node`. */
  add(place: Place, name: string, agent: Agent, more: { readonly container?: string | undefined; readonly node?: string } = {}): void {
    const node = more.node ?? this.nodeOf(place);
    const record = this.of(node);
    const type = place.otherAgent === true ? "Other" : agent.type;
    const entries = new Map<string, XmlElement>();
    for (const operation of place.operations) {
      const entry = this.entry(operation, name, node);
      entries.set(entry.attributes[1]!, entry);
    }
    const owner = { id: name, type, class: agent.class, provider: agent.provider, container: more.container, "shutdown-lock": place.lock };
    record.resources.set(name, xml("lrm_resource", owner, [...entries.values()]));
    if (place.promotionScore !== undefined) record.attributes.set(`master-${name.split(":")[0]}`, place.promotionScore);
    for (const { operation, count, last } of place.failures) {
      record.attributes.set(`fail-count-${name}#${operation}`, count);
      if (last !== undefined) record.attributes.set(`last-failure-${name}#${operation}`, last);
    }
  }

  nodeOf(place: Place): string {
    return typeof place.node === "object" ? (this.names.targets.resolve(place.node) ?? "") : "";
  }

  /** Records that a resource was looked for and not found. */
  addAbsence(node: string, name: string, agent: Agent): void {
    const record = this.of(node);
    if (record.resources.has(name)) return;
    const details = { digest: undefined, restartDigest: undefined, forceRestart: undefined, secureParams: undefined, exitReason: undefined, call: undefined, otherCluster: undefined };
    const probe: Operation = { task: "monitor", interval: 0, rc: 7, status: 0, expected: 7, isLastFailure: false, time: String(NOW - 4000), details };
    record.resources.set(name, xml("lrm_resource", { id: name, type: agent.type, class: agent.class, provider: agent.provider }, [this.entry(probe, name, node)]));
  }

  private entry(operation: Operation, name: string, node: string): XmlElement {
    const { task, interval, rc, status, expected, details, partner } = operation;
    const key = `${name}_${task}_${interval}`;
    const call = details.call ?? (status === -1 ? "-1" : String(++this.calls));
    const transition = `${this.calls}:${this.calls}:${expected}:${details.otherCluster === true ? OTHER_UUID : UUID}`;
    const isMigration = task.startsWith("migrate");
    const suffix = operation.isLastFailure ? "last_failure_0" : interval === 0 && !isMigration ? "last_0" : `${task}_${interval}`;
    const other = partner !== undefined && typeof partner === "object" ? this.names.targets.resolve(partner) : undefined;
    const [source, target] = task === "migrate_to" ? [node, other] : [other, node];
    return xml("lrm_rsc_op", {
      id: `${name}_${suffix}`,
      operation_key: key,
      operation: task,
      crm_feature_set: "3.20.5",
      "transition-key": transition,
      "transition-magic": `${status}:${rc};${transition}`,
      "exit-reason": details.exitReason,
      on_node: node,
      "call-id": call,
      "rc-code": String(rc),
      "op-status": String(status),
      interval: String(interval),
      "last-rc-change": operation.time,
      "exec-time": "10",
      "queue-time": "0",
      ...(isMigration ? { migrate_source: source, migrate_target: target } : {}),
      "op-digest": details.digest,
      "op-restart-digest": details.restartDigest,
      "op-force-restart": details.forceRestart,
      "op-secure-params": details.secureParams,
      "op-secure-digest": details.secureParams === undefined ? undefined : details.digest,
    });
  }
}

const connection: Agent = { class: "ocf", provider: "pacemaker", type: "remote" };

function addPrimitive(records: Records, primitive: PrimitiveModel, names: Names, numbered: boolean): void {
  const name = names.resources.get(primitive)!;
  for (const place of primitive.history) {
    // the first numbers are the likely ones, and of an anonymous clone there usually are none
    const isNumbered = numbered || place.instance === 5;
    records.add(place, isNumbered ? `${name}:${place.instance % 3}` : name, primitive.agent);
  }
  const guest = names.guests.get(primitive);
  const [first] = primitive.history;
  if (guest !== undefined && first !== undefined) records.add(first, guest, connection, { container: name });
}

function addBundle(records: Records, bundle: BundleModel, names: Names): void {
  const name = names.resources.get(bundle)!;
  bundle.replicas.forEach((replica, index) => {
    const node = records.nodeOf(replica.container);
    const container = `${name}-${bundle.engine}-${index}`;
    records.add(replica.container, container, { class: "ocf", provider: "heartbeat", type: bundle.engine });
    if (replica.address !== undefined && bundle.firstAddress !== undefined) {
      const address = `${name}-ip-192.168.122.${bundle.firstAddress + index}`;
      records.add(replica.address, address, { class: "ocf", provider: "heartbeat", type: "IPaddr2" }, { node });
    }
    if (bundle.inner === undefined) return;
    if (replica.connection !== undefined) records.add(replica.connection, `${name}-${index}`, connection, { node, container });
    if (replica.inner !== undefined) records.add(replica.inner, names.resources.get(bundle.inner)!, bundle.inner.agent, { node: `${name}-${index}` });
  });
}

function addResource(records: Records, resource: ResourceModel, names: Names, numbered = false): void {
  if (resource.kind === "primitive") addPrimitive(records, resource, names, numbered);
  else if (resource.kind === "group") for (const member of resource.members) addPrimitive(records, member, names, numbered);
  else if (resource.kind === "clone") addResource(records, resource.inner, names, resource.unique);
  else if (resource.kind === "bundle") addBundle(records, resource, names);
}

/** Primitives that are probed for on every node. */
function probed(resources: readonly ResourceModel[]): PrimitiveModel[] {
  return resources.flatMap((resource) => {
    if (resource.kind === "primitive") return [resource];
    if (resource.kind === "group") return resource.members;
    return resource.kind === "clone" && !resource.unique ? probed([resource.inner]) : [];
  });
}

function nodeState(id: string, name: string, state: NodeState, record: NodeRecord, isRemote: boolean): XmlElement[] {
  if (state.membership === null) return [];
  const attributes = new Map([...state.transient, ...record.attributes]);
  const transient = [...attributes].map(([key, value], index) => xml("nvpair", { id: `status-${id}-${index}`, name: key, value }));
  const children = [xml("lrm", { id }, [xml("lrm_resources", {}, [...record.resources.values()])])];
  if (transient.length > 0) children.unshift(xml("transient_attributes", { id }, [xml("instance_attributes", { id: `status-${id}` }, transient)]));
  return [xml("node_state", { id, uname: name, ...(isRemote ? { remote_node: "true" } : {}), ...Object.fromEntries(state.membership) }, children)];
}

export function statusSection(model: ClusterModel, names: Names): XmlElement {
  const records = new Records(names);
  for (const resource of model.resources) addResource(records, resource, names);
  for (const { name, type, container, place } of model.status.removed) {
    records.add(place, name, { class: "ocf", provider: "pacemaker", type }, { container });
  }
  if (model.status.probed) {
    for (const primitive of probed(model.resources)) {
      for (const node of names.nodes) records.addAbsence(node, names.resources.get(primitive)!, primitive.agent);
    }
  }
  const states = names.nodes.flatMap((name, index) =>
    nodeState(names.nodeIds[index]!, name, model.status.cluster[index]!, records.of(name), false),
  );
  const remotes = names.remotes.flatMap((name, index) =>
    nodeState(name, name, model.status.remote[index % model.status.remote.length]!, records.of(name), true),
  );
  const byName = new Map(model.status.tickets.map((texts) => [texts[0]![1], Object.fromEntries(texts)]));
  const tickets = [...byName.values()].map((texts) => xml("ticket_state", texts));
  return xml("status", {}, [...(tickets.length === 0 ? [] : [xml("tickets", {}, tickets)]), ...states, ...remotes]);
}
