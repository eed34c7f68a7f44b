// Node health: what the `#health...` attributes of a node are worth.
//
// Rule   Pacemaker Explained, "Tracking Node Health"

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import { addScores, INFINITY, noHealthColours, parseScore, type HealthColours, type Score } from "../values/score.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { healthValueIgnored, shownHealthValueIgnored } from "./messages.ts";

/** What a node's health looks like in the status. */
export type HealthColour = "red" | "yellow" | "green";

/** The scores of the health colours under the configured strategy. */
export function healthColours(run: Run): HealthColours {
  const { options } = run.cluster;
  switch (healthStrategy(run)) {
    case "migrate-on-red":
      return { red: -INFINITY, yellow: 0, green: 0 };
    case "only-green":
      return { red: -INFINITY, yellow: -INFINITY, green: 0 };
    case "progressive":
    case "custom":
      return {
        red: optionScore(options.get("node-health-red")),
        yellow: optionScore(options.get("node-health-yellow")),
        green: optionScore(options.get("node-health-green")),
      };
    default:
      return noHealthColours;
  }
}

function optionScore(text: string | undefined): Score {
  return parseScore(text, 0, noHealthColours).score;
}

/** `node-health-strategy` in lower case. */
export function healthStrategy(run: Run): string {
  return asciiLower(run.cluster.options.get("node-health-strategy") ?? "none");
}

/** The sum of a node's health attributes and the configured base; only to be asked for if there is a strategy. */
export function healthScore(run: Run, node: Node): Score {
  const base = healthStrategy(run) === "progressive" ? optionScore(run.cluster.options.get("node-health-base")) : 0;
  let health = base;
  for (const [name, value] of node.attributes.entries()) {
    if (!name.startsWith("#health")) continue;
    const { score, error } = parseScore(value, 0, run.memory.healthColours);
    if (error !== null) report(run, healthValueIgnored, { attribute: name, node: node.name, value, error });
    else health = addScores(health, score);
  }
  return health;
}

/** The worst colour that a node's health attributes amount to; green without a strategy. */
export function healthColourOf(run: Run, node: Node): HealthColour {
  if (healthStrategy(run) === "none") return "green";
  const { red, yellow, green } = run.memory.healthColours;
  let worst: HealthColour = "green";
  for (const [name, value] of node.attributes.entries()) {
    if (!name.startsWith("#health")) continue;
    if (equalsIgnoreCase(value, "red")) return "red";
    if (equalsIgnoreCase(value, "yellow")) {
      worst = "yellow";
      continue;
    }
    const { score, error } = parseScore(value, 0, run.memory.healthColours);
    if (error !== null) report(run, shownHealthValueIgnored, { attribute: name, node: node.name, value, error });
    else if (score <= red) return "red";
    else if (yellow !== green && score <= yellow) worst = "yellow";
  }
  return worst;
}
