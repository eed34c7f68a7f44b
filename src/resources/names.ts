// Names of instances, and what is printed for them.

import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { isDigitCode } from "../values/text.ts";
import { idOf } from "../xml/element.ts";

/** The name without an instance number: `web` for `web:12`. A name that ends otherwise is returned as it is. */
export function baseName(id: string): string {
  let digits = id.length;
  while (digits > 0 && isDigitCode(id.charCodeAt(digits - 1))) digits--;
  const colon = digits - 1;
  if (digits === id.length || colon < 1 || id.charCodeAt(colon) !== 58) return id;
  return id.slice(0, colon);
}

/** The name of instance 0: `web:0` for `web`, and for `web:12`. */
export function zerothName(id: string): string {
  return `${baseName(id)}:0`;
}

/** The name as configured, without instance number. */
export function configuredId(resource: Resource): string {
  return idOf(resource.xml) ?? resource.id;
}

/** The name that is printed: instances of anonymous clones show no number. */
export function displayName(resource: Resource): string {
  return hasFlag(resource, ResourceFlag.Unique) ? resource.id : configuredId(resource);
}
