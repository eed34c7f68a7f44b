import { cib } from "../../src/cib/schema/grammar/index.ts";
import type { AttributeRule, ElementRule, Form, Slot } from "../../src/cib/schema/notation.ts";
import { isOfType } from "../../src/cib/schema/values.ts";
import { hasVersion, schemaNames, type VersionIndex } from "../../src/cib/schema/versions.ts";
import type { Random } from "./random.ts";

// Makes documents that the grammar of a version accepts, by a random walk through it. Names and values are such that the
// upgrades have something to do.

/** A node of a document under construction. */
export interface DraftElement {
  name: string;
  attributes: [name: string, value: string][];
  children: (DraftElement | { comment: string })[];
}

const pairNames = [
  "cluster-infrastructure", "cluster_recheck_interval", "dc_deadtime", "default-action-timeout",
  "default_action_timeout", "default-migration-threshold", "default-resource-stickiness",
  "default_resource_stickiness", "default-resource-failure-stickiness", "default_resource_failure_stickiness",
  "election_timeout", "expected-quorum-votes", "is-managed-default", "no_quorum_policy", "notification-agent",
  "notification-recipient", "remove_after_stop", "remove-after-stop", "shutdown_escalation", "startup_fencing",
  "stonith_action", "stonith-action", "stonith_enabled", "stop_orphan_actions", "stop_orphan_resources",
  "symmetric_cluster", "transition_idle_timeout", "crmd-finalization-timeout", "crmd-integration-timeout",
  "crmd-transition-delay",
];
const parameterNames = [
  "pcmk_arg_map", "pcmk_list_cmd", "pcmk_monitor_cmd", "pcmk_off_cmd", "pcmk_on_cmd", "pcmk_reboot_cmd",
  "pcmk_status_cmd", "ip", "timeout",
];
const metaNames = [
  "isolation", "isolation-host", "isolation-instance", "isolation-wrapper", "resource-failure-stickiness",
  "resource_failure_stickiness", "requires", "target-role", "restart-type", "timeout", "resource-stickiness",
  "is-managed", "migration-threshold", "record-pending", "can_fail", "role_after_failure",
];
const operationNames = [
  "interval-origin", "start-delay", "enabled", "on-fail", "record-pending", "role", "timeout", "requires", "can_fail",
  "role_after_failure", "x",
];
const pairValues = ["1", "true", "60s", "-INFINITY", "port:plug", "port:a,b", "poweroff", "heartbeat", "cman", "#default"];

/** Options of the generator: how often what is optional is there. */
export interface Shape {
  readonly attributes: number;
  readonly comments: number;
  /** The most elements in one place. */
  readonly many: number;
}

export const usualShape: Shape = { attributes: 0.3, comments: 0.05, many: 3 };

/** A random document that a version accepts. */
export function schemaCib(version: VersionIndex, random: Random, shape: Shape = usualShape): DraftElement {
  return new Generator(version, random, shape).document();
}

interface Hole {
  readonly attribute: [string, string];
  readonly element: DraftElement;
  readonly ancestors: readonly DraftElement[];
}

class Generator {
  private readonly version: VersionIndex;
  private readonly random: Random;
  private readonly shape: Shape;
  private count = 0;
  private readonly holes: Hole[] = [];
  private readonly ids: { id: string; element: DraftElement }[] = [];

  constructor(version: VersionIndex, random: Random, shape: Shape) {
    this.version = version;
    this.random = random;
    this.shape = shape;
  }

  document(): DraftElement {
    const root = this.element(cib, []);
    const status = root.children.find((child) => "name" in child && child.name === "status");
    if (status !== undefined) (status as DraftElement).children.push(...this.statusContent());
    for (const hole of this.holes) this.close(hole);
    return root;
  }

  private element(rule: ElementRule, ancestors: readonly DraftElement[]): DraftElement {
    const element: DraftElement = { name: rule.name, attributes: [], children: [] };
    const path = [...ancestors, element];
    const form = this.form(rule, ancestors);
    const attributes = form.attributes.filter((attribute) => hasVersion(attribute.versions, this.version));
    for (const attribute of attributes) {
      if (!attribute.isRequired && !this.random.chance(this.shape.attributes)) continue;
      if (element.attributes.some(([name]) => name === attribute.name)) continue;
      this.attribute(attribute, element, path);
    }
    const children: DraftElement[] = [];
    for (const slot of form.slots) {
      if (hasVersion(slot.versions, this.version)) children.push(...this.fill(slot, path));
    }
    if (rule.content !== "sequence") this.shuffle(children);
    for (const child of children) {
      if (this.random.chance(this.shape.comments)) element.children.push({ comment: ` ${this.random.below(100)} ` });
      element.children.push(child);
    }
    if (this.random.chance(this.shape.comments)) element.children.push({ comment: "end" });
    return element;
  }

  private form(rule: ElementRule, ancestors: readonly DraftElement[]): Form {
    const forms = rule.forms.filter((form) => hasVersion(form.versions, this.version));
    // References that lead in a circle make an upgrade fail, so rules that contain others are never references.
    const isNested = rule.name === "rule" && ancestors.at(-1)?.name === "rule";
    const plain = forms.filter((form) => !isReference(form));
    if (plain.length > 0 && (isNested || !this.random.chance(0.15))) return this.random.pick(plain);
    return this.random.pick(forms);
  }

  private fill(slot: Slot, path: readonly DraftElement[]): DraftElement[] {
    // Rules in rules get rarer with depth.
    const depth = path.filter(({ name }) => name === "rule").length;
    const most = Math.min(slot.max, depth > 1 ? 1 : this.shape.many);
    const least = slot.min;
    const number = Math.max(least, this.random.chance(0.35) ? 0 : this.random.below(most + 1));
    const choices = depth > 1 ? slot.elements.filter(({ name }) => name !== "rule") : slot.elements;
    const result: DraftElement[] = [];
    for (let i = 0; i < number; i++) result.push(this.element(this.random.pick(choices), path));
    return result;
  }

  private attribute({ name, type }: AttributeRule, element: DraftElement, path: readonly DraftElement[]): void {
    const attribute: [string, string] = [name, ""];
    element.attributes.push(attribute);
    switch (type.kind) {
      case "id":
        attribute[1] = `${element.name}-${++this.count}`;
        this.ids.push({ id: attribute[1], element });
        break;
      case "idref":
        this.holes.push({ attribute, element, ancestors: path.slice(0, -1) });
        break;
      case "integer":
        attribute[1] = String(Math.max(type.min ?? 0, this.random.below((type.max ?? 12) + 1)));
        break;
      case "score":
        attribute[1] = this.random.pick(["0", "1", "5", "100", "-1", "-50", "INFINITY", "-INFINITY", "+INFINITY", "+5"]);
        break;
      case "one-of": {
        const values = type.choices.filter((choice) => hasVersion(choice.versions, this.version));
        attribute[1] = name === "validate-with" ? schemaNames[this.version]! : this.random.pick(values).value;
        break;
      }
      case "pattern":
        attribute[1] = element.name === "port-mapping" ? "80-90" : this.random.pick(["a", "a,b", "x_1.y-z"]);
        break;
      case "text":
      case "none-of":
        do attribute[1] = this.text(name, element, path);
        while (!isOfType(attribute[1], type, this.version));
        break;
    }
  }

  private text(name: string, element: DraftElement, path: readonly DraftElement[]): string {
    const { random } = this;
    if (element.name === "nvpair" && name === "name") {
      const block = path.at(-2)?.name;
      const owner = path.at(-3)?.name;
      if (block === "cluster_property_set") return random.pick(pairNames);
      if (owner === "op" || owner === "op_defaults") return random.pick(operationNames);
      return random.pick(block === "meta_attributes" ? metaNames : parameterNames);
    }
    if (element.name === "nvpair" && name === "value") return random.pick(pairValues);
    if (element.name === "op" && name === "name") return random.pick(["start", "promote", "monitor", "stop"]);
    if (name === "interval") return random.pick(["0", "10s", "20"]);
    if (element.name === "node") return `${name}${++this.count}`;
    if (element.name === "obj_ref" || element.name === "acl_target") return `${element.name}${++this.count}`;
    return random.pick(["text", "x y", "<&>\"'", ""]) + (random.chance(0.3) ? random.below(10) : "");
  }

  /** Lets a reference name something of a fitting kind, if there is any. */
  private close({ attribute, element, ancestors }: Hole): void {
    const [name] = attribute;
    const isFitting = (candidate: DraftElement): boolean => {
      if (name === "id-ref") return candidate.name === element.name && !ancestors.includes(candidate);
      if (name === "template") return candidate.name === "template";
      if (element.name === "role" || element.name === "role_ref") return candidate.name === "acl_role";
      if (element.name === "acl_permission" || name === "ref") return true;
      return /^(?:primitive|group|clone|master|bundle)$/.test(candidate.name);
    };
    const fitting = this.ids.filter((entry) => isFitting(entry.element));
    if (fitting.length > 0) {
      attribute[1] = this.random.pick(fitting).id;
      return;
    }
    if (name === "id-ref") {
      // Nothing to refer to: the reference goes.
      const parent = ancestors.at(-1)!;
      parent.children.splice(parent.children.indexOf(element), 1);
    }
    const candidates = this.ids.filter((entry) => !ancestors.includes(entry.element));
    attribute[1] = candidates.length > 0 ? this.random.pick(candidates).id : "missing";
  }

  private statusContent(): DraftElement[] {
    if (this.random.chance(0.5)) return [];
    const pair = (name: string): DraftElement => ({
      name: "nvpair",
      attributes: [
        ["id", `status-${++this.count}`],
        ["name", name],
        ["value", this.random.pick(pairValues)],
      ],
      children: [],
    });
    const block: DraftElement = {
      name: "instance_attributes",
      attributes: [["id", `status-${++this.count}`]],
      children: [pair("shutdown"), pair("x"), pair("x"), pair("pcmk_arg_map")],
    };
    const state: DraftElement = { name: "node_state", attributes: [["id", "1"], ["changed", "x"], ["uname", "a"]], children: [] };
    state.children.push({ name: "transient_attributes", attributes: [["id", "1"]], children: [block] });
    return [state];
  }

  private shuffle(list: unknown[]): void {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.random.below(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
  }
}

function isReference(form: Form): boolean {
  return form.attributes.some(({ name }) => name === "id-ref");
}

/** A document as text, in one line per element. */
export function draftText(element: DraftElement, indent = ""): string {
  const attributes = element.attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  if (element.children.length === 0) return `${indent}<${element.name}${attributes}/>\n`;
  const children = element.children.map((child) =>
    "comment" in child ? `${indent}  <!--${child.comment}-->\n` : draftText(child, `${indent}  `),
  );
  return `${indent}<${element.name}${attributes}>\n${children.join("")}${indent}</${element.name}>\n`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
