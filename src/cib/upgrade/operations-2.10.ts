import { attribute, childElements, createElement, idOf, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { commentedPairs, hasRule, isNamed, MADE, madeAttributes, nameOf, pairsOf, withPairs } from "./blocks-2.10.ts";
import { withoutAttribute } from "./rewrite.ts";
import type { Say } from "./step.ts";

// 2.10 to 3.0: operations. What an operation has as instance attributes but is really about the operation moves to its
// meta-attributes; `requires` of a start or promote becomes a meta-attribute of the resource.

/** Names that are meta-attributes, wherever they stand. */
const metaNames: ReadonlySet<string> = new Set([
  "interval-origin",
  "start-delay",
  "enabled",
  "on-fail",
  "record-pending",
  "role",
  "timeout",
]);

const ONLY_START = "... only start/promote operation taken into account";

/** What the operations of a resource need to know about it. */
export interface OperationContext {
  readonly resource: string;
  /** Names of the resource's own meta-attributes, in blocks without a rule. */
  readonly resourceMeta: ReadonlySet<string>;
  readonly say: Say;
}

/** Operations that decide what a resource requires. */
export function isGating(op: XmlElement): boolean {
  const name = attribute(op, "name");
  return name === "start" || name === "promote";
}

export function translateOperations(operations: XmlElement, context: OperationContext): XmlElement {
  const children = operations.children.map((child) => (isNamed(child, "op") ? translateOp(child, context) : child));
  return { ...operations, children };
}

function translateOp(op: XmlElement, context: OperationContext): XmlElement {
  reportMoves(op, context);
  const moved: XmlNode[] = [];
  const conditional: XmlElement[] = [];
  movedPairs(childElements(op, "instance_attributes"), context).forEach(({ block, nodes }) => {
    if (!hasRule(block)) {
      for (const node of nodes) moved.push(node);
    } else if (nodes.length > 0) {
      const others = block.children.filter((child) => !isNamed(child, "nvpair"));
      conditional.push(createElement("meta_attributes", madeAttributes(block), [...others, ...nodes]));
    }
  });

  const target = moved.length === 0 ? undefined : childElements(op, "meta_attributes").find((block) => !hasRule(block));
  const children: XmlNode[] = [];
  for (const child of op.children) {
    if (isNamed(child, "instance_attributes")) {
      const block = withPairs(child, (pair) => (metaNames.has(nameOf(pair)) || nameOf(pair) === "requires" ? null : pair));
      if (block !== null) children.push(block);
    } else if (isNamed(child, "meta_attributes")) {
      const block = withPairs(child, (pair) => (nameOf(pair) === "requires" ? null : pair));
      if (child === target) children.push({ ...child, children: [...(block?.children ?? []), ...moved] });
      else if (block !== null) children.push(block);
    } else {
      children.push(child);
    }
  }
  if (moved.length > 0 && target === undefined) {
    children.push(createElement("meta_attributes", ["id", `${MADE}${idOf(op) ?? ""}-meta`], moved));
  }
  return { ...withoutAttribute(op, "requires"), children: [...children, ...conditional] };
}

/**
 * What moves from each block, with the comments before it: unless the resource, or a later block without a rule, has it as
 * well. Observed: what is inside a pair is lost.
 */
function movedPairs(
  blocks: readonly XmlElement[],
  context: OperationContext,
): { readonly block: XmlElement; readonly nodes: readonly XmlNode[] }[] {
  const later = new Set<string>();
  const result = blocks.toReversed().map((block) => {
    const nodes = commentedPairs(block)
      .filter(({ pair }) => {
        const name = nameOf(pair);
        return metaNames.has(name) && !context.resourceMeta.has(name) && !later.has(name);
      })
      .flatMap((commented) => [...commented.nodes.slice(0, -1), { ...commented.pair, children: [] }]);
    if (!hasRule(block)) for (const pair of pairsOf(block)) later.add(nameOf(pair));
    return { block, nodes };
  });
  return result.toReversed();
}

/** Says what becomes of the pairs: blocks without a rule, meta-attributes, blocks with a rule. */
function reportMoves(op: XmlElement, { resource, say }: OperationContext): void {
  const subject = (block: XmlElement): string => `${idOf(op) ?? ""} (rsc=${resource}, meta=${idOf(block) ?? ""}): `;
  const reportParameters = (block: XmlElement): void => {
    const start = `Resources-operation instance_attributes: `;
    for (const pair of pairsOf(block)) {
      const name = nameOf(pair);
      if (metaNames.has(name)) {
        say(`DEBUG: ${start}${subject(block)}moving ${name} under meta_attributes as ${name} unless already defined there`);
      } else if (name === "requires") {
        if (isGating(op)) {
          say(
            `DEBUG: ${start}${subject(block)}moving requires under per-resource-meta_attributes as requires unless already defined there for matching start|promote`,
          );
        } else {
          say(`INFO: ${start}${subject(block)}dropping requires`);
          say(`INFO: ${start}${ONLY_START}`);
        }
      }
    }
  };

  const parameterBlocks = childElements(op, "instance_attributes");
  for (const block of parameterBlocks) if (!hasRule(block)) reportParameters(block);
  for (const block of childElements(op, "meta_attributes")) {
    for (const pair of pairsOf(block)) {
      if (nameOf(pair) === "requires") reportRequires(op, subject(block), say);
    }
  }
  for (const block of parameterBlocks) if (hasRule(block)) reportParameters(block);
}

function reportRequires(op: XmlElement, subject: string, say: Say): void {
  const start = "Resources-operation: ";
  if (isGating(op)) {
    say(`DEBUG: ${start}${subject}moving requires under meta_attributes as requires unless already defined there for matching start|promote`);
  } else {
    say(`INFO: ${start}${subject}dropping requires`);
    say(`INFO: ${start}${ONLY_START}`);
  }
}

/** Says what becomes of `requires` as an attribute of operations. */
export function reportRequiresAttributes(ops: readonly XmlElement[], resource: string, say: Say): void {
  for (const op of ops) {
    if (attribute(op, "requires") !== undefined) reportRequires(op, `${idOf(op) ?? ""} (rsc=${resource}): `, say);
  }
}

/** The meta-attribute blocks of the resource that say what its operations required. */
export function requiresBlocks(ops: readonly XmlElement[], resource: string): XmlElement[] {
  const last = ops.findLast((op) => isGating(op) && attribute(op, "requires") !== undefined);
  if (last !== undefined) {
    const pairId = `${MADE}${idOf(last) ?? ""}-meta-requires`;
    const pair = createElement("nvpair", ["id", pairId, "name", "requires", "value", attribute(last, "requires")!]);
    return [createElement("meta_attributes", ["id", `${MADE}${resource}-meta`], [pair])];
  }

  const gating = ops.filter(isGating).toReversed();
  // Whether a block without a rule has it: any at all among the meta-attributes, and any that comes later of each kind.
  const anyMeta = gating.some((op) => childElements(op, "meta_attributes").some(isUnconditional));
  const later = { meta_attributes: false, instance_attributes: false };

  const result: XmlElement[] = [];
  for (const op of gating) {
    for (const block of childElements(op).toReversed()) {
      const { name } = block;
      if (name !== "meta_attributes" && name !== "instance_attributes") continue;
      const pairs = pairsOf(block).filter(isRequires);
      if (pairs.length === 0) continue;
      if (!later[name] && (name === "meta_attributes" || !anyMeta)) {
        const rest = block.children.filter((child) => !isNamed(child, "nvpair"));
        result.push(createElement("meta_attributes", madeAttributes(block), [...rest, ...pairs]));
      }
      if (!hasRule(block)) later[name] = true;
    }
  }
  return result.toReversed();
}

function isRequires(pair: XmlElement): boolean {
  return nameOf(pair) === "requires";
}

/** Whether a block says what is required whatever a rule says, and so supersedes those before it. */
function isUnconditional(block: XmlElement): boolean {
  return !hasRule(block) && pairsOf(block).some(isRequires);
}
