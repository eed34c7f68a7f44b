import { type ElementRule, either, element, from, many, maybe, optional, required, upTo, when } from "../notation.ts";
import { id, idref, noneOf, oneOf, score, text } from "../values.ts";
import { between, everyVersion, since, type Versions } from "../versions.ts";
import { optionRule, resourceRule } from "./rules.ts";

// Blocks of name-value pairs, which differ by place in three ways: the generation of their rules, whether a pair may
// refer to another, and names that a version no longer allows there.

/** Names that some versions forbid in a place; `values` limits the ban to these values (an absent one counts, too). */
interface Ban {
  readonly versions: Versions;
  readonly names: readonly string[];
  readonly values?: readonly string[];
}

interface BlockStyle {
  /** Versions in which a pair may be a reference. */
  readonly references: Versions;
  readonly rule: ElementRule;
  readonly bans?: readonly Ban[];
}

/** Defines a block in one of its places. */
export function block(name: string, style: BlockStyle): ElementRule {
  return element(name, "interleave", [
    either([required("id-ref", idref)], [
      required("id", id),
      optional("score", score),
      maybe(style.rule),
      many(pair(style.references, style.bans ?? [])),
    ]),
  ]);
}

function pair(references: Versions, bans: readonly Ban[]): ElementRule {
  const whole = bans.filter((ban) => ban.values === undefined);
  const partial = bans.filter((ban) => ban.values !== undefined);
  const restricted = bans.reduce((versions, ban) => versions | ban.versions, 0);

  const definitions = whole.map((ban) => {
    const special = partial.filter((other) => other.versions === ban.versions);
    const names = noneOf(...ban.names, ...special.flatMap((other) => other.names));
    return [when(ban.versions, required("id", id), required("name", names), ...value())];
  });
  const exceptions = partial.map((ban) => [
    when(ban.versions, required("id", id), required("name", oneOf(...ban.names)), required("value", noneOf(...ban.values!))),
  ]);
  return element("nvpair", "interleave", [
    either(
      [when(everyVersion & ~restricted, required("id", id), required("name", text), ...value())],
      ...exceptions,
      ...definitions,
      [when(references, required("id-ref", idref), upTo("3.10", optional("name", text)))],
    ),
  ]);
}

/** The value of a pair: dispensable until 3.10. */
function value() {
  return [upTo("3.10", optional("value", text)), from("4.0", required("value", text))];
}

const inSections = since("1.3");
const inOptions = since("3.0");

export const clusterOptions = block("cluster_property_set", {
  references: inOptions,
  rule: optionRule,
  bans: [
    {
      versions: between("3.0", "3.10"),
      names: [
        "cluster_recheck_interval", "dc_deadtime", "default-action-timeout", "default_action_timeout",
        "default-migration-threshold", "default_migration_threshold", "default-resource-failure-stickiness",
        "default_resource_failure_stickiness", "default-resource-stickiness", "default_resource_stickiness",
        "election_timeout", "expected-quorum-votes", "is-managed-default", "is_managed_default", "no_quorum_policy",
        "notification-agent", "notification-recipient", "remove_after_stop", "shutdown_escalation", "startup_fencing",
        "stonith_action", "stonith_enabled", "stop_orphan_actions", "stop_orphan_resources", "symmetric_cluster",
        "transition_idle_timeout",
      ],
    },
    {
      versions: between("3.0", "3.10"),
      names: ["cluster-infrastructure"],
      values: ["heartbeat", "openais", "classic openais", "classic openais (with plugin)", "cman"],
    },
    {
      versions: since("4.0"),
      names: ["crmd-finalization-timeout", "crmd-integration-timeout", "crmd-transition-delay", "remove-after-stop"],
    },
    { versions: since("4.0"), names: ["stonith-action"], values: ["poweroff"] },
  ],
});

const noRestartType: Ban = { versions: since("4.0"), names: ["restart-type"] };
const noFailureNames: Ban = { versions: since("4.0"), names: ["can_fail", "role_after_failure"] };

export const resourceDefaults = block("meta_attributes", {
  references: inOptions,
  rule: optionRule,
  bans: [noRestartType],
});

export const operationDefaults = block("meta_attributes", {
  references: inOptions,
  rule: optionRule,
  bans: [noFailureNames],
});

/** Node attributes, utilization, and parameters of groups, clones and bundles. */
export const instanceAttributes = block("instance_attributes", { references: inSections, rule: resourceRule });
export const utilization = block("utilization", { references: inSections, rule: resourceRule });

export const collectiveMeta = block("meta_attributes", {
  references: inSections,
  rule: resourceRule,
  bans: [noRestartType],
});

export const primitiveMeta = block("meta_attributes", {
  references: inSections,
  rule: resourceRule,
  bans: [
    {
      versions: between("3.0", "3.10"),
      names: ["isolation", "isolation-host", "isolation-instance", "isolation-wrapper"],
    },
    noRestartType,
  ],
});

export const primitiveParameters = block("instance_attributes", {
  references: inSections,
  rule: resourceRule,
  bans: [
    {
      versions: between("3.0", "3.0"),
      names: [
        "pcmk_arg_map", "pcmk_list_cmd", "pcmk_monitor_cmd", "pcmk_off_cmd", "pcmk_on_cmd", "pcmk_reboot_cmd",
        "pcmk_status_cmd",
      ],
    },
  ],
});

export const operationMeta = block("meta_attributes", {
  references: inSections,
  rule: resourceRule,
  bans: [{ versions: between("3.0", "3.10"), names: ["requires"] }, noFailureNames],
});

export const operationParameters = block("instance_attributes", {
  references: inSections,
  rule: resourceRule,
  bans: [
    {
      versions: between("3.0", "3.0"),
      names: ["interval-origin", "start-delay", "enabled", "on-fail", "record-pending", "role", "timeout", "requires"],
    },
  ],
});
