// Explanations as a person reads them: each node with its score, and under it what made it.

import { formatScore, type Explanation, type NodeExplanation, type NodeObstacle, type ResourceObstacle, type ScoreCause } from "../../index.ts";

const resourceObstacles: Readonly<Record<ResourceObstacle, string>> = {
  disabled: "target-role keeps it down",
  unmanaged: "it is not managed",
  blocked: "it is blocked by a failure",
  removed: "it is no longer configured",
};

const nodeObstacles: Readonly<Record<NodeObstacle, string>> = {
  offline: "offline",
  pending: "joining",
  unclean: "to be fenced",
  standby: "in standby",
  maintenance: "in maintenance",
  shutdown: "shutting down",
};

/** The lines of an explanation, without indentation of its own. */
export function explanationLines({ resource, obstacles, promotionScore, next, nodes }: Explanation): string[] {
  const lines = obstacles.map((obstacle) => `${resource}: ${resourceObstacles[obstacle]}`);
  if (promotionScore !== null && next !== null) lines.push(`${resource}: promotion score ${formatScore(promotionScore)} (on ${next})`);
  for (const node of nodes) lines.push(...nodeLines(resource, node));
  return lines;
}

function nodeLines(resource: string, { node, chosen, obstacles, score, causes }: NodeExplanation): string[] {
  const remarks = [...(chosen ? ["chosen"] : []), ...obstacles.map((obstacle) => nodeObstacles[obstacle])];
  const remark = remarks.length === 0 ? "" : ` (${remarks.join(", ")})`;
  const head = `${resource} on ${node}: ${score === null ? "not considered" : formatScore(score)}${remark}`;
  const changes = causes.filter(({ delta }) => delta !== 0);
  return [head, ...changes.map(({ delta, cause }) => `  ${signed(delta)} ${causeText(cause)}`)];
}

function signed(delta: number): string {
  return `${delta < 0 ? "" : "+"}${formatScore(delta)}`;
}

/** What changed a score, in terms of what a user wrote. */
export function causeText(cause: ScoreCause): string {
  switch (cause.kind) {
    case "location":
      return `location constraint ${cause.constraint}`;
    case "colocation":
      return `colocation ${cause.constraint} with ${cause.with}`;
    case "stickiness":
      return "resource-stickiness";
    case "health":
      return "node health";
    case "failures":
      return `failed ${cause.count} times, as often as migration-threshold allows`;
    case "failed-operation":
      return `failed operation ${cause.operation}`;
    case "ticket":
      return `ticket ${cause.ticket}`;
    case "shutdown-lock":
      return "shutdown lock";
    case "exclusive-discovery":
      return "resource-discovery is exclusive elsewhere";
    case "removed":
      return "it is no longer configured";
    case "unmanaged":
      return "it is not managed";
    case "multiply-active":
      return "it is active on several nodes";
    case "utilization":
      return "the node's capacity";
    case "target-role":
      return "target-role";
    case "instance-limit":
      return "no more instances are wanted there";
    case "promotion-score":
      return "promotion score";
    case "default":
      return "symmetric-cluster";
    case "structure":
      return "what it is part of";
  }
}
