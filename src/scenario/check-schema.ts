// Checks data against a schema, with messages for people. Every problem is found, not only the first.
//
// Order   in that of the data; what is missing or goes together comes first at each place
// Rule    knows exactly the part of JSON Schema that `JsonSchema` declares

import { nearest, type ScenarioPath, type ScenarioProblem } from "./problem.ts";
import type { JsonSchema, JsonType, NameChoice } from "./schema.ts";

/** What is wrong with data according to a schema; empty if nothing is. */
export function checkSchema(data: unknown, schema: JsonSchema): ScenarioProblem[] {
  return new Checker(schema).run(data);
}

interface Place {
  readonly value: unknown;
  readonly schema: JsonSchema;
  readonly path: ScenarioPath;
}

class Checker {
  private readonly root: JsonSchema;
  private readonly problems: ScenarioProblem[] = [];
  /** What is still to be checked, the next one last. */
  private readonly open: Place[] = [];

  constructor(root: JsonSchema) {
    this.root = root;
  }

  run(data: unknown): ScenarioProblem[] {
    this.open.push({ value: data, schema: this.root, path: [] });
    for (let place = this.open.pop(); place !== undefined; place = this.open.pop()) this.check(place);
    return this.problems;
  }

  private check({ value, schema: given, path }: Place): void {
    const schema = given.$ref === undefined ? given : { ...this.resolve(given.$ref), description: given.description };
    const types = typesOf(schema);
    if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
      this.add(path, `Expected ${types.map(typeWords).join(" or ")}${hint(schema)}, but this is ${describe(value)}`);
      return;
    }
    if (typeof value === "string") this.checkText(value, schema as JsonSchema, path);
    else if (typeof value === "number") this.checkNumber(value, schema as JsonSchema, path);
    else if (Array.isArray(value)) this.checkList(value, schema as JsonSchema, path);
    else if (typeof value === "object" && value !== null) this.checkObject(value, schema as JsonSchema, path);
  }

  private resolve(reference: string): JsonSchema {
    return this.root.definitions![reference.slice("#/definitions/".length)]!;
  }

  private checkText(value: string, schema: JsonSchema, path: ScenarioPath): void {
    if (schema.minLength !== undefined && value.length < schema.minLength) this.add(path, `This is empty${hint(schema)}`);
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
      const guess = nearest(value, schema.enum);
      this.add(path, `'${value}' is none of ${schema.enum.join(", ")}${guess === null ? "" : `; did you mean '${guess}'?`}`);
    }
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
      this.add(path, `'${value}' is not understood${hint(schema)}`);
    }
  }

  private checkNumber(value: number, schema: JsonSchema, path: ScenarioPath): void {
    const { minimum, maximum } = schema;
    if (minimum !== undefined && value < minimum) this.add(path, `${value} is less than ${minimum}`);
    if (maximum !== undefined && value > maximum) this.add(path, `${value} is more than ${maximum}`);
  }

  private checkList(value: readonly unknown[], schema: JsonSchema, path: ScenarioPath): void {
    const { items, minItems, maxItems } = schema;
    if (minItems !== undefined && value.length < minItems) this.add(path, `At least ${minItems} wanted${hint(schema)}`);
    if (maxItems !== undefined && value.length > maxItems) this.add(path, `At most ${maxItems} wanted${hint(schema)}`);
    if (items === undefined) return;
    for (let i = value.length - 1; i >= 0; i--) this.open.push({ value: value[i], schema: items, path: [...path, i] });
  }

  private checkObject(value: object, schema: JsonSchema, path: ScenarioPath): void {
    const entries = Object.entries(value);
    const has = (name: string): boolean => Object.hasOwn(value, name);
    for (const name of schema.required ?? []) if (!has(name)) this.add(path, `'${name}' is missing`);
    this.checkChoices(schema, has, path, entries.length);
    const properties = schema.properties ?? {};
    for (const [name, needs] of Object.entries(schema.dependencies ?? {})) {
      if (has(name)) this.checkDependency(name, needs, has, path);
    }
    for (let i = entries.length - 1; i >= 0; i--) {
      const [name, child] = entries[i]!;
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const childSchema = own ?? schema.additionalProperties;
      if (childSchema === false) this.unknown(name, Object.keys(properties), [...path, name]);
      else if (childSchema !== undefined) this.open.push({ value: child, schema: childSchema, path: [...path, name] });
    }
  }

  private checkChoices(schema: JsonSchema, has: (name: string) => boolean, path: ScenarioPath, count: number): void {
    const { oneOf, anyOf, minProperties, maxProperties } = schema;
    if (oneOf !== undefined) {
      const given = namesOf(oneOf).filter(has);
      if (given.length === 0) this.add(path, `One of ${namesOf(oneOf).join(", ")} has to be given`);
      if (given.length > 1) this.add(path, `Only one of ${given.join(", ")} can be given`);
    }
    if (anyOf !== undefined && !namesOf(anyOf).some(has)) {
      this.add(path, `At least one of ${namesOf(anyOf).join(", ")} has to be given`);
    }
    if (minProperties !== undefined && count < minProperties) this.add(path, `This is empty${hint(schema)}`);
    if (maxProperties !== undefined && count > maxProperties) {
      this.add(path, `Only ${maxProperties} thing can be given here; begin another one with a dash`);
    }
  }

  private checkDependency(
    name: string,
    needs: readonly string[] | { readonly anyOf: NameChoice },
    has: (name: string) => boolean,
    path: ScenarioPath,
  ): void {
    if ("anyOf" in needs) {
      const names = namesOf(needs.anyOf);
      if (!names.some(has)) this.add([...path, name], `'${name}' makes sense only with ${names.join(" or ")}`);
      return;
    }
    for (const need of needs) if (!has(need)) this.add([...path, name], `'${name}' needs '${need}' beside it`);
  }

  private unknown(name: string, known: readonly string[], path: ScenarioPath): void {
    const guess = nearest(name, known);
    this.add(path, `'${name}' is not known here${guess === null ? ` (there is ${known.join(", ")})` : `; did you mean '${guess}'?`}`);
  }

  private add(path: ScenarioPath, message: string): void {
    this.problems.push({ path, message });
  }
}

function namesOf(choice: NameChoice): readonly string[] {
  return choice.map(({ required }) => required[0]);
}

function hint({ description }: { readonly description?: string | undefined }): string {
  return description === undefined ? "" : ` (${description})`;
}

function typesOf({ type }: { readonly type?: JsonSchema["type"] }): readonly JsonType[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
  }
}

function typeWords(type: JsonType): string {
  switch (type) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "integer":
      return "a whole number";
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "array":
      return "a list";
    case "object":
      return "names with values";
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "names with values";
  return typeof value === "string" ? `the text '${value}'` : String(value);
}
