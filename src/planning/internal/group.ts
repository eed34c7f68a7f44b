// Ties the members of a group together: kept on one node and started one after the other, unless the deprecated options
// say otherwise; and frames them by the group's own points in time.
//
// Order   per member: its own internals, its colocation, then orderings with the group, then with earlier members

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { recordColocation } from "../../assignment/colocations.ts";
import { hasFlag, ResourceFlag, topOf, type Group, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { internalColocation } from "./colocation.ts";
import { createInternals } from "./index.ts";

const { Ordered, FirstImpliesThen, UnrunnableFirstBlocks, ThenImpliesFirst, IntermediateStop } = OrderFlag;
const { ThenImpliesFirstGraphed, FirstImpliesThenGraphed } = OrderFlag;
const mandatory = FirstImpliesThen | UnrunnableFirstBlocks;
const completes = UnrunnableFirstBlocks | FirstImpliesThen | FirstImpliesThenGraphed;

/** What the orderings of a member depend on. */
interface Context {
  readonly group: Group;
  readonly ordered: boolean;
  readonly promotable: boolean;
  previous: Resource | null;
  /** The last member so far that is active. */
  lastActive: Resource | null;
}

export function createGroupInternals(group: Group, run: Run): void {
  orderOperations(run, group, "stop", group, "stopped", UnrunnableFirstBlocks);
  orderOperations(run, group, "stopped", group, "start", Ordered);
  orderOperations(run, group, "start", group, "running", UnrunnableFirstBlocks);

  const context: Context = {
    group,
    ordered: hasFlag(group, ResourceFlag.Ordered),
    promotable: hasFlag(topOf(group), ResourceFlag.Promotable),
    previous: null,
    lastActive: null,
  };
  const colocated = hasFlag(group, ResourceFlag.Colocated);
  for (const member of group.children) {
    createInternals(member, run);
    if (colocated && context.previous !== null) {
      const influence = hasFlag(member, ResourceFlag.Critical);
      recordColocation(run, internalColocation("#group-members", member, context.previous, INFINITY, influence));
    }
    frameMember(run, context, member);
    chainMember(run, context, member);
    if (isActive(member)) context.lastActive = member;
    context.previous = member;
  }
}

/** Orders a member within what the group as a whole does. */
function frameMember(run: Run, { group, ordered, promotable, previous }: Context, member: Resource): void {
  const first = ordered && previous === null;
  const down = first ? Ordered | ThenImpliesFirstGraphed : ThenImpliesFirstGraphed;
  const postDown = first ? FirstImpliesThen : FirstImpliesThenGraphed;
  if (promotable) {
    orderOperations(run, group, "demote", member, "demote", down);
    orderOperations(run, member, "demote", group, "demoted", postDown);
    orderOperations(run, member, "promote", group, "promoted", completes);
    orderOperations(run, group, "promote", member, "promote", ThenImpliesFirstGraphed);
  }
  orderOperations(run, group, "stop", member, "stop", down);
  orderOperations(run, member, "stop", group, "stopped", postDown);
  orderOperations(run, group, "start", member, "start", ThenImpliesFirstGraphed);
  orderOperations(run, member, "start", group, "running", completes);
}

/** Orders a member after the one before it (or, where members have no order, after the group's start). */
function chainMember(run: Run, context: Context, member: Resource): void {
  const { group, ordered, promotable, previous, lastActive } = context;
  if (!ordered || previous === null) {
    // the first of an ordered group gets relations without any effect, which still take numbers
    const flags = ordered ? 0 : mandatory | ThenImpliesFirstGraphed;
    orderOperations(run, group, "start", member, "start", flags);
    if (promotable) orderOperations(run, group, "promote", member, "promote", flags);
    return;
  }
  orderOperations(run, previous, "start", member, "start", mandatory);
  orderOperations(run, member, "stop", previous, "stop", Ordered | IntermediateStop);
  if (isActive(member) && !isActive(previous)) {
    orderOperations(run, member, "stop", previous, "start", ThenImpliesFirst | UnrunnableFirstBlocks);
  }
  if (promotable) {
    orderOperations(run, previous, "promote", member, "promote", mandatory);
    orderOperations(run, member, "demote", previous, "demote", Ordered);
  }
  // an inactive member in between must not make the order of stops fall apart
  if (isActive(member) && !isActive(previous) && lastActive !== null) {
    orderOperations(run, member, "stop", lastActive, "stop", Ordered);
  }
}

function isActive(member: Resource): boolean {
  return member.activeNodes.length > 0;
}
