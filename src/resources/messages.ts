// What can be wrong with the resources of a CIB. Everything here leaves the rest of the configuration usable.

import { message } from "../diagnostics.ts";

export const resourceWithoutId = message({
  code: "resource-without-id",
  kind: "config-error",
  origin: "unpack_resources",
  text: (p: { tag: string }) => `Ignoring <${p.tag}> resource without ID`,
});

export const resourceIgnored = message({
  code: "resource-ignored",
  kind: "config-error",
  origin: "unpack_resources",
  text: (p: { tag: string; id: string }) => `Ignoring <${p.tag}> resource '${p.id}' because configuration is invalid`,
});

export const noFencing = message<null>({
  code: "fencing-not-defined",
  kind: "config-error",
  origin: "unpack_resources",
  text: () =>
    "Resource start-up disabled since no fencing resources have been defined. Either configure some or disable fencing with the fencing-enabled option. NOTE: Clusters with shared data need fencing to ensure data integrity.",
});

export const configurationWithoutId = message({
  code: "resource-configuration-without-id",
  kind: "config-error",
  origin: "pe__unpack_resource",
  text: (p: { tag: string }) => `Ignoring <${p.tag}> configuration without id`,
});

export const unknownResourceType = message({
  code: "resource-type-unknown",
  kind: "config-error",
  origin: "pe__unpack_resource",
  text: (p: { tag: string; id: string }) => `Ignoring resource '${p.id}' of unknown type '${p.tag}'`,
});

export const templateSelfReference = message({
  code: "template-self-reference",
  kind: "config-error",
  origin: "unpack_template",
  text: (p: { id: string }) => `The resource object '${p.id}' should not reference itself`,
});

export const templateUnknown = message({
  code: "template-unknown",
  kind: "config-error",
  origin: "unpack_template",
  text: (p: { template: string }) => `No template named '${p.template}'`,
});

export const metaDefaultDeprecated = message({
  code: "meta-attribute-default-deprecated",
  kind: "config-warning",
  origin: "dup_attr",
  text: (p: { name: string }) =>
    `Support for setting meta-attributes (such as ${p.name}) to the explicit value '#default' is deprecated and will be removed in a future release`,
});

export const priorityInvalid = message({
  code: "resource-priority-invalid",
  kind: "config-warning",
  origin: "unpack_priority",
  text: (p: { id: string; value: string }) =>
    `Using default (0) for resource ${p.id} priority because '${p.value}' is not a valid value: Bad input value provided`,
});

export const stickinessInvalid = message({
  code: "resource-stickiness-invalid",
  kind: "config-warning",
  origin: "unpack_stickiness",
  text: (p: { id: string; value: string }) =>
    `Using default (0) for resource ${p.id} resource-stickiness because '${p.value}' is not a valid value: Bad input value provided`,
});

export const thresholdInvalid = message({
  code: "migration-threshold-invalid",
  kind: "config-warning",
  origin: "unpack_migration_threshold",
  text: (p: { id: string; value: string; reason: string }) =>
    `Using default (INFINITY) for resource ${p.id} meta-attribute migration-threshold because '${p.value}' is not a valid value: ${p.reason}`,
});

export const multipleActiveInvalid = message({
  code: "multiple-active-invalid",
  kind: "config-warning",
  origin: "pe__unpack_resource",
  text: (p: { value: string }) =>
    `${p.value} is not a valid value for multiple-active, using default of "stop_start"`,
});

const explicitDefault = (name: string): string =>
  `Support for setting ${name} to the explicit value 'default' is deprecated and will be removed in a future release (just leave it unset)`;

export const managedDefaultDeprecated = message<null>({
  code: "is-managed-default-deprecated",
  kind: "config-warning",
  origin: "pe__unpack_resource",
  text: () => explicitDefault("is-managed"),
});

export const targetRoleDefaultDeprecated = message<null>({
  code: "target-role-default-deprecated",
  kind: "config-warning",
  origin: "get_target_role",
  text: () => explicitDefault("target-role"),
});

export const stickinessDefaultDeprecated = message<null>({
  code: "resource-stickiness-default-deprecated",
  kind: "config-warning",
  origin: "unpack_stickiness",
  text: () => explicitDefault("resource-stickiness"),
});

export const thresholdDefaultDeprecated = message<null>({
  code: "migration-threshold-default-deprecated",
  kind: "config-warning",
  origin: "unpack_migration_threshold",
  text: () => explicitDefault("migration-threshold"),
});

export const requiresDisabledFencing = message({
  code: "requires-disabled-fencing",
  kind: "config-warning",
  origin: "unpack_requires",
  text: (p: { id: string }) => `${p.id} requires fencing but fencing is disabled`,
});

export const unfencingOfFenceDevice = message({
  code: "requires-unfencing-of-fence-device",
  kind: "config-warning",
  origin: "unpack_requires",
  text: (p: { id: string }) =>
    `Resetting "requires" for ${p.id} to "quorum" because fencing devices cannot require unfencing`,
});

export const unfencingWithoutFencing = message({
  code: "requires-unfencing-without-fencing",
  kind: "config-warning",
  origin: "unpack_requires",
  text: (p: { id: string }) => `Resetting "requires" for ${p.id} to "quorum" because fencing is disabled`,
});

export const requiresInvalid = message({
  code: "requires-invalid",
  kind: "config-error",
  origin: "unpack_requires",
  text: (p: { id: string; value: string; used: string }) =>
    `Resetting 'requires' for ${p.id} to '${p.used}' because '${p.value}' is not valid`,
});

export const targetRoleInvalid = message({
  code: "target-role-invalid",
  kind: "config-error",
  origin: "get_target_role",
  text: (p: { id: string; value: string }) => `Ignoring 'target-role' for ${p.id} because '${p.value}' is not valid`,
});

export const targetRoleNeedsPromotable = message({
  code: "target-role-needs-promotable",
  kind: "config-error",
  origin: "get_target_role",
  text: (p: { id: string; value: string }) =>
    `Ignoring 'target-role' for ${p.id} because '${p.value}' only makes sense for promotable clones`,
});

export const uniqueNotPossible = message({
  code: "clone-forced-anonymous",
  kind: "config-warning",
  origin: "pe__force_anon",
  text: (p: { clone: string; standard: string; id: string }) =>
    `Ignoring globally-unique for ${p.clone} because ${p.standard} resources such as ${p.id} can be used only as anonymous clones`,
});

export const promotionNotPossible = message({
  code: "agent-not-promotable",
  kind: "config-error",
  origin: "native_unpack",
  text: (p: { id: string; standard: string }) =>
    `Resource ${p.id} is of type ${p.standard} and therefore cannot be used as a promotable clone resource`,
});

export const groupWithoutMembers = message({
  code: "group-without-members",
  kind: "config-error",
  origin: "group_unpack",
  text: (p: { id: string }) => `Group ${p.id} has no members`,
});

const groupOptionDeprecated = (name: string) =>
  message<null>({
    code: `group-${name}-deprecated`,
    kind: "config-warning",
    origin: "set_group_flag",
    once: true,
    text: () =>
      `Support for the '${name}' group meta-attribute is deprecated and will be removed in a future release (use a resource set instead)`,
  });

export const groupOrderedDeprecated = groupOptionDeprecated("ordered");
export const groupCollocatedDeprecated = groupOptionDeprecated("collocated");

const promotedAliasDeprecated = (alias: string, name: string) =>
  message({
    code: `clone-${alias}-deprecated`,
    kind: "config-warning",
    origin: "unpack_meta_int",
    once: true,
    text: (p: { id: string }) =>
      `Support for the ${alias} meta-attribute (such as in ${p.id}) is deprecated and will be removed in a future release. Use the ${name} meta-attribute instead.`,
  });

export const masterMaxDeprecated = promotedAliasDeprecated("master-max", "promoted-max");
export const masterNodeMaxDeprecated = promotedAliasDeprecated("master-node-max", "promoted-node-max");

export const cloneWithoutChild = message({
  code: "clone-without-child",
  kind: "config-error",
  origin: "clone_unpack",
  text: (p: { id: string }) => `${p.id} has nothing to clone`,
});

export const cloneNodeMaxIgnored = message({
  code: "clone-node-max-ignored",
  kind: "config-error",
  origin: "clone_unpack",
  text: (p: { id: string; value: number }) =>
    `Ignoring clone-node-max of ${p.value} for ${p.id} because anonymous clones support only one instance per node`,
});

export const bundlePortInvalid = message({
  code: "bundle-port-invalid",
  kind: "config-error",
  origin: "pe__unpack_bundle",
  text: (p: { id: string }) => `Invalid port directive ${p.id}`,
});

export const bundleMountInvalid = message({
  code: "bundle-mount-invalid",
  kind: "config-error",
  origin: "pe__unpack_bundle",
  text: (p: { id: string }) => `Invalid mount directive ${p.id}`,
});

export const bundleWithoutNetwork = message({
  code: "bundle-without-network",
  kind: "config-error",
  origin: "pe__unpack_bundle",
  text: (p: { bundle: string; primitive: string }) =>
    `Cannot control ${p.bundle} inside ${p.primitive} without either ip-range-start or control-port`,
});

export const controlPortNeedsOnePerHost = message({
  code: "bundle-control-port-per-host",
  kind: "config-error",
  origin: "valid_network",
  text: (p: { bundle: string }) =>
    `Specifying the 'control-port' for ${p.bundle} requires 'replicas-per-host=1'`,
});

export const launcherUnknown = message({
  code: "launcher-unknown",
  kind: "config-error",
  origin: "unpack_launcher",
  text: (p: { id: string; container: string }) => `Resource ${p.id}: Unknown container ${p.container}`,
});

/** The reference logs a failed assertion; its words are kept, since they are what users see. */
export const connectionWithoutNode = message<null>({
  code: "connection-without-node",
  kind: "error",
  origin: "log_assertion_as",
  text: () => "link_rsc2remotenode: Triggered fatal assertion at unpack.c:797 : remote_node != NULL",
});

export const secondHistory = message({
  code: "clone-second-history",
  kind: "notice",
  origin: "find_anonymous_clone",
  text: (p: { clone: string; node: string }) =>
    `Active (now-)anonymous clone ${p.clone} has multiple "removed" instance histories on ${p.node}`,
});
