/**
 * The format of scenario files as a JSON Schema (draft 07). It is what files are checked against, and what editors complete
 * from; `schema.json` is a copy for them.
 */

/** As much of JSON Schema as the format needs. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Names that may only be there together with others. */
  readonly dependencies?: Readonly<Record<string, readonly string[] | { readonly anyOf: NameChoice }>>;
  /** Exactly one, or at least one of these names has to be there. */
  readonly oneOf?: NameChoice;
  readonly anyOf?: NameChoice;
}

/** Names of which some have to be there. */
export type NameChoice = readonly { readonly required: readonly [string] }[];

export type JsonType = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

const one = (...names: string[]): NameChoice => names.map((name) => ({ required: [name] }));

const text = (description: string): JsonSchema => ({ description, type: "string", minLength: 1 });
const reference = (name: string, description: string): JsonSchema => ({ description, $ref: `#/definitions/${name}` });
const list = (name: string, description: string): JsonSchema => ({
  description,
  type: "array",
  items: { $ref: `#/definitions/${name}` },
});
/** One text, or several. */
const oneOrMore = (description: string, pattern?: string): JsonSchema => {
  const form: JsonSchema = pattern === undefined ? { minLength: 1 } : { pattern };
  return { description, type: ["string", "array"], ...form, items: { type: "string", ...form } };
};
const roles = ["Started", "Stopped", "Promoted", "Unpromoted"];

const VALUES = "names and values, in order";

/** `start VIP on node1`: what is done, to what, and where. */
export const ACTION_PATTERN =
  "^(?:start|stop|restart|recover|move|migrate|reload|promote|demote|re-promote|monitor|probe|notify) \\S+(?: from \\S+)?(?: (?:on|to) \\S+)?$|^(?:fence|unfence|shutdown) \\S+$";
/** An operation that an agent carries out on a node. */
export const OPERATION_PATTERN =
  "^(?:start|stop|reload|promote|demote|monitor|probe|notify|migrate_to|migrate_from) \\S+(?: on \\S+)?$";
export const DURATION_PATTERN = "^[0-9]{1,9} ?(?:s|min|h|d)$";
export const SCORE_PATTERN = "^(?:(?:>=|<=|>|<|=) ?)?(?:[-+]?INFINITY|[-+]?[0-9]+)$";
export const AGENT_PATTERN = "^(?:ocf:[^:]+:[^:]+|(?!ocf:)[^:]+:[^:]+)$";
/** The last second of the year 9999. */
export const LATEST_TIME = 253_402_300_799;
const ORDERED_PATTERN = "^(?:(?:start|stop|promote|demote) )?\\S+$";

const action = (description: string): JsonSchema => ({ description, type: "string", pattern: ACTION_PATTERN });
const operation = (description: string): JsonSchema => ({
  description,
  type: ["string", "object"],
  pattern: OPERATION_PATTERN,
  properties: {
    operation: { description: "as in `start haproxy on node1`", type: "string", pattern: OPERATION_PATTERN },
    result: { description: "exit status of the agent; 1 unless given", type: "integer", minimum: 0, maximum: 255 },
    interval: { description: "of a monitor, if there are several", type: "string", pattern: DURATION_PATTERN },
  },
  required: ["operation"],
  additionalProperties: false,
});
const setting = (key: string, what: string, more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema => ({
  description: `sets ${what}; null removes it`,
  type: "object",
  properties: {
    ...(key === "" ? {} : { [key]: text(`the ${key} to set it for`) }),
    name: text("its name"),
    value: { description: "its value; null removes it", type: ["string", "number", "boolean", "null"] },
    ...more,
  },
  required: [...(key === "" ? [] : [key]), "name", "value"],
  additionalProperties: false,
});

const resourceProperties: Readonly<Record<string, JsonSchema>> = {
  primitive: text("ID of a primitive"),
  group: text("ID of a group"),
  clone: text("ID of a clone"),
  bundle: text("ID of a bundle"),
  xml: text("a resource as it stands in a CIB"),
  agent: { description: "`ocf:heartbeat:IPaddr2`, `systemd:haproxy`, `stonith:fence_xvm`", type: "string", pattern: AGENT_PATTERN },
  params: reference("values", "parameters of the agent"),
  utilization: reference("values", "what it takes of a node's capacity"),
  operations: list("operation", "operations, such as monitors"),
  members: { ...list("member", "members of the group, in order"), minItems: 1 },
  of: reference("inner", "what the clone has instances of, or the bundle runs"),
  podman: reference("values", "the container: image, replicas, promoted-max ..."),
  docker: reference("values", "the container: image, replicas, promoted-max ..."),
  network: reference("values", "the bundle's network: ip-range-start, control-port ..."),
  meta: reference("values", "meta-attributes"),
};

const resourceDependencies: NonNullable<JsonSchema["dependencies"]> = {
  primitive: ["agent"],
  agent: ["primitive"],
  params: ["primitive"],
  utilization: ["primitive"],
  operations: ["primitive"],
  group: ["members"],
  members: ["group"],
  clone: ["of"],
  of: { anyOf: one("clone", "bundle") },
  podman: ["bundle"],
  docker: ["bundle"],
  network: ["bundle"],
};

/** A resource of certain kinds. What is in it is of fewer kinds, so nothing nests without end. */
function resource(kinds: readonly string[]): JsonSchema {
  const isPart = (name: string): boolean => {
    const needs = resourceDependencies[name];
    if (needs === undefined || kinds.includes(name)) return name === "meta" || kinds.includes(name);
    return "anyOf" in needs ? needs.anyOf.some(({ required }) => kinds.includes(required[0])) : kinds.includes(needs[0]!);
  };
  const own = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).filter(([name]) => isPart(name)));
  const named = kinds.filter((kind) => kind !== "xml");
  return {
    type: "object",
    properties: own(resourceProperties),
    oneOf: one(...kinds),
    dependencies: { ...own(resourceDependencies), meta: { anyOf: one(...named) } },
    additionalProperties: false,
  };
}

const outline: JsonSchema = {
  type: "object",
  properties: {
    nodes: list("node", "the nodes of the cluster"),
    options: reference("values", "cluster options"),
    resources: list("resource", "what the cluster runs"),
    constraints: list("constraint", "where and in which order resources run"),
  },
  additionalProperties: false,
};

export const scenarioSchema: JsonSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "A scenario for `pe-sim test`",
  type: "object",
  properties: {
    $schema: text("where this schema is, for editors"),
    about: text("what the scenario shows, in a sentence"),
    cib: text("the CIB to start from: a file name, relative to this file, or XML"),
    start: reference("outline", "the cluster to start from, in short form; nothing has been started yet"),
    time: { description: "the time to begin with: ISO 8601, or seconds since the epoch", type: ["string", "integer"], minLength: 1, minimum: 0, maximum: LATEST_TIME },
    steps: { ...list("step", "what happens, step by step"), minItems: 1 },
  },
  required: ["steps"],
  oneOf: one("cib", "start"),
  additionalProperties: false,
  definitions: {
    outline,
    value: { type: ["string", "number", "boolean"] },
    values: { description: VALUES, type: "object", additionalProperties: { $ref: "#/definitions/value" } },
    node: {
      description: "a node: its name, or name and more",
      type: ["string", "object"],
      minLength: 1,
      properties: {
        name: text("its name"),
        attributes: reference("values", "node attributes"),
        utilization: reference("values", "its capacity"),
        online: { description: "whether it is up; true unless given", type: "boolean" },
      },
      required: ["name"],
      additionalProperties: false,
    },
    resource: resource(["primitive", "group", "clone", "bundle", "xml"]),
    inner: resource(["primitive", "group", "xml"]),
    member: resource(["primitive", "xml"]),
    operation: {
      description: "an operation with its name and interval, and timeout, role, on-fail ... as needed",
      type: "object",
      properties: { name: text("`monitor`, `start` ..."), interval: { description: "0 unless given", $ref: "#/definitions/value" } },
      required: ["name"],
      additionalProperties: { $ref: "#/definitions/value" },
    },
    constraint: {
      type: "object",
      properties: {
        id: text("its ID; made up unless given"),
        location: text("the resource that prefers or avoids a node"),
        node: text("the node that it prefers or avoids"),
        colocation: {
          description: "two resources: the first is placed by where the second is",
          type: "array",
          items: { type: "string", minLength: 1 },
          minItems: 2,
          maxItems: 2,
        },
        score: { description: "how much; INFINITY unless given", type: ["string", "integer"], pattern: "^[-+]?(?:INFINITY|[0-9]+)$" },
        role: { description: "the role of the (first) resource that it is about", type: "string", enum: roles },
        "with-role": { description: "the role of the second resource that it is about", type: "string", enum: roles },
        order: {
          description: "resources in the order in which they start, or actions like `promote db`",
          type: "array",
          items: { type: "string", pattern: ORDERED_PATTERN },
          minItems: 2,
        },
        kind: { description: "Mandatory unless given", type: "string", enum: ["Mandatory", "Optional", "Serialize"] },
        symmetrical: { description: "whether the reverse holds for stopping; true unless given", type: "boolean" },
        ticket: text("the ticket that a resource needs"),
        resource: text("the resource that needs the ticket"),
        "loss-policy": { description: "what happens without it", type: "string", enum: ["stop", "demote", "fence", "freeze"] },
        xml: text("a constraint as it stands in a CIB"),
      },
      oneOf: one("location", "colocation", "order", "ticket", "xml"),
      dependencies: {
        location: ["node"],
        node: ["location"],
        ticket: ["resource"],
        resource: ["ticket"],
        "loss-policy": ["ticket"],
        score: { anyOf: one("location", "colocation") },
        role: { anyOf: one("location", "colocation", "ticket") },
        kind: ["order"],
        symmetrical: ["order"],
        "with-role": ["colocation"],
      },
      additionalProperties: false,
    },
    step: {
      type: "object",
      properties: {
        about: text("what happens, in a sentence"),
        do: list("deed", "what happens, in order"),
        transitions: { description: "look after so many transitions, finished or not", type: "integer", minimum: 1, maximum: 100 },
        expect: list("expectation", "what is to be true then"),
      },
      additionalProperties: false,
    },
    deed: {
      type: "object",
      properties: {
        "node-fail": text("this node is lost, and would have to be fenced"),
        "node-up": text("this node comes up"),
        "node-down": text("this node leaves cleanly"),
        "node-standby": text("this node is put into standby"),
        "node-unstandby": text("this node is taken out of standby"),
        "op-fail": operation("this operation fails when the cluster carries it out; on all nodes unless one is named"),
        "op-inject": operation("this result arrives now, as of a monitor that fails; `monitor VIP on node1`"),
        "set-attribute": setting("node", "a node attribute", {
          lifetime: { description: "reboot: forgotten when the node restarts; forever unless given", type: "string", enum: ["forever", "reboot"] },
        }),
        "set-meta": setting("resource", "a meta-attribute of a resource"),
        "set-option": setting("", "a cluster option"),
        quorum: { description: "whether the cluster has quorum", type: "boolean" },
        "ticket-grant": text("this ticket is granted"),
        "ticket-revoke": text("this ticket is revoked"),
        "ticket-standby": text("this ticket is put into standby"),
        "ticket-activate": text("this ticket is taken out of standby"),
        "advance-time": { description: "so much time passes: 90s, 10min, 2h, 1d", type: "string", pattern: DURATION_PATTERN },
        cleanup: text("history and failures of this resource are forgotten"),
        edit: reference("edit", "the configuration changes"),
      },
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
    },
    edit: {
      type: "object",
      properties: {
        add: reference("outline", "what is added, in short form"),
        remove: text("ID of an element that is removed"),
        element: text("ID of an element whose attributes are changed"),
        set: {
          description: "its attributes; null removes one",
          type: "object",
          additionalProperties: { type: ["string", "number", "boolean", "null"] },
          minProperties: 1,
        },
        xml: text("an element that is added, as it stands in a CIB"),
        into: text("ID or name of the element that it becomes the last child of"),
      },
      oneOf: one("add", "remove", "element", "xml"),
      dependencies: { element: ["set"], set: ["element"], xml: ["into"], into: ["xml"] },
      additionalProperties: false,
    },
    expectation: {
      description: "what is to be true; of several things in one, all of them",
      type: "object",
      properties: {
        resource: text("the resource that this is about: a primitive, an instance, or a group, clone or bundle as a whole"),
        on: oneOrMore("it runs on exactly these nodes"),
        "not-on": oneOrMore("it runs on none of these nodes"),
        role: { description: "it has this role; with on, not-on or instances: they count what has this role", type: "string", enum: roles },
        running: { description: "it runs somewhere, or nowhere", type: "boolean" },
        instances: { description: "so many instances of it run", type: "integer", minimum: 0 },
        with: text("it runs where this resource runs"),
        "apart-from": text("it runs nowhere where this resource runs"),
        score: { description: "its score on the node that `at` names: INFINITY, 100, '>= 0'", type: ["string", "integer"], pattern: SCORE_PATTERN },
        at: text("the node that the score is about"),
        happens: oneOrMore("these actions happen, as in `start VIP on node1`, `move web`, `fence node2`", ACTION_PATTERN),
        never: oneOrMore("none of these actions happens", ACTION_PATTERN),
        order: {
          description: "these actions happen, each only after the one before it is done",
          type: "array",
          items: action("as in `stop VIP on node1`"),
          minItems: 2,
        },
        fenced: oneOrMore("exactly these nodes are fenced; [] for none"),
        settled: { description: "nothing happens", type: "boolean" },
      },
      dependencies: {
        on: ["resource"],
        "not-on": ["resource"],
        role: ["resource"],
        running: ["resource"],
        instances: ["resource"],
        with: ["resource"],
        "apart-from": ["resource"],
        score: ["resource", "at"],
        at: ["resource", "score"],
      },
      anyOf: one("on", "not-on", "role", "running", "instances", "with", "apart-from", "score", "happens", "never", "order", "fenced", "settled"),
      additionalProperties: false,
    },
  },
};
