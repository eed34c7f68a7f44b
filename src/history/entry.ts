import { parseInt32, parseUint32, scanInteger } from "../values/integer.ts";
import type { XmlElement } from "../xml/element.ts";

/**
 * One recorded operation (`lrm_rsc_op`), its attributes read once. Texts are kept where their validity is judged later.
 */
export interface HistoryEntry {
  readonly element: XmlElement;
  readonly id: string | undefined;
  /** Attribute `operation`. */
  readonly task: string | undefined;
  /** Milliseconds; 0 if missing or unusable. */
  readonly interval: number;
  readonly intervalText: string | undefined;
  /** -1 while the operation has not been carried out, or if unusable. */
  readonly callId: number;
  readonly statusText: string | undefined;
  readonly rcText: string | undefined;
  /** `last-rc-change` in seconds since the epoch, `null` if missing or unusable. */
  readonly time: number | null;
  readonly timeText: string | undefined;
  /** Name in `on_node`. */
  readonly onNode: string | undefined;
  readonly transitionKey: string | undefined;
  readonly transitionMagic: string | undefined;
  readonly exitReason: string | undefined;
  /** Attribute `operation_key` or, if that is missing or empty, the ID. */
  readonly key: string;
  readonly digest: string | undefined;
  /** As recorded; see `restartDigestOf` in failed-operations.ts. */
  readonly restartDigest: string | undefined;
}

/** Reads an entry in one pass over its attributes. */
export function readEntry(element: XmlElement): HistoryEntry {
  let id: string | undefined;
  let task: string | undefined;
  let intervalText: string | undefined;
  let callIdText: string | undefined;
  let statusText: string | undefined;
  let rcText: string | undefined;
  let timeText: string | undefined;
  let onNode: string | undefined;
  let transitionKey: string | undefined;
  let transitionMagic: string | undefined;
  let exitReason: string | undefined;
  let operationKey: string | undefined;
  let digest: string | undefined;
  let restartDigest: string | undefined;
  const { attributes } = element;
  for (let i = 0; i < attributes.length; i += 2) {
    const value = attributes[i + 1];
    switch (attributes[i]) {
      case "id":
        id = value;
        break;
      case "operation":
        task = value;
        break;
      case "interval":
        intervalText = value;
        break;
      case "call-id":
        callIdText = value;
        break;
      case "op-status":
        statusText = value;
        break;
      case "rc-code":
        rcText = value;
        break;
      case "last-rc-change":
        timeText = value;
        break;
      case "on_node":
        onNode = value;
        break;
      case "transition-key":
        transitionKey = value;
        break;
      case "transition-magic":
        transitionMagic = value;
        break;
      case "exit-reason":
        exitReason = value;
        break;
      case "operation_key":
        operationKey = value;
        break;
      case "op-digest":
        digest = value;
        break;
      case "op-restart-digest":
        restartDigest = value;
        break;
    }
  }
  return {
    element,
    id,
    task,
    interval: parseUint32(intervalText, 0),
    intervalText,
    callId: parseInt32(callIdText, -1),
    statusText,
    rcText,
    time: readTime(timeText),
    timeText,
    onNode,
    transitionKey,
    transitionMagic,
    exitReason,
    key: operationKey !== undefined && operationKey !== "" ? operationKey : (id ?? ""),
    digest,
    restartDigest,
  };
}

function readTime(text: string | undefined): number | null {
  if (text === undefined) return null;
  const { value, error } = scanInteger(text);
  return error === null ? value : null;
}

/** A `monitor` that is not recurring. */
export function isProbe(entry: HistoryEntry): boolean {
  return entry.interval === 0 && entry.task === "monitor";
}
