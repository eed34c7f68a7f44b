// The CIB while it is being changed: one immer draft for a whole batch of changes.
//
// The states of nodes, where nearly all changes go, are replaced in the draft by copies of their own at first use, so that
// recording an operation costs no more than changing a few plain objects; finishing the draft freezes all of it.
//
// Counts   each change that really changes something raises `num_updates`, or `epoch` if it is in the configuration
// Trap     the reference changes a copy of a node's state and merges it back; of two entries with one ID, the second is
//          thereby copied into the first, and stays (observed)

import { createDraft, finishDraft, type Draft } from "immer";
import { PengineError } from "../errors.ts";
import { scanInteger } from "../values/integer.ts";
import { attribute, createElement, descendants, idOf, type XmlElement } from "../xml/element.ts";
import { nodeIdFor } from "./node-id.ts";
import {
  deepCopy,
  hasRepeatedChildren,
  mergeInto,
  positionOf,
  putAttribute,
  thaw,
  thawChild,
  type MutableElement,
} from "./mutable.ts";

/** The state of one node, ready to be changed. */
export interface NodeState {
  element: MutableElement;
  readonly position: number;
  /** Has children that merging confuses. */
  readonly repeated: boolean;
  /** Where the histories of resources are, by ID; `null` until somebody looks. */
  histories: Map<string, HistoryPlace[]> | null;
}

/** The place of a resource's history. */
interface HistoryPlace {
  readonly parent: MutableElement;
  readonly position: number;
}

export interface WorkingOptions {
  /** Nodes that have no `node` element get one when their state is looked for. */
  readonly createNodes: boolean;
}

/** A `cib` that stands within another element may have none. */
function withStatus(root: XmlElement): XmlElement {
  return positionOf(root, "status") < 0 ? { ...root, children: [...root.children, createElement("status")] } : root;
}

export class WorkingCib {
  private readonly draft: Draft<XmlElement>;
  private readonly original: XmlElement;
  private readonly options: WorkingOptions;
  private readonly statusPosition: number;
  private readonly states = new Map<number, NodeState>();
  private readonly positionsByName = new Map<string, number[]>();
  private readonly positionsById = new Map<string, number[]>();

  constructor(cib: XmlElement, options: WorkingOptions) {
    const root = withStatus(cib);
    this.original = root;
    this.options = options;
    this.draft = createDraft(root);
    this.statusPosition = positionOf(root, "status");
    const status = root.children[this.statusPosition] as XmlElement;
    status.children.forEach((state, position) => {
      if (state.kind === "element" && state.name === "node_state") this.index(state, position);
    });
  }

  /** The changed document, frozen. The working CIB is not to be used afterwards. */
  finish(): XmlElement {
    return finishDraft(this.draft) as XmlElement;
  }

  /** Sets an attribute of the root. */
  putRoot(name: string, value: string): void {
    this.count("status", putAttribute(this.draft, name, value));
  }

  /** Carries out one change of the configuration; `edit` tells whether it changed anything. */
  changeConfiguration(edit: (root: MutableElement) => boolean): void {
    this.count("configuration", edit(this.draft));
  }

  /** Carries out one change somewhere in the status, other than in the state of a node. */
  changeStatus(edit: (status: MutableElement) => boolean): void {
    this.count("status", edit(this.status()));
  }

  /** Carries out one change of a node's state, with all that merging it back does. */
  changeState(state: NodeState, edit: (element: MutableElement) => boolean): void {
    if (!state.repeated) {
      this.count("status", edit(state.element));
      return;
    }
    const target = deepCopy(state.element);
    const changed = edit(state.element);
    mergeInto(target, state.element);
    this.replaceState(state, target);
    this.count("status", changed);
  }

  /**
   * The state of a node, found by its name, or else by its ID, or else created.
   *
   * @param id looked up by name in the configuration if not given
   * @param lastResort the ID if that finds nothing
   * @throws PengineError if there are several, or if there is none and no ID can be found
   */
  requestState(name: string, id?: string, lastResort?: string): NodeState {
    if (this.options.createNodes) this.requestNode(name);
    const byName = this.positionsByName.get(name) ?? [];
    if (byName.length > 0) return this.only(byName, name);
    const known = id ?? nodeIdFor(this.draft, name) ?? lastResort;
    const byId = known === undefined ? [] : (this.positionsById.get(known) ?? []);
    if (byId.length > 0) {
      const state = this.only(byId, known!);
      takeFrom(this.positionsByName, attribute(state.element, "uname"), state.position);
      this.changeState(state, (element) => putAttribute(element, "uname", name));
      this.index(state.element, state.position);
      return state;
    }
    if (known === undefined) throw new PengineError("node-unknown", `There is no node called '${name}' in the CIB`);
    return this.createState(known, name);
  }

  /** The states with that name, without creating one. */
  findState(name: string): NodeState | null {
    const position = this.positionsByName.get(name)?.[0];
    return position === undefined ? null : this.stateAt(position);
  }

  /** The history of a resource anywhere in a node's state, if there is exactly one of that ID. */
  findHistory(state: NodeState, id: string): MutableElement | null {
    state.histories ??= indexHistories(state.element);
    const places = state.histories.get(id);
    if (places === undefined || places.length !== 1) return null;
    return thawChild(places[0]!.parent, places[0]!.position);
  }

  /** A new history at the end of a node's state. */
  appendHistory(state: NodeState, attributes: readonly string[]): MutableElement {
    const lrm = requestChild(state.element, "lrm", ["id", idOf(state.element)!]);
    const parent = requestChild(lrm, "lrm_resources", []);
    const history = thaw(createElement("lrm_resource", attributes));
    const position = parent.children.push(history) - 1;
    if (state.histories !== null) addTo(state.histories, idOf(history), { parent, position });
    return history;
  }

  /** Removes the first child of that name from a node's state. */
  removeFrom(state: NodeState, name: string): void {
    this.count("status", removeChild(state, name));
  }

  /** Puts a changed state in the place of the old one, without merging; counts even if both are equal (observed). */
  replace(state: NodeState, edit: (element: MutableElement) => void): void {
    edit(state.element);
    this.count("status", true);
  }

  private createState(id: string, name: string): NodeState {
    const status = this.status();
    const element = thaw(createElement("node_state", ["id", id, "uname", name]));
    const position = status.children.push(element) - 1;
    const state: NodeState = { element, position, repeated: false, histories: null };
    this.states.set(position, state);
    this.index(element, position);
    this.count("status", true);
    return state;
  }

  private only(positions: readonly number[], name: string): NodeState {
    const state = this.stateAt(positions[0]!);
    if (positions.length > 1 || idOf(state.element) === undefined) {
      throw new PengineError("node-state-ambiguous", `The state of node '${name}' is not unique in the CIB, or has no id`);
    }
    return state;
  }

  private stateAt(position: number): NodeState {
    let state = this.states.get(position);
    if (state === undefined) {
      const source = this.originalStatus().children[position] as XmlElement;
      state = { element: thaw(source), position, repeated: hasRepeatedChildren(source), histories: null };
      this.states.set(position, state);
      this.status().children[position] = state.element;
    }
    return state;
  }

  private replaceState(state: NodeState, element: MutableElement): void {
    state.element = element;
    state.histories = null;
    this.status().children[state.position] = element;
  }

  private index(state: XmlElement, position: number): void {
    addTo(this.positionsByName, attribute(state, "uname"), position);
    addTo(this.positionsById, idOf(state), position);
  }

  private requestNode(name: string): void {
    const has = (element: XmlElement): boolean => element.name === "node" && attribute(element, "uname") === name;
    for (const element of descendants(this.draft)) if (has(element)) return;
    this.changeConfiguration((root) => {
      const configuration = positionOf(root, "configuration");
      const nodes = configuration < 0 ? -1 : positionOf(root.children[configuration] as XmlElement, "nodes");
      if (nodes < 0) return false;
      const section = (root.children[configuration] as MutableElement).children[nodes] as MutableElement;
      section.children.push(createElement("node", ["id", name, "uname", name]));
      return true;
    });
  }

  private status(): MutableElement {
    return this.draft.children[this.statusPosition] as MutableElement;
  }

  private originalStatus(): XmlElement {
    return this.original.children[this.statusPosition] as XmlElement;
  }

  private count(section: "status" | "configuration", changed: boolean): void {
    if (!changed) return;
    const next = (name: string): string => String(scanInteger(attribute(this.draft, name) ?? "0").value + 1);
    if (section === "configuration") {
      putAttribute(this.draft, "epoch", next("epoch"));
      putAttribute(this.draft, "num_updates", "0");
    } else {
      putAttribute(this.draft, "num_updates", next("num_updates"));
    }
  }
}

function addTo<T>(index: Map<string, T[]>, key: string | undefined, item: T): void {
  if (key === undefined) return;
  const items = index.get(key);
  if (items === undefined) index.set(key, [item]);
  else if (!items.includes(item)) items.push(item);
}

function takeFrom<T>(index: Map<string, T[]>, key: string | undefined, item: T): void {
  const others = key === undefined ? undefined : index.get(key)?.filter((other) => other !== item);
  if (others !== undefined) index.set(key!, others);
}

function indexHistories(state: MutableElement): Map<string, HistoryPlace[]> {
  const index = new Map<string, HistoryPlace[]>();
  const open = [state];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (let position = 0; position < parent.children.length; position++) {
      const child = parent.children[position]!;
      if (child.kind !== "element") continue;
      if (child.name === "lrm_resource") addTo(index, idOf(child), { parent, position });
      else if (child.name === "lrm" || child.name === "lrm_resources") open.push(thawChild(parent, position));
    }
  }
  return index;
}

function removeChild(state: NodeState, name: string): boolean {
  const position = positionOf(state.element, name);
  if (position < 0) return false;
  state.element.children.splice(position, 1);
  if (name === "lrm") state.histories = null;
  return true;
}

/** The first child of that name (and ID), ready to be changed; created if missing. */
export function requestChild(parent: MutableElement, name: string, attributes: readonly string[], id?: string): MutableElement {
  const position = positionOf(parent, name, id);
  if (position >= 0) return thawChild(parent, position);
  const child = thaw(createElement(name, attributes));
  parent.children.push(child);
  return child;
}

