import { PengineError } from "../../errors.ts";
import { attribute, createElement, idOf, type XmlElement } from "../../xml/element.ts";
import { positionOf, putAttribute, thaw, type MutableElement } from "../mutable.ts";
import type { WorkingCib } from "../working-cib.ts";

const OPTION = "have-watchdog";
const DEFAULT_SET = "cib-bootstrap-options";

/** Sets whether the partition has quorum, as text. */
export function injectQuorum(cib: WorkingCib, value: string): void {
  cib.putRoot("have-quorum", value);
}

/** Sets the option `have-watchdog` where it is set already, or in the default set of options. */
export function injectWatchdog(cib: WorkingCib, value: string): void {
  cib.changeConfiguration((root) => {
    const crmConfig = childAt(childAt(root, "configuration"), "crm_config");
    const found = findOption(crmConfig);
    if (found.length > 1) {
      throw new PengineError("option-ambiguous", `The option ${OPTION} is set ${found.length} times; remove all but one`);
    }
    if (found.length === 1) return putAttribute(found[0]!, "value", value);
    const set = requestDefaultSet(crmConfig);
    set.children.push(createElement("nvpair", ["id", `${DEFAULT_SET}-${OPTION}`, "name", OPTION, "value", value]));
    return true;
  });
}

function childAt(parent: MutableElement, name: string): MutableElement {
  const position = positionOf(parent, name);
  if (position < 0) throw new PengineError("edit-invalid", `The CIB has no ${name} section to put an option in`);
  return parent.children[position] as MutableElement;
}

function findOption(crmConfig: MutableElement): MutableElement[] {
  const result: MutableElement[] = [];
  for (const set of crmConfig.children) {
    if (set.kind !== "element" || set.name !== "cluster_property_set") continue;
    for (const pair of set.children) {
      if (pair.kind === "element" && attribute(pair, "name") === OPTION) result.push(pair as MutableElement);
    }
  }
  return result;
}

function requestDefaultSet(crmConfig: MutableElement): MutableElement {
  const isDefault = (child: XmlElement): boolean => child.name === "cluster_property_set" && idOf(child) === DEFAULT_SET;
  for (const child of crmConfig.children) {
    if (child.kind === "element" && isDefault(child)) return child as MutableElement;
  }
  const set = thaw(createElement("cluster_property_set", ["id", DEFAULT_SET]));
  crmConfig.children.push(set);
  return set;
}
