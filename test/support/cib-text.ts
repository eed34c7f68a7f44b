// CIBs as text, from the parts that a test is about.

/** The parts of a CIB; what is left out is an ordinary small cluster of two nodes. */
export interface CibParts {
  readonly root?: string;
  readonly options?: string;
  readonly nodes?: string;
  readonly resources?: string;
  readonly constraints?: string;
  /** Further sections of the configuration. */
  readonly sections?: string;
  readonly status?: string;
  readonly schema?: string;
}

const KEY = "1:1:0:aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

/** A whole CIB. Fencing is off, so that missing fencing devices do not play a part. */
export function cibText(parts: CibParts = {}): string {
  const {
    root = 'crm_feature_set="3.19.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" dc-uuid="1" execution-date="1700000000"',
    options = "",
    nodes = '<node id="1" uname="n1"/><node id="2" uname="n2"/>',
    resources = primitive("A"),
    constraints = "",
    sections = "",
    status = onlineNode("1", "n1") + onlineNode("2", "n2"),
    schema = "pacemaker-4.0",
  } = parts;
  return (
    `<cib validate-with="${schema}" ${root}><configuration>` +
    `<crm_config><cluster_property_set id="opts"><nvpair id="opt-f" name="fencing-enabled" value="false"/>${options}</cluster_property_set></crm_config>` +
    `<nodes>${nodes}</nodes><resources>${resources}</resources><constraints>${constraints}</constraints>${sections}` +
    `</configuration><status>${status}</status></cib>\n`
  );
}

/** A primitive of a dummy agent. */
export function primitive(id: string, content = "", type = "Dummy"): string {
  return `<primitive id="${id}" class="ocf" provider="pacemaker" type="${type}">${content}</primitive>`;
}

/** A block of meta-attributes. */
export function meta(id: string, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`);
  return `<meta_attributes id="${id}">${pairs.join("")}</meta_attributes>`;
}

/** The state of a node that is up, with the histories of resources. */
export function onlineNode(id: string, name: string, histories = ""): string {
  return (
    `<node_state id="${id}" uname="${name}" in_ccm="true" crmd="online" join="member" expected="member">` +
    `<lrm id="${id}"><lrm_resources>${histories}</lrm_resources></lrm></node_state>`
  );
}

/** The history of a resource. */
export function history(id: string, operations: string, type = "Dummy"): string {
  return `<lrm_resource id="${id}" class="ocf" provider="pacemaker" type="${type}">${operations}</lrm_resource>`;
}

/** A successful operation in a history. */
export function done(resource: string, task: string, interval = 0, call = 1): string {
  return (
    `<lrm_rsc_op id="${resource}_${task}_${interval}_${call}" operation_key="${resource}_${task}_${interval}" operation="${task}" ` +
    `transition-key="${KEY}" transition-magic="0:0;${KEY}" call-id="${call}" rc-code="0" op-status="0" interval="${interval}"/>`
  );
}
