import { attribute, childElements, idOf, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { hasRule, idPrefix, isNamed, namesWithoutRule, nameOf, pairsOf, renamedPair } from "./blocks-2.10.ts";
import { reportRequiresAttributes, requiresBlocks, translateOperations } from "./operations-2.10.ts";
import type { Say } from "./step.ts";

// 2.10 to 3.0: primitives and templates. Only their own blocks are translated, not those of groups and the like.

export function translateResource(resource: XmlElement, say: Say): XmlElement {
  const id = idOf(resource) ?? "";
  const metaBlocks = childElements(resource, "meta_attributes");
  const resourceMeta = namesWithoutRule(metaBlocks);
  const laterNames = namesMadeLater(metaBlocks);
  const children: XmlNode[] = [];
  for (const child of resource.children) {
    if (isNamed(child, "operations")) {
      children.push(translateOperations(child, { resource: id, resourceMeta, say }));
    } else if (isNamed(child, "instance_attributes")) {
      const block = translateParameters(child, say);
      if (block !== null) children.push(block);
    } else if (isNamed(child, "meta_attributes")) {
      const block = translateMeta(child, laterNames.get(child)!, id, say);
      if (block !== null) children.push(block);
    } else {
      children.push(child);
    }
  }
  const ops = childElements(resource, "operations").flatMap((operations) => childElements(operations, "op"));
  reportRequiresAttributes(ops, id, say);
  const added = resourceMeta.has("requires") ? [] : requiresBlocks(ops, id);
  return { ...resource, children: [...children, ...added] };
}

/**
 * A block in which each pair is replaced by what `translate` makes of it, `null` for nothing; `isContent` tells which
 * pairs keep the block alive. Observed: comments before a pair that is written appear twice, and without a rule a comment
 * keeps the block alive, too.
 */
function withResourcePairs(
  block: XmlElement,
  isContent: (pair: XmlElement) => boolean,
  translate: (pair: XmlElement) => XmlElement | null,
): XmlElement | null {
  const children: XmlNode[] = [];
  let comments: XmlNode[] = [];
  let hasContent = false;
  for (const child of block.children) {
    if (child.kind !== "element") {
      comments.push(child);
      children.push(child);
      continue;
    }
    if (child.name !== "nvpair") {
      children.push(child);
    } else {
      const pair = translate(child);
      if (isContent(child)) hasContent = true;
      if (pair !== null) {
        for (const comment of comments) children.push(comment);
        children.push(pair);
      }
    }
    comments = [];
  }
  const hasComment = block.children.some((child) => child.kind !== "element");
  return hasContent || (hasComment && !hasRule(block)) ? { ...block, children } : null;
}

const PORT = "port:";

function translateParameters(block: XmlElement, say: Say): XmlElement | null {
  return withResourcePairs(
    block,
    (pair) => !isDroppedMap(pair),
    (pair) => {
      const name = nameOf(pair);
      const subject = `DEBUG: Resource instance_attributes: ${idPrefix(pair)}`;
      if (isDroppedMap(pair)) {
        say(`${subject}dropping ${name}`);
        return null;
      }
      if (name === "pcmk_arg_map") {
        say(`${subject}renaming ${name} as pcmk_host_argument for matching ${PORT} prefix that will, meanwhile, get dropped`);
        return renamedPair(pair, "pcmk_host_argument", attribute(pair, "value")!.slice(PORT.length));
      }
      if (!/^pcmk_(?:list|monitor|off|on|reboot|status)_cmd$/.test(name)) return pair;
      const newName = name.replace(/_cmd$/, "_action");
      say(`${subject}renaming ${name} as ${newName}`);
      return renamedPair(pair, newName);
    },
  );
}

/** An argument map is only kept if all it says is which argument gets the host's name. */
function isDroppedMap(pair: XmlElement): boolean {
  if (nameOf(pair) !== "pcmk_arg_map") return false;
  const value = attribute(pair, "value") ?? "";
  return !value.startsWith(PORT) || value.includes(",");
}

/** What a meta-attribute becomes: itself, another, or nothing. */
type MetaFate =
  | { readonly kind: "keep" }
  | { readonly kind: "drop" }
  | { readonly kind: "become"; readonly name: string; readonly value: string };

function metaFate(pair: XmlElement): MetaFate {
  switch (nameOf(pair)) {
    case "isolation":
    case "isolation-host":
    case "isolation-instance":
    case "isolation-wrapper":
      return { kind: "become", name: "target-role", value: "Stopped" };
    case "resource-failure-stickiness":
    case "resource_failure_stickiness":
      if (attribute(pair, "value") !== "-INFINITY") return { kind: "drop" };
      return { kind: "become", name: "migration-threshold", value: "1" };
    default:
      return { kind: "keep" };
  }
}

/** For each block the names that later blocks without a rule get by translation. */
function namesMadeLater(blocks: readonly XmlElement[]): Map<XmlElement, ReadonlySet<string>> {
  const result = new Map<XmlElement, ReadonlySet<string>>();
  let later: ReadonlySet<string> = new Set();
  for (const block of blocks.toReversed()) {
    result.set(block, later);
    if (!hasRule(block)) later = new Set([...later, ...namesMade(block)]);
  }
  return result;
}

function namesMade(block: XmlElement): string[] {
  return pairsOf(block)
    .map(metaFate)
    .flatMap((fate) => (fate.kind === "become" ? [fate.name] : []));
}

/**
 * A block of meta-attributes. A translated pair should be written unless another of the same new name is; observed is that
 * it is only written if it comes first of all that remains in this block and later ones, or nothing there becomes that
 * name. Otherwise the translation is lost. Blocks with a rule do not count.
 */
function translateMeta(block: XmlElement, later: ReadonlySet<string>, resource: string, say: Say): XmlElement | null {
  const own = hasRule(block) ? [] : pairsOf(block);
  const first = own.find((pair) => metaFate(pair).kind !== "drop");
  const made = hasRule(block) ? later : new Set([...later, ...namesMade(block)]);
  return withResourcePairs(
    block,
    (pair) => metaFate(pair).kind !== "drop",
    (pair) => {
      const fate = metaFate(pair);
      if (fate.kind === "keep") return pair;
      reportMeta(pair, fate, `${resource} (meta=${idOf(block) ?? ""}): `, say);
      if (fate.kind === "drop") return null;
      return pair === first || !made.has(fate.name) ? renamedPair(pair, fate.name, fate.value) : null;
    },
  );
}

function reportMeta(pair: XmlElement, fate: MetaFate, subject: string, say: Say): void {
  const start = "Resource meta_attributes: ";
  const name = nameOf(pair);
  if (fate.kind === "drop") {
    say(`INFO: ${start}${subject}dropping ${name}`);
    say(`INFO: ${start}... migration-threshold can be configured instead`);
  } else if (fate.kind === "become" && fate.name === "target-role") {
    say(`WARNING: ${start}${subject}renaming ${name} as ${fate.name}, redefined as ${fate.value}`);
    say(`WARNING: ${start}... i.e. resource at hand disabled; isolation wrappers obsoleted with bundle resources`);
  } else if (fate.kind === "become") {
    say(`DEBUG: ${start}${subject}renaming ${name} as ${fate.name}, redefined as ${fate.value}, for matching -INFINITY`);
  }
}
