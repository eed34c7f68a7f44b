// What nodes recorded about resources: results of operations, told in short stories.

import fc, { type Arbitrary } from "fast-check";
import { oneOf, reference, sometimes, upTo, weighted, type Value } from "./draft.ts";
import { moment, NOW, score, type Mode } from "./values.ts";

/** One result. What depends on the resource and the node is added when the document is put together. */
export interface Operation {
  readonly task: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly rc: number;
  readonly status: number;
  readonly expected: number;
  /** The last failure is kept beside the last result. */
  readonly isLastFailure: boolean;
  /** Migrations: the other node. */
  readonly partner?: Value | undefined;
  readonly time: string | undefined;
  readonly details: Details;
}

interface Details {
  readonly digest: string | undefined;
  readonly restartDigest: string | undefined;
  readonly forceRestart: string | undefined;
  readonly secureParams: string | undefined;
  readonly exitReason: string | undefined;
  /** Call ids go up from entry to entry, usually. */
  readonly call: string | undefined;
  readonly otherCluster: boolean | undefined;
}

/** What one node knows about one resource. */
export interface Place {
  readonly node: Value;
  /** Picks an instance where there are several. */
  readonly instance: number;
  readonly operations: readonly Operation[];
  /** The agent that history names is not the one that is configured. */
  readonly otherAgent: boolean | undefined;
  readonly lock: string | undefined;
  readonly promotionScore: string | undefined;
  readonly failures: readonly { readonly operation: string; readonly count: string; readonly last: string | undefined }[];
}

// Digests of no parameters at all, as operations with and without interval have them, and of something else.
const digests = ["f2317cad3d54cec5d7d7aa7d0bf35cf8", "4811cef7f7f94e3a35a70be7916cb2fd", "00000000000000000000000000000000"] as const;

const details: Arbitrary<Details> = fc.record({
  digest: sometimes(50, oneOf(...digests)),
  restartDigest: sometimes(8, oneOf(...digests)),
  forceRestart: sometimes(8, oneOf(" state ", " fake state ", "", " passwd ")),
  secureParams: sometimes(5, oneOf(" passwd ", " state ")),
  exitReason: sometimes(8, oneOf("not today", "a <b> & \"c\"")),
  call: sometimes(4, oneOf("-1", "1", "999", "x")),
  otherCluster: sometimes(4, fc.constant(true)),
});

interface Result {
  readonly rc: number;
  readonly status?: number;
  readonly expected?: number;
}

const intervals = oneOf(10_000, 20_000, 30_000, 60_000);

function operation(task: string, interval: Arbitrary<number>, result: Arbitrary<Result>, isLastFailure = false): Arbitrary<Operation> {
  return fc.record({ interval, result, details, time: weighted([15, oneOf<string | undefined>(String(NOW - 1200))], [10, moment], [1, fc.constant(undefined)]) }).map(
    (drawn) => ({
      task,
      interval: drawn.interval,
      rc: drawn.result.rc,
      status: drawn.result.status ?? 0,
      expected: drawn.result.expected ?? 0,
      isLastFailure,
      time: drawn.time,
      details: drawn.details,
    }),
  );
}

const never = fc.constant(0);
const good = fc.constant<Result>({ rc: 0 });
/** Results that no operation but a probe expects, with the status that goes with them. */
const bad = weighted<Result>(
  [4, oneOf<Result>({ rc: 1 }, { rc: 7 }, { rc: 1, status: 4 }, { rc: 5, status: 4 })],
  [2, oneOf<Result>({ rc: 1, status: 2 }, { rc: 198, status: 2 }, { rc: 2 }, { rc: 3 }, { rc: 4 }, { rc: 5 }, { rc: 6 })],
  [1, oneOf<Result>({ rc: 8 }, { rc: 9 }, { rc: 190 }, { rc: 191 }, { rc: 193, status: 5 }, { rc: 5, status: 7 }, { rc: 0, status: 6 }, { rc: 1, status: 8 }, { rc: 6, status: 9 })],
  [1, oneOf<Result>({ rc: 1, status: 1 }, { rc: 0, status: 3 }, { rc: 5, status: 10 }, { rc: 50, status: 11 }, { rc: 0, status: 12 })],
);
const pending = fc.constant<Result>({ rc: 193, status: -1 });

const probeRunning = operation("monitor", never, fc.constant({ rc: 0, expected: 7 }));
const probePromoted = operation("monitor", never, oneOf<Result>({ rc: 8, expected: 7 }, { rc: 9, expected: 7 }));
const probeStopped = operation("monitor", never, fc.constant({ rc: 7, expected: 7 }));
const probeFailed = operation("monitor", never, bad.map((result) => ({ ...result, expected: 7 })));
const start = operation("start", never, good);
const stop = operation("stop", never, good);
const promote = operation("promote", never, good);
const demote = operation("demote", never, good);
const monitored = operation("monitor", intervals, good);
const monitoredPromoted = operation("monitor", intervals, fc.constant({ rc: 8, expected: 8 }));

function story(...parts: readonly Arbitrary<Operation | readonly Operation[] | undefined>[]): Arbitrary<readonly Operation[]> {
  return fc.tuple(...parts).map((drawn) => drawn.flatMap((part) => part ?? []));
}

function withPartner(arbitrary: Arbitrary<Operation>): Arbitrary<Operation> {
  return fc.tuple(arbitrary, reference("node")).map(([base, partner]) => ({ ...base, partner }));
}

const running = story(weighted<Operation>([3, start], [1, probeRunning]), upTo(2, monitored));
const promoted = story(weighted<readonly Operation[]>([2, story(start, promote)], [1, story(probePromoted)]), upTo(1, monitoredPromoted));

const anyTask = oneOf("monitor", "start", "stop", "promote", "demote", "notify", "migrate_to", "migrate_from", "reload");
const anyOperation: Arbitrary<Operation> = fc
  .tuple(anyTask, operation("monitor", weighted([2, never], [1, intervals]), weighted([3, good], [2, bad], [1, pending])), oneOf(0, 0, 7, 8), reference("node"), fc.boolean())
  .map(([task, base, expected, partner, isLastFailure]) => ({
    ...base,
    task,
    expected,
    isLastFailure,
    interval: task === "monitor" ? base.interval : 0,
    partner: task.startsWith("migrate") ? partner : undefined,
  }));

const stories = weighted<readonly Operation[]>(
  [10, running],
  [4, story(probeStopped)],
  [2, story(start, stop)],
  [2, story(running, operation("monitor", intervals, bad, true))],
  [1, story(start, operation("monitor", intervals, bad))],
  [2, story(operation("start", never, bad), sometimes(50, stop))],
  [1, story(operation("start", never, bad, true), stop)],
  [1, story(start, operation("stop", never, bad))],
  [1, story(probeFailed)],
  [1, story(oneOf("start", "stop", "monitor", "promote", "demote").chain((task) => operation(task, never, pending)))],
  [1, story(start, operation("monitor", intervals, pending))],
  [2, story(start, withPartner(operation("migrate_to", never, weighted([3, good], [1, bad], [1, pending]))))],
  [2, story(withPartner(operation("migrate_from", never, weighted([3, good], [1, bad], [1, pending]))), sometimes(40, monitored))],
  [2, upTo(3, anyOperation, 1)],
  [1, fc.constant([])],
);

const promotableStories = weighted<readonly Operation[]>(
  [6, running],
  [5, promoted],
  [1, story(start, promote, demote)],
  [1, story(promoted, operation("monitor", intervals, weighted([2, oneOf<Result>({ rc: 9, expected: 8 }, { rc: 0, expected: 8 }, { rc: 7, expected: 8 })], [1, bad]), true))],
  [1, story(start, operation("promote", never, bad))],
  [1, story(promoted, operation("demote", never, bad))],
  [1, story(start, operation("promote", never, pending))],
  [4, stories],
);

/** What a node recorded about a resource. */
export function place(mode: Mode, promotable: boolean): Arbitrary<Place> {
  const failure = fc.record({
    operation: oneOf("monitor_10000", "start_0", "stop_0", "monitor_20000", "promote_0"),
    count: oneOf("1", "2", "3", "INFINITY", "0"),
    last: sometimes(80, moment),
  });
  return fc.record({
    node: weighted<Value>([3, reference("cluster node")], [1, reference("node")]),
    instance: fc.noBias(fc.nat(5)),
    operations: promotable ? promotableStories : stories,
    otherAgent: sometimes(3, fc.constant(true)),
    lock: sometimes(4, moment),
    promotionScore: sometimes(promotable ? 60 : 2, weighted([3, oneOf("5", "10", "100", "1", "-1", "0")], [1, score(mode)])),
    failures: weighted<Place["failures"]>([8, fc.constant([])], [1, upTo(2, failure, 1)]),
  });
}
