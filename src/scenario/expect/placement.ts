// Expectations about where a resource is at the end of a step, and in which role.

import type { Unit } from "../cast.ts";
import type { ScenarioPath } from "../problem.ts";
import type { CheckResult } from "../result.ts";
import { listed, type Expectation } from "../scenario.ts";
import { causesOf, check, describeUnits, enumerate, explainOn, unknownNode, unknownResource, type Scene } from "./scene.ts";

/** Checks all that an expectation says about the place of its resource. */
export function checkPlacement(scene: Scene, expectation: Expectation, path: ScenarioPath): CheckResult[] {
  const name = expectation.resource;
  if (name === undefined) return [];
  const unknown = unknownResource(scene, name);
  if (unknown !== null) {
    return [check(`there is a resource ${name}`, [...path, "resource"], false, () => ({ instead: [unknown] }))];
  }
  return new Placement(scene, expectation, name, path).run();
}

class Placement {
  private readonly scene: Scene;
  private readonly expectation: Expectation;
  private readonly name: string;
  private readonly path: ScenarioPath;
  private readonly all: readonly Unit[];
  /** What has the role in question. */
  private readonly units: readonly Unit[];
  private readonly places: ReadonlySet<string>;
  private readonly results: CheckResult[] = [];

  constructor(scene: Scene, expectation: Expectation, name: string, path: ScenarioPath) {
    this.scene = scene;
    this.expectation = expectation;
    this.name = name;
    this.path = path;
    this.all = scene.cast.unitsOf(name);
    const { role } = expectation;
    this.units = role === undefined ? this.all : this.all.filter((unit) => unit.role === role);
    this.places = new Set(this.units.flatMap(({ nodes }) => nodes));
  }

  run(): CheckResult[] {
    const { on, role, running, instances } = this.expectation;
    const notOn = this.expectation["not-on"];
    if (on !== undefined) this.checkOn(listed(on));
    if (notOn !== undefined) this.checkNotOn(listed(notOn));
    if (role !== undefined && on === undefined && notOn === undefined && instances === undefined) this.checkRole(role);
    if (running !== undefined) this.checkRunning(running);
    if (instances !== undefined) this.checkInstances(instances);
    if (this.expectation.with !== undefined) this.checkWith(this.expectation.with);
    if (this.expectation["apart-from"] !== undefined) this.checkApart(this.expectation["apart-from"]);
    return this.results;
  }

  private checkOn(nodes: readonly string[]): void {
    const passed = this.places.size === new Set(nodes).size && nodes.every((node) => this.places.has(node));
    const where = nodes.length === 0 ? "no node" : enumerate(nodes);
    this.add("on", `${this.name} ${this.verb} ${where}`, passed, nodes);
  }

  private checkNotOn(nodes: readonly string[]): void {
    const passed = !nodes.some((node) => this.places.has(node));
    const verb = this.expectation.role === undefined ? "does not run on" : `is not ${this.expectation.role} on`;
    this.add("not-on", `${this.name} ${verb} ${enumerate(nodes, "or")}`, passed, nodes);
  }

  private checkRole(role: string): void {
    const passed = role === "Stopped" ? this.all.every(({ nodes }) => nodes.length === 0) : this.units.length > 0;
    this.add("role", `${this.name} is ${role}`, passed, []);
  }

  private checkRunning(running: boolean): void {
    const passed = running ? this.all.some(({ active }) => active) : this.all.every(({ nodes }) => nodes.length === 0);
    this.add("running", `${this.name} ${running ? "runs" : "does not run"}`, passed, []);
  }

  private checkInstances(instances: number): void {
    const count = this.units.reduce((sum, { nodes, active }) => sum + (active ? nodes.length : 0), 0);
    const { role } = this.expectation;
    const [noun, run, be] = instances === 1 ? ["instance", "runs", "is"] : ["instances", "run", "are"];
    const what = role === undefined ? run : `${be} ${role}`;
    this.add("instances", `${instances} ${noun} of ${this.name} ${what}`, count === instances, [], `it is ${count}`);
  }

  private checkWith(other: string): void {
    const places = this.placesOf(other, "with");
    const passed = this.places.size > 0 && [...this.places].every((node) => places.has(node));
    this.add("with", `${this.name} runs where ${other} runs`, passed, [...places], this.describe(other));
  }

  private checkApart(other: string): void {
    const places = this.placesOf(other, "apart-from");
    const passed = ![...this.places].some((node) => places.has(node));
    this.add("apart-from", `${this.name} runs nowhere where ${other} runs`, passed, [...places], this.describe(other));
  }

  private placesOf(other: string, word: string): ReadonlySet<string> {
    const unknown = unknownResource(this.scene, other);
    if (unknown !== null) {
      this.results.push(check(`there is a resource ${other}`, [...this.path, word], false, () => ({ instead: [unknown] })));
    }
    return new Set(this.scene.cast.unitsOf(other).flatMap(({ nodes }) => nodes));
  }

  private describe(name: string): string {
    return describeUnits(name, this.scene.cast.unitsOf(name));
  }

  private get verb(): string {
    const { role } = this.expectation;
    return role === undefined ? "runs on" : `is ${role} on`;
  }

  private add(word: string, expected: string, passed: boolean, nodes: readonly string[], more?: string): void {
    const { scene, name } = this;
    const path = [...this.path, word];
    const unknown = nodes.flatMap((node) => unknownNode(scene, node) ?? []);
    const result = check(expected, path, passed && unknown.length === 0, () => {
      if (unknown.length > 0) return { instead: unknown };
      const actual = this.all.flatMap((unit) => unit.nodes);
      return {
        instead: [this.describe(name), ...(more === undefined ? [] : [more])],
        causes: causesOf(scene, name),
        explanations: explainOn(scene, name, nodes.length === 0 ? [] : [...new Set([...nodes, ...actual])]),
      };
    });
    this.results.push(result);
  }
}
