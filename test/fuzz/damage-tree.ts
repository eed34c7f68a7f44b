import { schemaNames } from "../../src/cib/schema/versions.ts";
import type { Random } from "../support/random.ts";
import type { DraftElement } from "../support/schema-cib.ts";
import { hostileNames, hostileNumbers, hostileTexts, sizeOptions } from "./hostile.ts";

// Damages a tree so that most of it still means something: other values, other references, things twice or elsewhere.

const references = new Set([
  "id-ref", "rsc", "with-rsc", "first", "then", "template", "ref", "node", "ticket", "target", "target-pattern", "target-value", "uname", "name", "rsc-pattern",
]);

/** Elements that are added at a time; copies of copies would soon fill the memory. */
const LARGEST_COPY = 500;

interface Place {
  readonly element: DraftElement;
  readonly parent: DraftElement | null;
}

/** Changes a document in a few ways. */
export function damageTree(root: DraftElement, random: Random): void {
  const times = 1 + random.below(random.chance(0.3) ? 10 : 3);
  for (let i = 0; i < times; i++) damageOnce(root, placesIn(root), random);
  // without validation damage reaches further
  const schema = root.attributes.find(([name]) => name === "validate-with");
  if (schema !== undefined && random.chance(0.5)) schema[1] = random.chance(0.8) ? "none" : random.pick(schemaNames);
}

function damageOnce(root: DraftElement, places: readonly Place[], random: Random): void {
  const { element, parent } = random.pick(places);
  const attribute = element.attributes.length === 0 ? null : random.pick(element.attributes);
  switch (random.below(12)) {
    case 0:
    case 1:
      if (attribute !== null) attribute[1] = hostileValue(random);
      break;
    case 2:
    case 3:
      refer(places, random);
      break;
    case 4:
      renameEverywhere(places, random);
      break;
    case 5:
      setOption(places, random);
      break;
    case 6:
      if (attribute !== null) element.attributes.splice(element.attributes.indexOf(attribute), 1);
      break;
    case 7:
      element.name = random.pick(places).element.name;
      break;
    case 8:
      if (parent !== null) parent.children.splice(parent.children.indexOf(element), 1);
      break;
    case 9:
      copyElsewhere(element, random.pick(places).element, random);
      break;
    case 10:
      damageHistory(places, random);
      break;
    default:
      if (attribute !== null) attribute[1] = random.pick(places).element.attributes.find(([name]) => name === attribute[0])?.[1] ?? attribute[1];
      break;
  }
  if (random.chance(0.01)) root.children.length = 0;
}

function hostileValue(random: Random): string {
  return random.pick(random.pick([hostileNames, hostileNumbers, hostileNumbers, hostileTexts]));
}

/** Points a reference at some ID: any, its own, or that of something around it. */
function refer(places: readonly Place[], random: Random): void {
  const slots = places.flatMap((place) =>
    place.element.attributes.filter(([name]) => references.has(name)).map((attribute) => ({ place, attribute })),
  );
  if (slots.length === 0) return;
  const { place, attribute } = random.pick(slots);
  const target = random.chance(0.6) ? random.pick(places).element : random.chance(0.5) ? place.element : (place.parent ?? place.element);
  const id = target.attributes.find(([name]) => name === "id")?.[1];
  if (id !== undefined) attribute[1] = id;
  if (random.chance(0.1)) attribute[0] = "id-ref";
}

/** Gives something another name wherever it is mentioned. */
function renameEverywhere(places: readonly Place[], random: Random): void {
  const { attributes } = random.pick(places).element;
  if (attributes.length === 0) return;
  const [, old] = random.pick(attributes);
  const fresh = random.chance(0.7) ? random.pick(hostileNames) : (random.pick(places).element.attributes[0]?.[1] ?? "");
  for (const { element } of places) for (const attribute of element.attributes) if (attribute[1] === old) attribute[1] = fresh;
}

function setOption(places: readonly Place[], random: Random): void {
  const blocks = places.filter(({ element }) => /_attributes$|^cluster_property_set$|^utilization$/.test(element.name));
  const name = random.pick(sizeOptions);
  const pair: DraftElement = {
    name: "nvpair",
    attributes: [["id", `fuzz-${random.below(1e9)}`], ["name", name], ["value", random.pick(random.chance(0.8) ? hostileNumbers : hostileNames)]],
    children: [],
  };
  const owners = places.filter(({ element }) => /^(?:primitive|group|clone|master|bundle)$/.test(element.name));
  if (owners.length > 0 && (blocks.length === 0 || random.chance(0.5))) {
    const block: DraftElement = { name: "meta_attributes", attributes: [["id", `fuzz-${random.below(1e9)}`]], children: [pair] };
    random.pick(owners).element.children.unshift(block);
  } else if (blocks.length > 0) {
    random.pick(blocks).element.children.unshift(pair);
  }
}

function copyElsewhere(element: DraftElement, target: DraftElement, random: Random): void {
  const copies = random.chance(0.9) ? 1 : 30;
  if (placesIn(element).length * copies > LARGEST_COPY) return;
  // the target may be in the element, which would then grow from copy to copy
  const original = structuredClone(element);
  for (let i = 0; i < copies; i++) {
    const copy = structuredClone(original);
    if (random.chance(0.7)) for (const place of placesIn(copy)) giveNewId(place.element, random);
    target.children.splice(random.below(target.children.length + 1), 0, copy);
  }
}

function giveNewId({ attributes }: DraftElement, random: Random): void {
  for (const attribute of attributes) if (attribute[0] === "id") attribute[1] += `-${random.below(1e6)}`;
}

const tasks = ["start", "stop", "monitor", "promote", "demote", "migrate_to", "migrate_from", "notify", "cancel", "delete", "asyncmon", "stonith", "", "toString"];

function damageHistory(places: readonly Place[], random: Random): void {
  const entries = places.filter(({ element }) => element.name === "lrm_rsc_op");
  if (entries.length === 0) return;
  const { attributes } = random.pick(entries).element;
  const set = (name: string, value: string): void => {
    const attribute = attributes.find(([other]) => other === name);
    if (attribute === undefined) attributes.push([name, value]);
    else attribute[1] = value;
  };
  const number = random.pick(hostileNumbers);
  const key = `${number}:${random.below(9)}:${random.pick(hostileNumbers)}:aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa`;
  switch (random.below(6)) {
    case 0:
      set("operation", random.pick(tasks));
      break;
    case 1:
      set("rc-code", random.chance(0.5) ? String(random.below(16)) : number);
      break;
    case 2:
      set("op-status", random.chance(0.5) ? String(random.below(14) - 1) : number);
      break;
    case 3:
      set("transition-key", key);
      set("transition-magic", `${random.below(5) - 1}:${random.below(16)};${key}`);
      break;
    case 4:
      set("operation_key", `${random.pick(hostileNames)}_${random.pick(tasks)}_${number}`);
      break;
    default:
      set(random.pick(["call-id", "interval", "last-rc-change", "last-run", "migrate_source", "migrate_target", "on_node", "op-digest", "op-secure-params", "op-restart-digest", "op-force-restart"]), hostileValue(random));
      break;
  }
}

function placesIn(root: DraftElement): Place[] {
  const places: Place[] = [];
  const stack: Place[] = [{ element: root, parent: null }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    places.push(place);
    for (const child of place.element.children) if ("name" in child) stack.push({ element: child, parent: place.element });
  }
  return places;
}
