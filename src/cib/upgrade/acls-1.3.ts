import { attribute, childElements, createElement, idOf, withAttribute, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { rewrite, withChildren } from "./rewrite.ts";
import type { Say, UpgradeStep } from "./step.ts";

// 1.3 to 2.0: access control lists.
//
// Users become targets, permissions become one kind of element, and what a user was allowed directly moves to a role of
// its own. Observed: the rules go by element name, wherever such elements stand.

export const upgradeFrom13: UpgradeStep = [{ stylesheet: "upgrade-1.3.xsl", apply: translateAcls }];

function translateAcls(root: XmlElement, say: Say): XmlElement {
  return rewrite(root, {
    leave: (element, children) => {
      switch (element.name) {
        case "cib":
          return withAttribute(withChildren(element, children), "validate-with", "pacemaker-2.0");
        case "role_ref":
          return { ...element, name: "role", children };
        case "read":
        case "write":
        case "deny":
          return permission(element, say);
        case "acl_user":
          return user(element, children);
        default:
          return withChildren(element, children);
      }
    },
  });
}

function permission(element: XmlElement, say: Say): XmlElement {
  const note = (text: string): void => say(`ACLs: @attribute ${text} for upgrade-1.3.xsl purposes`);
  const id = idOf(element);
  const limitedTo = attribute(element, "attribute");
  const reference = attribute(element, "ref");
  const tag = attribute(element, "tag");
  const xpath = attribute(element, "xpath");

  const attributes = id === undefined ? [] : ["id", id];
  attributes.push("kind", element.name);
  if (reference !== undefined) {
    if (limitedTo !== undefined) say("ACLs: @attribute cannot accompany @ref for upgrade-1.3.xsl purposes, ignoring");
    attributes.push("reference", reference);
  } else if (tag !== undefined) {
    attributes.push("object-type", tag);
    if (limitedTo !== undefined) {
      note("(with @tag) handling generalized a bit");
      attributes.push("attribute", limitedTo);
    }
  } else if (limitedTo !== undefined) {
    note("(with @xpath) handling generalized a bit");
    attributes.push("xpath", `${xpath ?? ""}[@${limitedTo}]`);
  } else if (xpath !== undefined) {
    attributes.push("xpath", xpath);
  }
  return { ...element, name: "acl_permission", attributes, children: [] };
}

function user(element: XmlElement, children: readonly XmlNode[]): readonly XmlNode[] {
  const target = { ...element, name: "acl_target" };
  if (childElements(element, "role_ref").length > 0) return [{ ...target, children }];
  const hasPermission = childElements(element).some((child) => /^(?:read|write|deny)$/.test(child.name));
  if (!hasPermission) return [{ ...target, children: [] }];
  const roleId = ["id", `auto-${idOf(element) ?? ""}`];
  return [
    { ...target, children: [createElement("role", roleId)] },
    createElement("acl_role", roleId, children.filter((child) => child.kind === "element")),
  ];
}
