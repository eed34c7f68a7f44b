// Tells by digests whether the parameters that a recorded operation ran with have changed since.
//
// Traps   what is calculated is kept per node, task and interval, made from the first entry that needs it: whether there
//         is a restart digest, and which parameters are private, is that entry's say for all later ones (observed)

import { operationMeta } from "../actions/meta.ts";
import { operationParameters } from "../actions/operation-parameters.ts";
import { findOperation } from "../actions/operation.ts";
import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { FEATURE_SET } from "../nodes/feature-set.ts";
import { parametersOf } from "../resources/parameters.ts";
import { cacheOf, documentCacheOf, type Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import {
  defaultPrivateParameters,
  digestInput,
  filterParameters,
  isFencingParameter,
  md5Hex,
  parameterNames,
} from "../values/digest.ts";
import { operationKey } from "../values/operation-key.ts";
import { compareVersions } from "../values/version.ts";
import { attribute } from "../xml/element.ts";
import { hostAddress, needsHostAddress } from "../resources/address.ts";
import type { HistoryEntry } from "./entry.ts";
import { restartDigestOf } from "./failed-operations.ts";
import { extraParametersChanged, parametersChanged, restartParametersChanged } from "./messages.ts";

/** Whether parameters are as recorded; `restart`: the change cannot be reloaded; `unknown`: nothing was recorded. */
export type DigestComparison = "match" | "mismatch" | "restart" | "unknown";

/** What an operation would run with now. */
interface OperationDigests {
  /** All parameters, compared with `op-digest`. */
  readonly all: string;
  /** Those whose change needs a restart, if the history tells them; compared with `op-restart-digest`. */
  readonly restart: string | null;
  /** The last comparison's result; before the first, `restart` if the operation brings parameters of its own. */
  comparison: DigestComparison | null;
  readonly parameters: ReadonlyMap<string, string>;
  /** The entry from which these were made, which is asked for private parameters if need be. */
  readonly entry: HistoryEntry | null;
}

/** From this feature set on, the history lists which parameters are private. */
const PRIVATE_LISTED_SINCE = "3.16.0";

const digestsKey = Symbol("operation digests");
const hashesKey = Symbol("digests of texts");
const sharedKey = Symbol("what instances run with");

/** Compares an entry with what its operation would run with now. */
export function compareDigests(run: Run, resource: Resource, node: Node, entry: HistoryEntry): DigestComparison {
  const digests = digestsFor(run, resource, node, entry);
  digests.comparison = compare(run, resource, node, entry, digests);
  return digests.comparison;
}

/** The digest, compared with `op-secure-digest`, of those parameters of an entry's operation that are not private. */
export function secureDigestOf(run: Run, resource: Resource, node: Node, entry: HistoryEntry): string {
  return secureDigest(run, resource, node, digestsFor(run, resource, node, entry));
}

/** The digests of a task that no history tells about, with the default list of private parameters. */
export function unrecordedDigests(
  run: Run,
  resource: Resource,
  node: Node,
  task: string,
): { readonly all: string; readonly secure: string } {
  const digests = cachedDigests(run, resource, node, task, 0, null);
  return { all: digests.all, secure: secureDigest(run, resource, node, digests) };
}

function digestsFor(run: Run, resource: Resource, node: Node, entry: HistoryEntry): OperationDigests {
  return cachedDigests(run, resource, node, entry.task ?? "", entry.interval, entry);
}

function compare(
  run: Run,
  resource: Resource,
  node: Node,
  entry: HistoryEntry,
  digests: OperationDigests,
): DigestComparison {
  const restart = restartDigestOf(run, entry);
  if (digests.restart !== null && restart !== undefined && digests.restart !== restart) {
    report(run, restartParametersChanged, changeOf(resource, node, entry, digests.restart, restart));
    return "restart";
  }
  if (entry.digest === undefined) return "unknown";
  if (entry.digest === digests.all) return "match";
  const change = changeOf(resource, node, entry, digests.all, entry.digest);
  if (entry.interval === 0 && digests.comparison === "restart") {
    report(run, extraParametersChanged, change);
    return "restart";
  }
  report(run, parametersChanged, change);
  return "mismatch";
}

function changeOf(resource: Resource, node: Node, entry: HistoryEntry, now: string, before: string) {
  return {
    resource: resource.id,
    node: node.name,
    task: entry.task ?? "",
    interval: entry.interval,
    now,
    before,
    version: attribute(entry.element, "crm_feature_set") ?? "(null)",
    magic: entry.transitionMagic ?? "(null)",
  };
}

function cachedDigests(
  run: Run,
  resource: Resource,
  node: Node,
  task: string,
  interval: number,
  entry: HistoryEntry | null,
): OperationDigests {
  const cache = cacheOf(run, digestsKey, () => new Map<Node, Map<string, OperationDigests>>());
  let ofNode = cache.get(node);
  if (ofNode === undefined) {
    ofNode = new Map();
    cache.set(node, ofNode);
  }
  const key = operationKey(resource.id, task, interval);
  let digests = ofNode.get(key);
  if (digests === undefined) {
    digests = calculate(run, resource, node, task, interval, entry);
    ofNode.set(key, digests);
  }
  return digests;
}

function calculate(
  run: Run,
  resource: Resource,
  node: Node,
  task: string,
  interval: number,
  entry: HistoryEntry | null,
): OperationDigests {
  const address = needsHostAddress(run, resource) ? hostAddress(resource) : null;
  const ofResource = parametersOf(run, resource, node);
  const configuration = findOperation(run, resource, task, interval, true);
  const own = configuration === null ? null : operationParameters(run, resource, configuration, node);
  const meta = operationMeta(run, resource, node, task, interval, configuration);
  const { all, parameters } =
    address === null && own === null ? sharedContent(run, ofResource, meta) : contentOf(run, address, ofResource, own, meta);
  return {
    all,
    restart: entry === null ? null : restartDigest(run, parameters, entry),
    parameters,
    entry,
    comparison: interval === 0 && own !== null && own.size > 0 ? "restart" : null,
  };
}

/** What goes into a digest, and the digest. */
interface Content {
  readonly parameters: ReadonlyMap<string, string>;
  readonly all: string;
}

function contentOf(
  run: Run,
  address: string | null,
  ofResource: KeyedTable<string>,
  own: KeyedTable<string> | null,
  meta: KeyedTable<string>,
): Content {
  const parameters = new Map<string, string>();
  if (address !== null) parameters.set("addr", address);
  addMissing(parameters, ofResource.unordered());
  if (own !== null) addMissing(parameters, own.unordered());
  addTiming(parameters, meta);
  filterParameters(parameters);
  return { parameters, all: hash(run, parameters) };
}

/** {@link contentOf} what has nothing of its own beside its parameters, once for all that share their table. */
function sharedContent(run: Run, ofResource: KeyedTable<string>, meta: KeyedTable<string>): Content {
  const cache = cacheOf(run, sharedKey, () => new Map<KeyedTable<string>, Map<string, Content>>());
  let ofTable = cache.get(ofResource);
  if (ofTable === undefined) cache.set(ofResource, (ofTable = new Map()));
  const timing = `${meta.get("interval")} ${meta.get("timeout")}`;
  let content = ofTable.get(timing);
  if (content === undefined) {
    content = contentOf(run, null, ofResource, null, meta);
    ofTable.set(timing, content);
  }
  return content;
}

function addMissing(into: Map<string, string>, pairs: Iterable<readonly [string, string]>): void {
  for (const [name, value] of pairs) if (!into.has(name)) into.set(name, value);
}

/** All meta-attributes go in and are filtered out again, except that the interval decides whether the timeout stays. */
function addTiming(into: Map<string, string>, meta: KeyedTable<string>): void {
  for (const name of ["interval", "timeout"] as const) {
    const value = meta.get(name);
    if (value !== undefined && !into.has(`CRM_meta_${name}`)) into.set(`CRM_meta_${name}`, value);
  }
}

function restartDigest(run: Run, all: ReadonlyMap<string, string>, entry: HistoryEntry): string | null {
  if (restartDigestOf(run, entry) === undefined) return null;
  const list = attribute(entry.element, "op-force-restart");
  if (list === undefined) return hash(run, all);
  const parameters = new Map<string, string>();
  for (const name of parameterNames(list)) {
    const value = all.get(name);
    if (value !== undefined) parameters.set(name, value);
  }
  return hash(run, parameters);
}

/** A secure digest never contains the timeout: with the interval filtered out, the next filter removes it too. */
function secureDigest(run: Run, resource: Resource, node: Node, digests: OperationDigests): string {
  const { entry } = digests;
  const recorded = entry === null ? undefined : attribute(entry.element, "crm_feature_set");
  const version = recorded ?? attribute(run.root, "crm_feature_set") ?? FEATURE_SET;
  const recent = compareVersions(version, PRIVATE_LISTED_SINCE) >= 0;
  const parameters = new Map(recent ? digests.parameters : parametersOf(run, resource, node).unordered());
  for (const name of privateParameters(entry)) parameters.delete(name);
  if (!recent && hasFlag(resource, ResourceFlag.FenceDevice)) {
    for (const name of parameters.keys()) if (isFencingParameter(name)) parameters.delete(name);
  }
  filterParameters(parameters);
  parameters.delete("CRM_meta_timeout");
  return hash(run, parameters);
}

function privateParameters(entry: HistoryEntry | null): readonly string[] {
  if (entry === null) return defaultPrivateParameters;
  const list = attribute(entry.element, "op-secure-params");
  return list === undefined ? [] : parameterNames(list);
}

/** Many resources have the same parameters, often none, so each text is hashed once. */
function hash(run: Run, parameters: ReadonlyMap<string, string>): string {
  const text = digestInput(parameters);
  const known = documentCacheOf(run, hashesKey, () => new Map<string, string>());
  let digest = known.get(text);
  if (digest === undefined) {
    digest = md5Hex(text);
    known.set(text, digest);
  }
  return digest;
}
