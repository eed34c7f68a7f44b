// The index of all scenarios, scenarios/README.md: by topic, and by rule.

import type { Rule, Scenario } from "./scenario.ts";

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [key: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}

function stepCount(scenario: Scenario): string {
  return scenario.steps.length === 1 ? "" : ` (${scenario.steps.length} steps)`;
}

function behaviour(scenario: Scenario): string {
  return scenario.name.slice(scenario.topic.length + 1);
}

/** The whole file. */
export function indexText(scenarios: readonly Scenario[], rules: readonly Rule[]): string {
  const topics = grouped(scenarios, (scenario) => scenario.topic);
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const lines = [
    "# Scenarios",
    "",
    "<!-- Made by `npm run scenarios:index`. -->",
    "",
    `${scenarios.length} short stories in ${steps} steps, told to Pacemaker 3.0.3's \`crm_simulate\`, with what it answered. \`npm test\` tells them to`,
    "`pe-sim` and compares.",
    "",
    "A scenario is a folder: `cib.xml`, the cluster at the beginning; `case.json`, what happens; `expected/1.txt` and so on, the",
    "recorded answers, one file per step. A step changes the configuration (`edit`), lets time pass (`advance`), or makes something",
    "happen to the cluster (`events`, options of `crm_simulate`); then the transition is simulated, and the next step begins with the",
    "CIB that this leaves behind. A step with a `command` runs just that. Recorded are the summary, the scores in their order, the",
    "graph, the drawing with its lines sorted, and the saved CIB (its digest, or all of it with `showsCib`). A step that says",
    "why it `differs` is one where `pe-sim` answers otherwise on purpose. The graph is without",
    "feature set and batch limit; where the programs write the machine's time, the files have the CIB's `execution-date`.",
    "",
    "To add one: write `cib.xml` and `case.json`, run `npm run scenarios:record -- scenarios/TOPIC/BEHAVIOUR` with the reference on PATH,",
    "read what it recorded, run `npm run scenarios:index`.",
    "",
    "| topic | scenarios |",
    "|---|---|",
    ...topics.map(([topic, own]) => `| [${topic}](#${topic}) | ${own.length} |`),
    "",
    "## By topic",
  ];
  for (const [topic, own] of topics) {
    lines.push("", `### ${topic}`, "");
    for (const scenario of own) {
      lines.push(`- [${behaviour(scenario)}](${scenario.name}/case.json)${stepCount(scenario)}: ${scenario.about}`);
    }
  }
  const differing = scenarios.filter((scenario) => scenario.steps.some((step) => step.differs !== undefined));
  if (differing.length > 0) lines.push("", "## Where `pe-sim` differs on purpose", "");
  for (const scenario of differing) {
    const reasons = scenario.steps.flatMap((step) => step.differs ?? []);
    lines.push(`- [${scenario.name}](${scenario.name}/case.json): ${reasons.join("; ")}`);
  }
  lines.push("", "## By rule", "", `${rules.length} rules change results.`);
  for (const [topic, own] of grouped(rules, (rule) => rule.topic)) {
    lines.push("", `### Rules: ${topic}`, "");
    for (const rule of own) {
      const shown = scenarios.filter((scenario) => scenario.rules.includes(rule.name));
      lines.push(`- **${rule.name}**: ${rule.says}`);
      lines.push(`  ${shown.map((scenario) => `[${scenario.name}](${scenario.name}/case.json)`).join(", ") || "*no scenario*"}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
