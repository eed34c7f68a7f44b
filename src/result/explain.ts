// Answers "why is it there, and not there?" from a schedule that was made with scores and a ledger.
//
// Order   primitives as the status has them; nodes as the status has them; causes as they came, zeros among them

import type { ScoreChange, ScoreLine } from "../model/scores.ts";
import type { Score } from "../values/score.ts";
import type { ClusterStatus, NodeStatus, PrimitiveStatus, ResourceStatus } from "./cluster-status.ts";
import type { ResourceChange, Summary } from "./summary.ts";

/** What an explanation is made from: a schedule, asked for with `scores` and `ledger`. */
export interface ExplainedSchedule {
  readonly status: ClusterStatus;
  readonly summary: Summary;
  readonly scores: readonly ScoreLine[];
  readonly ledger: readonly ScoreChange[] | null;
}

/** What is to be explained. */
export interface Question {
  /** A primitive, an instance, or a group, clone or bundle for all primitives in it. */
  readonly resource: string;
  /** One node only. Default: all of them. */
  readonly node?: string | undefined;
}

/** What keeps a node from running anything, whatever the scores are. */
export type NodeObstacle = "offline" | "pending" | "unclean" | "standby" | "maintenance" | "shutdown";

/** What keeps a resource from being placed by its scores. */
export type ResourceObstacle = "disabled" | "unmanaged" | "blocked" | "removed";

/** How one node looks to a primitive. */
export interface NodeExplanation {
  readonly node: string;
  /** It is the node that the primitive will be on. */
  readonly chosen: boolean;
  readonly obstacles: readonly NodeObstacle[];
  /** At the end of assignment; `null` if the node was not considered. */
  readonly score: Score | null;
  /** What made the score, in the order in which it happened; the score begins at 0. */
  readonly causes: readonly ScoreChange[];
}

/** Why one primitive is where it is. */
export interface Explanation {
  readonly resource: string;
  /** Names of the nodes on which it is now. */
  readonly now: readonly string[];
  /** Name of the node on which it will be; `null` for none. */
  readonly next: string | null;
  readonly obstacles: readonly ResourceObstacle[];
  /** Instances of promotable clones: what counts when it is decided who is promoted; `null` for others. */
  readonly promotionScore: Score | null;
  /** What is done about it, with reasons. */
  readonly changes: readonly ResourceChange[];
  readonly nodes: readonly NodeExplanation[];
}

/** Why the primitives that go by a name are where they are; empty if there is none of that name. */
export function explain(schedule: ExplainedSchedule, question: Question): readonly Explanation[] {
  const primitives = primitivesCalled(schedule.status, question.resource);
  return primitives.map((primitive) => explainPrimitive(schedule, primitive, question.node));
}

/** Every primitive in the status with all names that it goes by: its own, in history, and those of what it is in. */
export function* namedPrimitives(status: ClusterStatus): Generator<readonly [PrimitiveStatus, readonly string[]]> {
  const open: (readonly [ResourceStatus | null, readonly string[]])[] = status.resources.map((resource) => [resource, []] as const).reverse();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const [resource, above] = item;
    if (resource === null) continue;
    const names = [...above, resource.id];
    switch (resource.kind) {
      case "primitive":
        if (resource.historyId !== null) names.push(resource.historyId);
        yield [resource, [...new Set([...names, resource.name])]];
        break;
      case "group":
        for (const member of resource.members.toReversed()) open.push([member, names]);
        break;
      case "clone":
        for (const instance of resource.instances.toReversed()) open.push([instance, [...names, resource.inner]]);
        break;
      case "bundle":
        for (const { ip, container, connection, instance } of resource.replicas.toReversed()) {
          for (const part of [instance, connection, container, ip]) open.push([part, names]);
        }
    }
  }
}

function primitivesCalled(status: ClusterStatus, name: string): PrimitiveStatus[] {
  return [...namedPrimitives(status)].flatMap(([primitive, names]) => (names.includes(name) ? [primitive] : []));
}

function explainPrimitive(schedule: ExplainedSchedule, primitive: PrimitiveStatus, node: string | undefined): Explanation {
  const changes = schedule.summary.resources.filter(({ resource }) => resource === primitive.id);
  const next = nextNode(primitive, changes);
  const nodes = schedule.status.nodes.filter(({ name }) => node === undefined || name === node);
  return Object.freeze({
    resource: primitive.id,
    now: primitive.nodes,
    next,
    obstacles: Object.freeze(obstaclesOf(primitive)),
    promotionScore: promotionScore(schedule.scores, primitive.id),
    changes: Object.freeze(changes),
    nodes: Object.freeze(nodes.map((status) => explainNode(schedule, primitive.id, status, next))),
  });
}

function promotionScore(scores: readonly ScoreLine[], resource: string): Score | null {
  const line = scores.findLast((score) => score.kind === "promotion" && score.resource === resource);
  return line?.kind === "promotion" ? line.score : null;
}

function nextNode(primitive: PrimitiveStatus, changes: readonly ResourceChange[]): string | null {
  const last = changes.at(-1);
  if (last === undefined || last.blocked) return primitive.currentNode ?? primitive.nodes[0] ?? null;
  if (last.verb === "Stop") return null;
  return last.to ?? last.from;
}

function explainNode(schedule: ExplainedSchedule, resource: string, status: NodeStatus, next: string | null): NodeExplanation {
  const node = status.name;
  const line = schedule.scores.findLast((score) => score.kind === "allocation" && score.resource === resource && score.node === node);
  const causes = (schedule.ledger ?? []).filter((change) => change.resource === resource && change.node === node);
  return Object.freeze({
    node,
    chosen: node === next,
    obstacles: Object.freeze(nodeObstacles(status)),
    score: line?.kind === "allocation" ? line.score : (causes.at(-1)?.score ?? null),
    causes: Object.freeze(causes),
  });
}

function nodeObstacles(node: NodeStatus): NodeObstacle[] {
  const result: NodeObstacle[] = [];
  if (!node.online) result.push("offline");
  if (node.pending) result.push("pending");
  if (node.unclean) result.push("unclean");
  if (node.standby || node.standbyOnFail) result.push("standby");
  if (node.maintenance) result.push("maintenance");
  if (node.shutdown) result.push("shutdown");
  return result;
}

function obstaclesOf(primitive: PrimitiveStatus): ResourceObstacle[] {
  const result: ResourceObstacle[] = [];
  if (primitive.disabled) result.push("disabled");
  if (!primitive.managed) result.push("unmanaged");
  if (primitive.blocked) result.push("blocked");
  if (primitive.removed) result.push("removed");
  return result;
}
