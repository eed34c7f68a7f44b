import { attribute, childElements, createElement, firstChild, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { commentedPairs, hasRule, idPrefix, isNamed, MADE, nameOf, namesWithoutRule, renamedPair, withPairs } from "./blocks-2.10.ts";
import type { Say } from "./step.ts";

// 2.10 to 3.0: cluster options. Old spellings are renamed, options without effect dropped, and those that are defaults
// of resources or operations move to their own sections.

type Section = "op_defaults" | "rsc_defaults";

/** What becomes of an option; `when` limits it to some values, `otherwise` is for the others. */
type Fate =
  | { readonly kind: "rename"; readonly to: string }
  | { readonly kind: "drop"; readonly instead: string; readonly values?: readonly string[] }
  | { readonly kind: "move"; readonly section: Section; readonly to: string };

const MIGRATION_THRESHOLD = "migration-threshold in rsc_defaults can be configured instead";
const ALERTS = "standalone alerts can be configured instead";

const infrastructures = ["heartbeat", "openais", "classic openais", "classic openais (with plugin)", "cman"];

const fates: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  [
    "cluster-infrastructure",
    {
      kind: "drop",
      instead: "corosync (2+) infrastructure can be used instead, though the value is not of significance",
      values: infrastructures,
    },
  ],
  ["cluster_recheck_interval", { kind: "rename", to: "cluster-recheck-interval" }],
  ["dc_deadtime", { kind: "rename", to: "dc-deadtime" }],
  ...both("default-action-timeout", { kind: "move", section: "op_defaults", to: "timeout" }),
  ...both("default-migration-threshold", { kind: "drop", instead: MIGRATION_THRESHOLD }),
  ...both("default-resource-stickiness", { kind: "move", section: "rsc_defaults", to: "resource-stickiness" }),
  // Unless its value says something that there is still a way to say.
  ...both("default-resource-failure-stickiness", { kind: "drop", instead: MIGRATION_THRESHOLD }),
  ["election_timeout", { kind: "rename", to: "election-timeout" }],
  ["expected-quorum-votes", { kind: "drop", instead: "corosync (2+) infrastructure tracks quorum on its own" }],
  ...both("is-managed-default", { kind: "move", section: "rsc_defaults", to: "is-managed" }),
  ["no_quorum_policy", { kind: "rename", to: "no-quorum-policy" }],
  ["notification-agent", { kind: "drop", instead: ALERTS }],
  ["notification-recipient", { kind: "drop", instead: ALERTS }],
  ["remove_after_stop", { kind: "rename", to: "remove-after-stop" }],
  ["shutdown_escalation", { kind: "rename", to: "shutdown-escalation" }],
  ["startup_fencing", { kind: "rename", to: "startup-fencing" }],
  ["stonith_action", { kind: "rename", to: "stonith-action" }],
  ["stonith_enabled", { kind: "rename", to: "stonith-enabled" }],
  ["stop_orphan_actions", { kind: "rename", to: "stop-orphan-actions" }],
  ["stop_orphan_resources", { kind: "rename", to: "stop-orphan-resources" }],
  ["symmetric_cluster", { kind: "rename", to: "symmetric-cluster" }],
  ["transition_idle_timeout", { kind: "rename", to: "cluster-delay" }],
]);

/** An option under its name with hyphens and under that with underscores. */
function both(name: string, fate: Fate): [string, Fate][] {
  return [
    [name, fate],
    [name.replaceAll("-", "_"), fate],
  ];
}

/** Whether the option says that a resource may not stay anywhere it failed once. */
function isFailureThreshold(pair: XmlElement): boolean {
  return (
    /^default[-_]resource[-_]failure[-_]stickiness$/.test(nameOf(pair)) &&
    fates.has(nameOf(pair)) &&
    attribute(pair, "value") === "-INFINITY"
  );
}

function fateOf(pair: XmlElement): Fate | null {
  if (isFailureThreshold(pair)) return { kind: "move", section: "rsc_defaults", to: "migration-threshold" };
  const fate = fates.get(nameOf(pair));
  if (fate === undefined) return null;
  if (fate.kind === "drop" && fate.values !== undefined && !fate.values.includes(attribute(pair, "value") ?? "")) return null;
  return fate;
}

/** A block of cluster options as 3.0 has it; `null` if nothing remains. */
export function translateClusterOptions(block: XmlElement, say: Say): XmlElement | null {
  return withPairs(block, (pair) => {
    const fate = fateOf(pair);
    if (fate === null) return pair;
    const subject = `Cluster properties: ${idPrefix(pair)}`;
    const name = nameOf(pair);
    switch (fate.kind) {
      case "rename":
        say(`DEBUG: ${subject}renaming ${name} as ${fate.to}`);
        return renamedPair(pair, fate.to);
      case "drop":
        say(`INFO: ${subject}dropping ${name}${fate.values === undefined ? "" : MATCHING_INFRASTRUCTURE}`);
        say(`INFO: Cluster properties: ... ${fate.instead}`);
        return null;
      case "move": {
        const redefined = isFailureThreshold(pair) ? ", redefined as 1, for matching -INFINITY" : "";
        say(`DEBUG: ${subject}moving ${name} under ${fate.section} as ${fate.to} unless already defined there${redefined}`);
        return null;
      }
    }
  });
}

const MATCHING_INFRASTRUCTURE = " for matching heartbeat|openais|classic openais|classic openais (with plugin)|cman";

/** What moves to a section, from the blocks without a rule: each pair as it will be, after its comments. */
function movedTo(section: Section, configuration: XmlElement): { name: string; nodes: XmlNode[] }[] {
  const moved: { name: string; nodes: XmlNode[] }[] = [];
  for (const crmConfig of childElements(configuration, "crm_config")) {
    for (const block of childElements(crmConfig, "cluster_property_set")) {
      if (hasRule(block)) continue;
      for (const { pair, nodes } of commentedPairs(block)) {
        const fate = fateOf(pair);
        if (fate?.kind !== "move" || fate.section !== section) continue;
        const made = renamedPair(pair, fate.to, isFailureThreshold(pair) ? "1" : undefined);
        moved.push({ name: fate.to, nodes: [...nodes.slice(0, -1), made] });
      }
    }
  }
  return moved;
}

/** The children of `configuration` with the moved options in their sections. */
export function placeMovedOptions(configuration: XmlElement, children: readonly XmlNode[]): readonly XmlNode[] {
  let result = children;
  for (const name of ["op_defaults", "rsc_defaults"] as const) {
    const moved = movedTo(name, configuration);
    if (moved.length === 0) continue;
    const existing = firstChild(configuration, name);
    if (existing === undefined) {
      const id = `${MADE}-${name.replace("_", "-")}`;
      const block = createElement("meta_attributes", ["id", id], moved.flatMap(({ nodes }) => nodes));
      result = [...result, createElement(name, [], [block])];
    } else {
      const taken = namesWithoutRule(childElements(existing, "meta_attributes"));
      const added = moved.filter((option) => !taken.has(option.name)).flatMap(({ nodes }) => nodes);
      result = result.map((child) => (isNamed(child, name) ? withAdded(child, added) : child));
    }
  }
  return result;
}

/** A section with nodes added to its first block without a rule. Without such a block they are lost. */
function withAdded(section: XmlElement, nodes: readonly XmlNode[]): XmlElement {
  const target = section.children.find((child) => isNamed(child, "meta_attributes") && !hasRule(child));
  if (target === undefined || nodes.length === 0) return section;
  const children = section.children.map((child) =>
    child === target ? { ...(target as XmlElement), children: [...(target as XmlElement).children, ...nodes] } : child,
  );
  return { ...section, children };
}
