import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { childElements, idOf, type XmlElement } from "../xml/element.ts";
import { tagReferenceWithoutId, tagWithoutId } from "./messages.ts";

/** Reads the tags. Several elements with one ID add up; a tag without references is not recorded. */
export function unpackTags(run: Run): void {
  const { tags } = run.sections;
  if (tags === null) return;
  for (const tag of childElements(tags, "tag")) {
    const id = idOf(tag);
    if (id === undefined) report(run, tagWithoutId, {});
    else unpackReferences(run, id, tag);
  }
}

function unpackReferences(run: Run, id: string, tag: XmlElement): void {
  let references = run.cluster.tags.get(id);
  const known = new Set(references);
  for (const reference of childElements(tag, "obj_ref")) {
    const target = idOf(reference);
    if (target === undefined) {
      report(run, tagReferenceWithoutId, { tag: id });
      continue;
    }
    if (known.has(target)) continue;
    known.add(target);
    if (references === undefined) {
      references = [];
      run.cluster.tags.set(id, references);
    }
    references.push(target);
  }
}
