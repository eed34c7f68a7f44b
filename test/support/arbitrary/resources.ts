// Resources of every kind, each with what nodes recorded about it.

import fc, { type Arbitrary } from "fast-check";
import { block, blocks, type Pairs } from "./blocks.ts";
import { element, id, oneOf, reference, sometimes, upTo, weighted, type Draft, type Value } from "./draft.ts";
import { place, type Place } from "./history.ts";
import { commonMeta } from "./options.ts";
import { capacities, count, flag, resourceNames, role, seconds, truth, type Mode } from "./values.ts";

export interface Agent {
  readonly class: string;
  readonly provider: string | undefined;
  readonly type: string;
}

export interface PrimitiveModel {
  readonly kind: "primitive";
  readonly name: string;
  readonly agent: Agent;
  /** A template is named in place of the agent. */
  readonly template: Value | undefined;
  readonly content: readonly Draft[];
  readonly history: readonly Place[];
}

export interface GroupModel {
  readonly kind: "group";
  readonly name: string;
  readonly content: readonly Draft[];
  readonly members: readonly PrimitiveModel[];
}

export interface CloneModel {
  readonly kind: "clone";
  readonly name: string;
  readonly content: readonly Draft[];
  readonly unique: boolean;
  readonly promotable: boolean;
  readonly inner: PrimitiveModel | GroupModel;
}

export interface BundleModel {
  readonly kind: "bundle";
  readonly name: string;
  readonly engine: "docker" | "podman";
  readonly promotable: boolean;
  /** Addresses are handed out from 192.168.122.N on. */
  readonly firstAddress: number | undefined;
  readonly content: readonly Draft[];
  readonly inner: PrimitiveModel | undefined;
  readonly replicas: readonly ReplicaHistory[];
}

/** What nodes recorded about the parts of one replica of a bundle. */
export interface ReplicaHistory {
  readonly container: Place;
  readonly address: Place | undefined;
  readonly connection: Place | undefined;
  readonly inner: Place | undefined;
}

export interface TemplateModel {
  readonly kind: "template";
  readonly name: string;
  readonly content: readonly Draft[];
  readonly agent: Agent;
}

export type ResourceModel = PrimitiveModel | GroupModel | CloneModel | BundleModel | TemplateModel;

const name = oneOf(...resourceNames);

const dummy: Agent = { class: "ocf", provider: "pacemaker", type: "Dummy" };
const stateful: Agent = { class: "ocf", provider: "pacemaker", type: "Stateful" };
const remote: Agent = { class: "ocf", provider: "pacemaker", type: "remote" };
const fence: Agent = { class: "stonith", provider: undefined, type: "fence_xvm" };

const usualAgent = weighted<Agent>(
  [10, fc.constant(dummy)],
  [1, oneOf<Agent>({ class: "lsb", provider: undefined, type: "httpd" }, { class: "systemd", provider: undefined, type: "chronyd" }, { class: "service", provider: undefined, type: "x" })],
  [1, oneOf<Agent>({ class: "ocf", provider: "heartbeat", type: "IPaddr2" }, { class: "ocf", provider: "pacemaker", type: "ping" }, stateful)],
);

function operations(mode: Mode, promotable: boolean): Arbitrary<Draft | undefined> {
  const task = weighted([8, oneOf("monitor")], [3, oneOf("start", "stop")], [1, oneOf("promote", "demote", "migrate_to", "migrate_from", "notify", "custom")]);
  const onFail = oneOf("restart", "ignore", "block", "stop", "standby", "fence", "restart-container", "demote");
  const delayed = fc.record({ "start-delay": sometimes(4, seconds(mode)), "interval-origin": sometimes(4, oneOf("2024-06-15 11:59:45Z", "2030-01-01", "x")) });
  const op = fc
    .tuple(
      task,
      element(
        "op",
        {
          id,
          interval: weighted([8, oneOf("10s", "20s", "30s", "60s", "0")], [1, seconds(mode)]),
          timeout: sometimes(40, seconds(mode)),
          "on-fail": sometimes(22, onFail),
          role: sometimes(promotable ? 60 : 8, role),
          enabled: sometimes(6, flag),
          "record-pending": sometimes(4, flag),
        },
        sometimes(5, block("meta_attributes", { timeout: [50, seconds(mode)], "on-fail": [40, oneOf("stop", "migrate", "ignore", "bogus")], "start-delay": [20, seconds(mode)], enabled: [20, truth(mode)] })),
        sometimes(4, block("instance_attributes", { state: [80, oneOf("/run/x")], OCF_CHECK_LEVEL: [30, oneOf("10")] })),
      ),
      delayed,
    )
    .map(([kind, draft, delay]) => {
      // in the schema it is one or the other
      const [delayName, delayValue] = delay["start-delay"] === undefined ? (["interval-origin", delay["interval-origin"]] as const) : (["start-delay", delay["start-delay"]] as const);
      const attributes = draft.attributes.map(([key, value]) => (key === "interval" && kind !== "monitor" ? ([key, "0"] as const) : ([key, value] as const)));
      const more = delayValue === undefined ? [] : [[delayName, delayValue] as const];
      return { ...draft, attributes: [["name", kind] as const, ...attributes, ...more] };
    });
  return sometimes(75, element("operations", {}, upTo(3, op, 1)));
}

function parameters(mode: Mode): Arbitrary<Draft[]> {
  return blocks("instance_attributes", "node", mode, { state: [25, oneOf("/run/a", "/run/b")], fake: [15, oneOf("x", "y", "")], passwd: [8, oneOf("secret")], passwd2: [2, oneOf("x")] }, 10);
}

const capacity = sometimes(30, block("utilization", Object.fromEntries(capacities.map((key) => [key, [50, oneOf("1", "2", "3", "8", "0")]]))));

function content(mode: Mode, promotable: boolean, meta: Pairs = {}, more: Pairs = {}): Arbitrary<readonly Draft[]> {
  return fc
    .tuple(
      blocks("meta_attributes", "resource", mode, { ...commonMeta(mode), ...meta }, 10),
      weighted([2, parameters(mode)], [1, block("instance_attributes", more).map((draft) => (draft === undefined ? [] : [draft]))]),
      operations(mode, promotable),
      capacity,
    )
    .map((parts) => parts.flatMap((part) => part ?? []));
}

function history(mode: Mode, promotable: boolean, most: number): Arbitrary<Place[]> {
  return upTo(most, place(mode, promotable));
}

const template = sometimes(12, reference("template"));

function primitive(mode: Mode, place: "alone" | "in a group" | "in a clone", promotable: boolean): Arbitrary<PrimitiveModel> {
  const guest: Pairs = {
    "remote-node": [5, oneOf("guest1", "guest2", "g-1")],
    "remote-port": [1, oneOf("3121")],
    "remote-addr": [1, oneOf("10.0.0.9")],
    "remote-connect-timeout": [1, oneOf("30s")],
    "remote-allow-migrate": [1, truth(mode)],
  };
  const container: Pairs = { container: [2, reference("primitive")] };
  return fc.record({
    kind: fc.constant("primitive" as const),
    name,
    agent: promotable ? fc.constant(stateful) : usualAgent,
    template,
    content: content(mode, promotable, place === "in a clone" ? { notify: [5, truth(mode)] } : { ...guest, ...container }),
    history: history(mode, promotable, place === "in a clone" ? 4 : 2),
  });
}

function remoteConnection(mode: Mode): Arbitrary<PrimitiveModel> {
  return fc.record({
    kind: fc.constant("primitive" as const),
    // names of cluster nodes are among the hostile ones
    name: mode === "well-formed" ? oneOf("rem1", "rem2", "r-3", "remote-a", "remote-b") : oneOf("rem1", "rem2", "r-3", "a", "host"),
    agent: fc.constant(remote),
    template: fc.constant(undefined),
    content: content(mode, false, {}, { server: [50, oneOf("10.0.0.5", "rem1")], port: [15, oneOf("3121")], reconnect_interval: [30, oneOf("60", "60s", "0")] }),
    history: history(mode, false, 2),
  });
}

function fenceDevice(mode: Mode): Arbitrary<PrimitiveModel> {
  return fc.record({
    kind: fc.constant("primitive" as const),
    name: oneOf("Fencing", "fence2", "st-1", "A"),
    agent: fc.constant(fence),
    template: fc.constant(undefined),
    content: content(mode, false, { provides: [25, oneOf("unfencing")] }, { pcmk_host_list: [40, oneOf("n1 n2", "n1")], pcmk_host_map: [15, oneOf("n1:1;n2:2")], pcmk_reboot_action: [10, oneOf("off")], pcmk_monitor_timeout: [10, oneOf("7")] }),
    history: history(mode, false, 2),
  });
}

function group(mode: Mode, place: "alone" | "in a clone", promotable: boolean): Arbitrary<GroupModel> {
  const meta: Pairs = { ...commonMeta(mode), ordered: [10, truth(mode)], collocated: [10, truth(mode)], notify: [3, truth(mode)] };
  return fc.record({
    kind: fc.constant("group" as const),
    name: weighted([2, oneOf("grp", "g1", "G", "group-1")], [1, name]),
    content: blocks("meta_attributes", "resource", mode, meta, 6),
    members: upTo(3, primitive(mode, place === "alone" ? "in a group" : "in a clone", promotable), 1),
  });
}

function cloneOf(mode: Mode, unique: boolean, promotable: boolean): Arbitrary<CloneModel> {
  const meta: Pairs = {
    ...commonMeta(mode),
    ...(promotable ? { promotable: [100, oneOf("true")], "promoted-max": [30, count(mode)], "promoted-node-max": [12, count(mode)], "master-max": [5, count(mode)] } : { promotable: [3, truth(mode)] }),
    ...(unique ? { "globally-unique": [100, oneOf("true")] } : { "globally-unique": [5, oneOf("false", "0")] }),
    "clone-max": [35, count(mode)],
    "clone-node-max": [unique ? 50 : 8, count(mode)],
    "clone-min": [10, count(mode)],
    interleave: [30, truth(mode)],
    ordered: [15, truth(mode)],
    notify: [20, truth(mode)],
  };
  const inner = weighted<PrimitiveModel | GroupModel>([3, primitive(mode, "in a clone", promotable)], [1, group(mode, "in a clone", promotable)]);
  return fc.record({
    kind: fc.constant("clone" as const),
    name: weighted([3, oneOf("cl", "clone-1", "ms", "C", "r1-clone")], [1, name]),
    content: fc.tuple(blocks("meta_attributes", "resource", mode, meta, 5), sometimes(5, block("instance_attributes", { state: [80, oneOf("/run/c")] }))).map(([metas, own]) => (own === undefined ? metas : [...metas, own])),
    unique: fc.constant(unique),
    promotable: fc.constant(promotable),
    inner,
  });
}

const portMapping = weighted(
  [2, element("port-mapping", { id, port: oneOf("80", "443"), "internal-port": sometimes(40, oneOf("8080")) })],
  [1, element("port-mapping", { id, range: oneOf("10-20", "5") })],
);
const storageMapping = weighted(
  [1, element("storage-mapping", { id, "source-dir": "/srv", "target-dir": "/var/www", options: sometimes(50, oneOf("rw")) })],
  [1, element("storage-mapping", { id, "source-dir-root": "/srv", "target-dir": oneOf("/var/www", "/etc") })],
);

/** Settings of a bundle that make its connections possible or impossible. */
function bundle(mode: Mode, promotable: boolean): Arbitrary<BundleModel> {
  const engine = oneOf("docker", "podman");
  const container = element("container", {
    image: oneOf("pcmk:http", "img"),
    replicas: sometimes(70, oneOf("1", "2", "3", ...(mode === "hostile" ? ["0", "-1", "5"] : []))),
    "replicas-per-host": sometimes(20, oneOf("1", "2", ...(mode === "hostile" ? ["0"] : []))),
    ...(promotable ? { "promoted-max": oneOf("1", "2", ...(mode === "hostile" ? ["0", "-1", "9"] : [])) } : {}),
    "run-command": sometimes(20, oneOf("/bin/run")),
    network: sometimes(15, oneOf("host", "br0")),
    options: sometimes(15, oneOf("--log=x")),
  });
  const firstAddress = sometimes(55, oneOf(131, 253, 10));
  const network = element(
    "network",
    { "control-port": sometimes(60, oneOf("3121", "9999")), "host-interface": sometimes(20, oneOf("eth0")), "host-netmask": sometimes(20, oneOf("24")), "add-host": sometimes(20, flag) },
    upTo(2, portMapping),
  );
  const inner = sometimes(85, primitive(mode, "in a clone", promotable));
  const part = place(mode, false);
  const replica = fc.record({ container: part, address: sometimes(80, part), connection: sometimes(85, part), inner: sometimes(85, place(mode, promotable)) });
  return fc
    .record({
      name: weighted([3, oneOf("bundle", "httpd", "db", "A")], [1, name]),
      engine,
      container,
      firstAddress,
      network: sometimes(95, network),
      storage: sometimes(20, element("storage", {}, upTo(2, storageMapping, 1))),
      meta: blocks("meta_attributes", "resource", mode, { ...commonMeta(mode), "container-attribute-target": [8, oneOf("host", "other")], notify: [12, truth(mode)] }, 4),
      inner,
      replicas: upTo(3, replica),
    })
    .map((drawn) => {
      const address = drawn.firstAddress === undefined ? [] : [["ip-range-start", `192.168.122.${drawn.firstAddress}`] as const];
      const net = drawn.network === undefined ? [] : [{ ...drawn.network, attributes: [...address, ...drawn.network.attributes] }];
      return {
        kind: "bundle" as const,
        name: drawn.name,
        engine: drawn.engine as "docker" | "podman",
        promotable,
        firstAddress: drawn.network === undefined ? undefined : drawn.firstAddress,
        content: [...drawn.meta, { ...drawn.container, name: drawn.engine }, ...net, ...(drawn.storage === undefined ? [] : [drawn.storage])],
        inner: drawn.inner,
        replicas: drawn.replicas,
      };
    });
}

function templateOf(mode: Mode): Arbitrary<TemplateModel> {
  return fc.record({ kind: fc.constant("template" as const), name: oneOf("T1", "T2", "tmpl"), agent: usualAgent, content: content(mode, false) });
}

/** Kinds of resources that can be asked for. */
export const resourceKinds = ["primitive", "group", "clone", "promotable", "unique", "bundle", "remote", "fencing", "template"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** Resources; `favoured` kinds are drawn more often than others. */
export function resources(mode: Mode, favoured: readonly string[] = []): Arbitrary<ResourceModel[]> {
  const kinds: Readonly<Record<ResourceKind, readonly [number, Arbitrary<ResourceModel>]>> = {
    primitive: [30, primitive(mode, "alone", false)],
    group: [15, group(mode, "alone", false)],
    clone: [12, cloneOf(mode, false, false)],
    promotable: [12, weighted<ResourceModel>([5, cloneOf(mode, false, true)], [1, cloneOf(mode, true, true)])],
    unique: [6, cloneOf(mode, true, false)],
    bundle: [9, weighted<ResourceModel>([3, bundle(mode, false)], [2, bundle(mode, true)])],
    remote: [6, remoteConnection(mode)],
    fencing: [8, fenceDevice(mode)],
    template: [3, templateOf(mode)],
  };
  const choices = resourceKinds.map((kind) => [kinds[kind][0] * (favoured.includes(kind) ? 8 : 1), kinds[kind][1]] as const);
  return upTo(mode === "well-formed" ? 5 : 6, weighted<ResourceModel>(...choices), 1);
}
