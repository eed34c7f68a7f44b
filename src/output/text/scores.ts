import { formatScore, type ScoreLine } from "../../index.ts";
import type { TextWriter } from "./writer.ts";

/** Scores and capacities in the order in which scheduling arrived at them. */
export function writeScores(writer: TextWriter, title: string | null, lines: readonly ScoreLine[]): void {
  writer.beginList(title);
  writeScoreLines(writer, lines);
  writer.endList();
}

/** The same as part of a list that is open. */
export function writeScoreLines(writer: TextWriter, lines: readonly ScoreLine[]): void {
  for (const line of lines) {
    if (line.kind === "message") writer.info(line.text);
    else writer.item(scoreText(line));
  }
}

function scoreText(line: Exclude<ScoreLine, { kind: "message" }>): string {
  switch (line.kind) {
    case "allocation":
      return `${line.label}: ${line.resource} allocation score on ${line.node}: ${formatScore(line.score)}`;
    case "promotion": {
      const place = line.node === null ? "(inactive)" : `on ${line.node}`;
      return `${line.resource} promotion score ${place}: ${formatScore(line.score)}`;
    }
    case "capacity":
      return `${line.label}: ${line.node} capacity:${attributesText(line.attributes)}`;
    case "usage":
      return `${line.label}: ${line.resource} utilization on ${line.node}:${attributesText(line.attributes)}`;
  }
}

function attributesText(attributes: readonly (readonly [string, string])[]): string {
  return attributes.map(([name, value]) => ` ${name}=${value}`).join("");
}
