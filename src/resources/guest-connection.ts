// The connection resource that a guest node or a bundle replica implies.

import { attribute, childElements, createElement, idOf, type XmlElement } from "../xml/element.ts";
import { toXmlName } from "../xml/names.ts";

/** The port that Pacemaker Remote listens on unless something else is configured. */
export const REMOTE_PORT = "3121";

/** What a generated connection is made from; `undefined` parts are left out. */
export interface ConnectionDefinition {
  /** ID of the connection, and name of the node. */
  readonly id: string;
  readonly launcher: string | undefined;
  readonly migratable: string | undefined;
  readonly managed: string | undefined;
  readonly address: string | undefined;
  readonly port: string | undefined;
  /** Timeout of the start operation; `null`: no such operation. */
  readonly startTimeout: string | null;
}

/** The element of a connection resource. */
export function connectionElement(connection: ConnectionDefinition): XmlElement {
  const { id, startTimeout } = connection;
  const children = [
    pairs("meta_attributes", `${id}-meta_attributes`, [
      ["internal_rsc", "true"],
      ["container", connection.launcher],
      ["allow-migrate", connection.migratable],
      ["is-managed", connection.managed],
    ]),
  ];
  if (connection.address !== undefined || connection.port !== undefined) {
    children.push(
      pairs("instance_attributes", `${id}-instance_attributes`, [
        ["addr", connection.address],
        ["port", connection.port],
      ]),
    );
  }
  const operations = [
    createElement("op", ["id", toXmlName(`${id}-monitor-30s`), "interval", "30s", "name", "monitor", "timeout", "30s"]),
  ];
  if (startTimeout !== null) {
    const start = ["id", toXmlName(`${id}-start-0`), "interval", "0", "name", "start", "timeout", startTimeout];
    operations.push(createElement("op", start));
  }
  children.push(createElement("operations", [], operations));
  return createElement("primitive", ["id", id, "class", "ocf", "provider", "pacemaker", "type", "remote"], children);
}

/** A generated block; pairs without a value are left out. */
export function pairs(
  name: string,
  id: string,
  values: readonly (readonly [name: string, value: string | undefined])[],
): XmlElement {
  const children: XmlElement[] = [];
  for (const [key, value] of values) {
    if (value === undefined) continue;
    children.push(createElement("nvpair", ["id", toXmlName(`${id}-${key}`), "name", key, "value", value]));
  }
  return createElement(name, ["id", toXmlName(id)], children);
}

/**
 * The connection that a primitive's meta-attributes ask for, if they do. They are read literally: rules, scores,
 * references and templates do not count, and of several values the last one wins.
 */
export function guestConnection(primitive: XmlElement): XmlElement | null {
  const values = new Map<string, string | undefined>();
  for (const block of childElements(primitive, "meta_attributes")) {
    for (const pair of childElements(block)) {
      const name = attribute(pair, "name");
      if (name !== undefined) values.set(name, attribute(pair, "value"));
    }
  }
  const id = values.get("remote-node");
  if (id === undefined) return null;
  return connectionElement({
    id,
    launcher: idOf(primitive),
    migratable: values.get("remote-allow-migrate"),
    managed: values.get("is-managed"),
    address: values.get("remote-addr"),
    port: values.get("remote-port"),
    startTimeout: values.get("remote-connect-timeout") ?? "60s",
  });
}
