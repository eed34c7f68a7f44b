// A CIB in the making: families say what there is, this knows how it is written.

/** Digests of a Dummy without parameters, so that nothing counts as changed. */
const DIGEST = "f2317cad3d54cec5d7d7aa7d0bf35cf8";
const MONITOR_DIGEST = "4811cef7f7f94e3a35a70be7916cb2fd";
const UUID = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

/** The monitor that every primitive has. */
export const MONITOR_SECONDS = 10;

/** One recorded operation. */
export interface Operation {
  readonly task: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly result: number;
  /** Seconds since the epoch. */
  readonly at?: number;
}

/** The state of a resource on a node, as far as it can be told apart in its history. */
export type Recorded = "started" | "promoted" | "unpromoted" | "stopped";

/** What a node can have beside its name. */
export interface NodeSettings {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly utilization?: Readonly<Record<string, number>>;
}

/** A cluster whose nodes are all up. */
export class Cluster {
  readonly nodes: readonly string[];
  private readonly nodeTexts: string[] = [];
  private readonly options: string[] = [];
  private readonly resources: string[] = [];
  private readonly constraints: string[] = [];
  private readonly tickets: string[] = [];
  private readonly histories = new Map<string, string[]>();
  private readonly transient = new Map<string, string[]>();
  private readonly remotes: string[] = [];
  private ids = 0;

  constructor(nodeCount: number, settings: (index: number) => NodeSettings = () => ({})) {
    this.nodes = Array.from({ length: nodeCount }, (_, i) => `node${i + 1}`);
    this.nodes.forEach((name, i) => {
      const { attributes = {}, utilization = {} } = settings(i);
      const content =
        this.pairs("instance_attributes", attributes) + this.pairs("utilization", utilization);
      this.nodeTexts.push(`<node id="${i + 1}" uname="${name}">${content}</node>`);
    });
    this.option("fencing-enabled", "false");
  }

  /** The node at a position, counted round. */
  node(index: number): string {
    return this.nodes[index % this.nodes.length]!;
  }

  /** An ID that nothing else has. */
  id(prefix: string): string {
    return `${prefix}-${++this.ids}`;
  }

  option(name: string, value: string): void {
    this.options.push(`<nvpair id="${this.id("option")}" name="${name}" value="${value}"/>`);
  }

  /** A block of names and values; nothing if there are none. */
  pairs(element: string, values: Readonly<Record<string, string | number>>): string {
    const entries = Object.entries(values);
    if (entries.length === 0) return "";
    const pairs = entries.map(([name, value]) => `<nvpair id="${this.id("nv")}" name="${name}" value="${value}"/>`);
    return `<${element} id="${this.id("set")}">${pairs.join("")}</${element}>`;
  }

  /** The text of a primitive with a monitor. */
  primitive(id: string, content = "", type = "Dummy"): string {
    const monitor = `<op id="${id}-monitor" name="monitor" interval="${MONITOR_SECONDS}s"/>`;
    return `<primitive id="${id}" class="ocf" provider="pacemaker" type="${type}">${content}<operations>${monitor}</operations></primitive>`;
  }

  resource(text: string): void {
    this.resources.push(text);
  }

  prefers(resource: string, node: string, score: number | string): void {
    this.constraints.push(`<rsc_location id="${this.id("location")}" rsc="${resource}" node="${node}" score="${score}"/>`);
  }

  colocate(resource: string, primary: string, extra = ""): void {
    this.constraints.push(`<rsc_colocation id="${this.id("colocation")}" rsc="${resource}" with-rsc="${primary}" ${extra} score="INFINITY"/>`);
  }

  order(first: string, then: string, extra = ""): void {
    this.constraints.push(`<rsc_order id="${this.id("order")}" first="${first}" then="${then}" ${extra} kind="Mandatory"/>`);
  }

  needsTicket(resource: string, ticket: string): void {
    this.constraints.push(`<rsc_ticket id="${this.id("ticket")}" rsc="${resource}" ticket="${ticket}" loss-policy="stop"/>`);
  }

  grantTicket(ticket: string, granted: boolean): void {
    this.tickets.push(`<ticket_state id="${ticket}" granted="${granted}"/>`);
  }

  /** A node that is reached through a resource and is up. */
  remoteNode(name: string): void {
    this.remotes.push(name);
  }

  /** An attribute that lasts as long as the node is up. */
  transientAttribute(node: string, name: string, value: string): void {
    push(this.transient, node, `<nvpair id="${this.id("transient")}" name="${name}" value="${value}"/>`);
  }

  /** Operations of a resource on a node, oldest first. */
  history(id: string, node: string, operations: readonly Operation[], type = "Dummy"): void {
    const entries = operations.map((operation, i) => operationText(id, node, operation, i + 1));
    push(
      this.histories,
      node,
      `<lrm_resource id="${id}" class="ocf" provider="pacemaker" type="${type}">${entries.join("")}</lrm_resource>`,
    );
  }

  /** The usual operations of a resource in that state. */
  recorded(id: string, node: string, state: Recorded, type = "Dummy"): void {
    this.history(id, node, usualOperations[state], type);
  }

  toString(): string {
    const states = this.nodes.map((name, i) => this.stateText(i + 1, name, 'in_ccm="true" crmd="online" join="member" expected="member"'));
    states.push(...this.remotes.map((name) => this.stateText(name, name, 'remote_node="true"')));
    return [
      `<cib crm_feature_set="3.20.1" validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" dc-uuid="1" execution-date="1700000000">`,
      `<configuration><crm_config><cluster_property_set id="options">${this.options.join("")}</cluster_property_set></crm_config>`,
      `<nodes>${this.nodeTexts.join("")}</nodes>`,
      `<resources>${this.resources.join("\n")}</resources>`,
      `<constraints>${this.constraints.join("\n")}</constraints></configuration>`,
      `<status>${states.join("\n")}${this.tickets.length === 0 ? "" : `<tickets>${this.tickets.join("")}</tickets>`}</status></cib>\n`,
    ].join("\n");
  }

  private stateText(id: number | string, name: string, state: string): string {
    const attributes = this.transient.get(name);
    const block =
      attributes === undefined
        ? ""
        : `<transient_attributes id="${id}"><instance_attributes id="status-${id}">${attributes.join("")}</instance_attributes></transient_attributes>`;
    const histories = (this.histories.get(name) ?? []).join("\n");
    return `<node_state id="${id}" uname="${name}" ${state}>${block}<lrm id="${id}"><lrm_resources>${histories}</lrm_resources></lrm></node_state>`;
  }
}

const monitored: Operation = { task: "monitor", interval: MONITOR_SECONDS * 1000, result: 0 };

const usualOperations: Readonly<Record<Recorded, readonly Operation[]>> = {
  started: [{ task: "start", interval: 0, result: 0 }, monitored],
  promoted: [{ task: "promote", interval: 0, result: 0 }, { ...monitored, result: 8 }],
  unpromoted: [{ task: "start", interval: 0, result: 0 }, monitored],
  stopped: [{ task: "monitor", interval: 0, result: 7 }],
};

function operationText(id: string, node: string, { task, interval, result, at }: Operation, call: number): string {
  const key = `${id}_${task}_${interval}`;
  const name = interval === 0 ? `${id}_last_0` : key;
  const transition = `${call}:1:${result}:${UUID}`;
  const time = at === undefined ? "" : ` last-rc-change="${at}" exec-time="12" queue-time="0"`;
  const digest = interval === 0 ? DIGEST : MONITOR_DIGEST;
  return `<lrm_rsc_op id="${at === undefined ? name : `${key}-${call}`}" operation_key="${key}" operation="${task}" crm_feature_set="3.20.1" transition-key="${transition}" transition-magic="0:${result};${transition}" on_node="${node}" call-id="${call}" rc-code="${result}" op-status="0" interval="${interval}"${time} op-digest="${digest}"/>`;
}

function push(table: Map<string, string[]>, key: string, text: string): void {
  const texts = table.get(key);
  if (texts === undefined) table.set(key, [text]);
  else texts.push(text);
}
